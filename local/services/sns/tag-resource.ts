import { mergeTags, TAG_LIST } from '../../tags';
import { onTopic, snsAction } from './sns-action';
import { RESOURCE_ARN } from './sns-shapes';

/** @see https://docs.aws.amazon.com/sns/latest/api/API_TagResource.html */
export const tagResource = snsAction({
  input: { ResourceArn: RESOURCE_ARN, Tags: { ...TAG_LIST, required: true } },
  permissions: onTopic('sns:TagResource'),
  run: ({ ResourceArn, Tags }, store) => {
    const topic = store.mustFind(ResourceArn);
    topic.tags = mergeTags(topic.tags, Tags);
    return {};
  },
});
