import { iamAction, onRole } from './iam-action';
import { ROLE_NAME } from './iam-shapes';
import { roleMembers } from './role';

/** @see https://docs.aws.amazon.com/IAM/latest/APIReference/API_GetRole.html */
export const getRole = iamAction({
  input: { RoleName: ROLE_NAME },
  permissions: onRole('iam:GetRole'),
  run: ({ RoleName }, store) => ({ Role: roleMembers(store.mustFindRole(RoleName)) }),
});
