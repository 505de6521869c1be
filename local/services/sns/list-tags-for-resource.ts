import { onTopic, snsAction } from './sns-action';
import { RESOURCE_ARN } from './sns-shapes';

/** @see https://docs.aws.amazon.com/sns/latest/api/API_ListTagsForResource.html */
export const listTagsForResource = snsAction({
  input: { ResourceArn: RESOURCE_ARN },
  permissions: onTopic('sns:ListTagsForResource'),
  run: ({ ResourceArn }, store) => ({ Tags: store.mustFind(ResourceArn).tags }),
});
