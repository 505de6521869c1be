import { onMember } from '../../authorization/permission';
import { glueAction } from './glue-action';

/** @see https://docs.aws.amazon.com/glue/latest/dg/aws-glue-api-tags.html */
export const untagResource = glueAction({
  input: {
    ResourceArn: { type: 'string', required: true, max: 10_240 },
    TagsToRemove: { type: 'list', required: true, max: 50, of: { type: 'string', min: 1, max: 128 } },
  },
  permissions: onMember('glue:UntagResource', 'ResourceArn'),
  run: ({ ResourceArn, TagsToRemove }, store) => {
    const kept = Object.entries(store.tagsOf(ResourceArn)).filter(([key]) => !TagsToRemove.includes(key));
    store.saveTags(ResourceArn, Object.fromEntries(kept));
    return {};
  },
});
