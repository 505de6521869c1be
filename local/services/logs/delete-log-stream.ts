import { logsAction, onStream } from './logs-action';
import { NAMED_LOG_STREAM } from './logs-shapes';

/** @see https://docs.aws.amazon.com/AmazonCloudWatchLogs/latest/APIReference/API_DeleteLogStream.html */
export const deleteLogStream = logsAction({
  input: NAMED_LOG_STREAM,
  permissions: onStream('logs:DeleteLogStream'),
  run: ({ logGroupName, logStreamName }, store) => {
    const group = store.mustGet(logGroupName);
    const { name } = store.mustGetStream(group, logStreamName);
    store.put({
      ...group,
      streams: new Map([...group.streams].filter(([other]) => other !== name)),
      events: group.events.filter(({ stream }) => stream !== name),
    });
    return undefined;
  },
});
