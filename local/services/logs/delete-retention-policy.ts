import { logsAction } from './logs-action';
import { NAMED_LOG_GROUP } from './logs-shapes';

/** @see https://docs.aws.amazon.com/AmazonCloudWatchLogs/latest/APIReference/API_DeleteRetentionPolicy.html */
export const deleteRetentionPolicy = logsAction({
  input: NAMED_LOG_GROUP,
  run: ({ logGroupName }, store) => {
    store.put({ ...store.mustGet(logGroupName), retentionInDays: undefined });
    return undefined;
  },
});
