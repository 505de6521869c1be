import { logsAction, onGroup } from './logs-action';
import { NAMED_LOG_GROUP } from './logs-shapes';

/** @see https://docs.aws.amazon.com/AmazonCloudWatchLogs/latest/APIReference/API_DeleteLogGroup.html */
export const deleteLogGroup = logsAction({
  input: NAMED_LOG_GROUP,
  permissions: onGroup('logs:DeleteLogGroup'),
  run: ({ logGroupName }, store) => {
    store.delete(logGroupName);
    return undefined;
  },
});
