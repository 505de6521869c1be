import { iamAction, onRole } from './iam-action';
import { iamError } from './iam-errors';
import { ROLE_NAME } from './iam-shapes';

/** @see https://docs.aws.amazon.com/IAM/latest/APIReference/API_DeleteRole.html */
export const deleteRole = iamAction({
  input: { RoleName: ROLE_NAME },
  permissions: onRole('iam:DeleteRole'),
  run: ({ RoleName }, store) => {
    const { inlinePolicies, attachedPolicies } = store.mustFindRole(RoleName);
    if (attachedPolicies.size > 0)
      throw iamError('DeleteConflict', 'Cannot delete entity, must detach all policies first.');
    if (inlinePolicies.size > 0)
      throw iamError('DeleteConflict', 'Cannot delete entity, must delete policies first.');
    store.roles.delete(RoleName);
    return undefined;
  },
});
