import { onMember } from '../../../authorization/permission';
import { personalizeAction } from '../personalize-action';
import { ARN, TAGS } from '../shapes';
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
