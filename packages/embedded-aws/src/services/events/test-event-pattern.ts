import { onAnything } from '../../authorization/permission';
import { AwsError } from '../../aws-error';
import { MAX_DOCUMENT_LEVELS, parseBoundedJson } from '../../bounded-json';
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
    try {
      return { Result: matches(parseBoundedJson(Event, MAX_DOCUMENT_LEVELS)) };
    } catch (cause) {
      throw new AwsError(
        'ValidationException',
        `Parameter Event is not valid. Reason: ${(cause as Error).message}`,
      );
    }
  },
});
