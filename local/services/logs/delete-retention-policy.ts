import { logsAction, onGroup } from './logs-action';
import { NAMED_LOG_GROUP } from './logs-shapes';

/** @see https://docs.aws.amazon.com/AmazonCloudWatchLogs/latest/APIReference/API_DeleteRetentionPolicy.html */
export const deleteRetentionPolicy = logsAction({
  input: NAMED_LOG_GROUP,
  permissions: onGroup('logs:DeleteRetentionPolicy'),
  run: ({ logGroupName }, store) => {
    store.put({ ...store.mustGet(logGroupName), retentionInDays: undefined });
    return undefined;
  },
});
