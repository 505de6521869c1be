import { onMember } from '../../../authorization/permission';
import { personalizeAction } from '../personalize-action';
import { ARN } from '../shapes';

/** @see https://docs.aws.amazon.com/personalize/latest/dg/API_ListTagsForResource.html */
export const listTagsForResource = personalizeAction({
  input: { resourceArn: { ...ARN, required: true } },
  permissions: onMember('personalize:ListTagsForResource', 'resourceArn'),
  run: ({ resourceArn }, store) => ({
    tags: [...store.tagsOf(resourceArn)].map(([tagKey, tagValue]) => ({ tagKey, tagValue })),
  }),
});
