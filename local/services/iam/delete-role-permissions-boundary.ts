import { iamAction, onRole } from './iam-action';
import { ROLE_NAME } from './iam-shapes';

/** @see https://docs.aws.amazon.com/IAM/latest/APIReference/API_DeleteRolePermissionsBoundary.html */
export const deleteRolePermissionsBoundary = iamAction({
  input: { RoleName: ROLE_NAME },
  permissions: onRole('iam:DeleteRolePermissionsBoundary'),
  run: ({ RoleName }, store) => {
    store.mustFindRole(RoleName).permissionsBoundary = undefined;
    return undefined;
  },
});
