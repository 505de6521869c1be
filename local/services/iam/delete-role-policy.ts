import { iamAction, onRole } from './iam-action';
import { iamError } from './iam-errors';
import { POLICY_NAME, ROLE_NAME } from './iam-shapes';

/** @see https://docs.aws.amazon.com/IAM/latest/APIReference/API_DeleteRolePolicy.html */
export const deleteRolePolicy = iamAction({
  input: { RoleName: ROLE_NAME, PolicyName: POLICY_NAME },
  permissions: onRole('iam:DeleteRolePolicy'),
  run: ({ RoleName, PolicyName }, store) => {
    if (!store.mustFindRole(RoleName).inlinePolicies.delete(PolicyName))
      throw iamError('NoSuchEntity', `The role policy with name ${PolicyName} cannot be found.`);
    return undefined;
  },
});
