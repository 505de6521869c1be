import { cloudWatchAction } from './cloudwatch-action';
import { RESOURCE_ARN } from './cloudwatch-shapes';

/** @see https://docs.aws.amazon.com/AmazonCloudWatch/latest/APIReference/API_ListTagsForResource.html */
export const listTagsForResource = cloudWatchAction({
  input: { ResourceARN: RESOURCE_ARN },
  run: ({ ResourceARN }, store) => ({ Tags: store.tagsOf(ResourceARN) }),
});
