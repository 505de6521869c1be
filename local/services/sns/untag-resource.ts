import { withoutTags } from '../../tags';
import { onTopic, snsAction } from './sns-action';
import { RESOURCE_ARN } from './sns-shapes';

/** @see https://docs.aws.amazon.com/sns/latest/api/API_UntagResource.html */
export const untagResource = snsAction({
  input: {
    ResourceArn: RESOURCE_ARN,
    TagKeys: { type: 'list', required: true, of: { type: 'string', min: 1, max: 128 } },
  },
  permissions: onTopic('sns:UntagResource'),
  run: ({ ResourceArn, TagKeys }, store) => {
    const topic = store.mustFind(ResourceArn);
    topic.tags = withoutTags(topic.tags, TagKeys);
    return {};
  },
});
