import { onMember } from '../../../authorization/permission';
import { personalizeAction } from '../personalize-action';
import { ARN, TAGS, TAG_KEY } from '../shapes';
import { setTags } from '../tags';

/** @see https://docs.aws.amazon.com/personalize/latest/dg/API_TagResource.html */
export const tagResource = personalizeAction({
  input: { resourceArn: { ...ARN, required: true }, tags: { ...TAGS, required: true } },
  permissions: onMember('personalize:TagResource', 'resourceArn'),
  run: ({ resourceArn, tags }, store) => {
    setTags(store.tagsOf(resourceArn), tags);
    return {};
  },
});

/** Ignores keys that do not exist. @see https://docs.aws.amazon.com/personalize/latest/dg/API_UntagResource.html */
export const untagResource = personalizeAction({
  input: {
    resourceArn: { ...ARN, required: true },
    tagKeys: { type: 'list', max: 50, of: TAG_KEY, required: true },
  },
  permissions: onMember('personalize:UntagResource', 'resourceArn'),
  run: ({ resourceArn, tagKeys }, store) => {
    const tags = store.tagsOf(resourceArn);
    for (const key of tagKeys) tags.delete(key);
    return {};
  },
});

/** @see https://docs.aws.amazon.com/personalize/latest/dg/API_ListTagsForResource.html */
export const listTagsForResource = personalizeAction({
  input: { resourceArn: { ...ARN, required: true } },
  permissions: onMember('personalize:ListTagsForResource', 'resourceArn'),
  run: ({ resourceArn }, store) => ({
    tags: [...store.tagsOf(resourceArn)].map(([tagKey, tagValue]) => ({ tagKey, tagValue })),
  }),
});
