import { onMember } from '../../authorization/permission';
import { glueAction } from './glue-action';
import { TAGS } from './glue-shapes';

/** @see https://docs.aws.amazon.com/glue/latest/dg/aws-glue-api-tags.html */
export const tagResource = glueAction({
  input: {
    ResourceArn: { type: 'string', required: true, max: 10_240 },
    TagsToAdd: { ...TAGS, required: true },
  },
  permissions: onMember('glue:TagResource', 'ResourceArn'),
  run: ({ ResourceArn, TagsToAdd }, store) => {
    store.saveTags(ResourceArn, { ...store.tagsOf(ResourceArn), ...TagsToAdd });
    return {};
  },
});
