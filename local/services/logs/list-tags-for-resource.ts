import { logsAction } from './logs-action';
import { TAGGED_RESOURCE } from './logs-shapes';

/** @see https://docs.aws.amazon.com/AmazonCloudWatchLogs/latest/APIReference/API_ListTagsForResource.html */
export const listTagsForResource = logsAction({
  input: TAGGED_RESOURCE,
  run: ({ resourceArn }, store) => ({ tags: store.mustGet(resourceArn).tags }),
});
