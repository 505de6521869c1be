import { onMember } from '../../../authorization/permission';
import { personalizeAction } from '../personalize-action';
import { ARN, TAG_KEY } from '../shapes';

/** A key that is not there is passed over. @see https://docs.aws.amazon.com/personalize/latest/dg/API_UntagResource.html */
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
