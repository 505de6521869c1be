import { TAG_LIST } from '../../tags';
import { iamAction, onRole } from './iam-action';
import { ROLE_NAME } from './iam-shapes';
import { mergeIamTags } from './iam-tags';

/** @see https://docs.aws.amazon.com/IAM/latest/APIReference/API_TagRole.html */
export const tagRole = iamAction({
  input: { RoleName: ROLE_NAME, Tags: { ...TAG_LIST, required: true } },
  permissions: onRole('iam:TagRole'),
  run: ({ RoleName, Tags }, store) => {
    const role = store.mustFindRole(RoleName);
    role.tags = mergeIamTags(role.tags, Tags);
    return undefined;
  },
});
