import { logsAction, onStream } from './logs-action';
import { NAMED_LOG_STREAM, TIMESTAMP } from './logs-shapes';
import { siftBatch } from './sift-batch';

/** @see https://docs.aws.amazon.com/AmazonCloudWatchLogs/latest/APIReference/API_PutLogEvents.html */
export const putLogEvents = logsAction({
  input: {
    ...NAMED_LOG_STREAM,
    logEvents: {
      type: 'list',
      required: true,
      min: 1,
      max: 10_000,
      of: {
        type: 'structure',
        fields: {
          timestamp: { ...TIMESTAMP, required: true },
          message: { type: 'string', required: true, min: 1 },
        },
      },
    },
    // Ignored by AWS since 2023.
    sequenceToken: { type: 'string', min: 1 },
  },
  permissions: onStream('logs:PutLogEvents'),
  run: ({ logGroupName, logStreamName, logEvents }, store) => {
    const group = store.mustGet(logGroupName);
    const stream = store.mustGetStream(group, logStreamName);
    const { accepted, rejectedLogEventsInfo } = siftBatch(logEvents, store.now(), group.retentionInDays);
    store.append(group, stream, accepted);
    return { rejectedLogEventsInfo };
  },
});
