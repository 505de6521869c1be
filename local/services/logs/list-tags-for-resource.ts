import { onMember } from '../../authorization/permission';
import { logsAction } from './logs-action';
import { TAGGED_RESOURCE } from './logs-shapes';

/** @see https://docs.aws.amazon.com/AmazonCloudWatchLogs/latest/APIReference/API_ListTagsForResource.html */
export const listTagsForResource = logsAction({
  input: TAGGED_RESOURCE,
  permissions: onMember('logs:ListTagsForResource', 'resourceArn'),
  run: ({ resourceArn }, store) => ({ tags: store.mustGet(resourceArn).tags }),
});
