import { logsAction, onStream } from './logs-action';
import { CHOSEN_LOG_GROUP, LOG_STREAM_NAME, NEXT_TOKEN, TIMESTAMP, UNMASK } from './logs-shapes';
import { streamPage } from './stream-page';

/** @see https://docs.aws.amazon.com/AmazonCloudWatchLogs/latest/APIReference/API_GetLogEvents.html */
export const getLogEvents = logsAction({
  input: {
    ...CHOSEN_LOG_GROUP,
    logStreamName: { ...LOG_STREAM_NAME, required: true },
    startTime: TIMESTAMP,
    endTime: TIMESTAMP,
    limit: { type: 'integer', min: 1, max: 10_000 },
    startFromHead: { type: 'boolean' },
    nextToken: NEXT_TOKEN,
    unmask: UNMASK,
  },
  permissions: onStream('logs:GetLogEvents'),
  run: (input, store) => {
    const { startTime = 0, endTime = Infinity, limit = 10_000, startFromHead = false, nextToken } = input;
    const group = store.mustGetChosen(input);
    const { name } = store.mustGetStream(group, input.logStreamName);
    const found = group.events.filter(
      ({ stream, timestamp }) => stream === name && timestamp >= startTime && timestamp < endTime,
    );
    const { events, nextForwardToken, nextBackwardToken } = streamPage(
      found,
      limit,
      startFromHead,
      nextToken,
    );
    return {
      events: events.map(({ timestamp, message, ingestionTime }) => ({ timestamp, message, ingestionTime })),
      nextForwardToken,
      nextBackwardToken,
    };
  },
});
