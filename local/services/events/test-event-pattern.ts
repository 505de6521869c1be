import { onAnything } from '../../authorization/permission';
import { AwsError } from '../../aws-error';
import { MAX_DOCUMENT_LEVELS, parseBoundedJson } from '../../bounded-json';
import { eventsAction } from './events-action';
import { EVENT_PATTERN } from './events-shapes';
import { readPattern } from './read-pattern';

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
