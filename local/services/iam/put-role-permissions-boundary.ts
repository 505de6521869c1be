import { iamAction, onRole } from './iam-action';
import { POLICY_ARN, ROLE_NAME } from './iam-shapes';

/** @see https://docs.aws.amazon.com/IAM/latest/APIReference/API_PutRolePermissionsBoundary.html */
export const putRolePermissionsBoundary = iamAction({
  input: { RoleName: ROLE_NAME, PermissionsBoundary: POLICY_ARN },
  permissions: onRole('iam:PutRolePermissionsBoundary'),
  run: ({ RoleName, PermissionsBoundary }, store) => {
    store.checkAttachable(PermissionsBoundary);
    store.mustFindRole(RoleName).permissionsBoundary = PermissionsBoundary;
    return undefined;
  },
});
