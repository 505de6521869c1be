import { onMember } from '../../authorization/permission';
import { cloudWatchAction } from './cloudwatch-action';
import { RESOURCE_ARN } from './cloudwatch-shapes';

/** @see https://docs.aws.amazon.com/AmazonCloudWatch/latest/APIReference/API_ListTagsForResource.html */
export const listTagsForResource = cloudWatchAction({
  input: { ResourceARN: RESOURCE_ARN },
  permissions: onMember('cloudwatch:ListTagsForResource', 'ResourceARN'),
  run: ({ ResourceARN }, store) => ({ Tags: store.tagsOf(ResourceARN) }),
});
