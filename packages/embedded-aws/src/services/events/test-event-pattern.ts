import { onAnything } from '../../authorization/permission';
import { AwsError } from '../../aws-error';
import { isRecord, MAX_DOCUMENT_LEVELS, parseBoundedJson } from '../../bounded-json';
import { eventsAction } from './events-action';
import { EVENT_PATTERN } from './events-shapes';
import { parsePattern, type Pattern } from './pattern/parse-pattern';
import { PatternError } from './pattern/value-tests';

/** @throws AwsError `InvalidEventPatternException` */
export function readPattern(text: string): Pattern {
  try {
    return parsePattern(text);
  } catch (error) {
    if (!(error instanceof PatternError)) throw error;
    throw new AwsError(
      'InvalidEventPatternException',
      `Event pattern is not valid. Reason: ${error.message}`,
    );
  }
}

/** @see https://docs.aws.amazon.com/eventbridge/latest/APIReference/API_TestEventPattern.html */
export const testEventPattern = eventsAction({
  input: {
    EventPattern: { ...EVENT_PATTERN, required: true },
    Event: { type: 'string', required: true },
  },
  permissions: onAnything('events:TestEventPattern'),
  run: ({ EventPattern, Event }) => {
    const matches = readPattern(EventPattern);
    return { Result: matches(readEvent(Event)) };
  },
});

/** Members that TestEventPattern requires in an event. */
const MEMBERS = ['id', 'source', 'detail-type', 'account', 'region', 'time'];

/** @throws AwsError `ValidationException` */
function readEvent(text: string): unknown {
  const refusal = new AwsError('ValidationException', 'Parameter Event is not valid.');
  let event: unknown;
  try {
    event = parseBoundedJson(text, MAX_DOCUMENT_LEVELS);
  } catch {
    throw refusal;
  }
  if (!isRecord(event) || MEMBERS.some((name) => !Object.hasOwn(event, name))) throw refusal;
  return event;
}
