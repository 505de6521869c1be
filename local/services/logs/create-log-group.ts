import { groupNeed, logsAction } from './logs-action';
import { NAMED_LOG_GROUP, TAGS } from './logs-shapes';

/** @see https://docs.aws.amazon.com/AmazonCloudWatchLogs/latest/APIReference/API_CreateLogGroup.html */
export const createLogGroup = logsAction({
  input: { ...NAMED_LOG_GROUP, tags: TAGS, logGroupClass: { type: 'string', enum: ['STANDARD'] } },
  permissions: (input, store) => [
    groupNeed('logs:CreateLogGroup', input, store),
    ...(input.tags === undefined ? [] : [groupNeed('logs:TagResource', input, store)]),
  ],
  run: ({ logGroupName, tags = {} }, store) => {
    store.create(logGroupName, tags);
    return undefined;
  },
});
