import { iamAction, onRole } from './iam-action';
import { ROLE_NAME, TAG_KEYS } from './iam-shapes';
import { withoutIamTags } from './iam-tags';

/** @see https://docs.aws.amazon.com/IAM/latest/APIReference/API_UntagRole.html */
export const untagRole = iamAction({
  input: { RoleName: ROLE_NAME, TagKeys: TAG_KEYS },
  permissions: onRole('iam:UntagRole'),
  run: ({ RoleName, TagKeys }, store) => {
    const role = store.mustFindRole(RoleName);
    role.tags = withoutIamTags(role.tags, TagKeys);
    return undefined;
  },
});
