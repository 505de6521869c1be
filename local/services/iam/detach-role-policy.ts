import { iamAction, onRole } from './iam-action';
import { iamError } from './iam-errors';
import { POLICY_ARN, ROLE_NAME } from './iam-shapes';

/** @see https://docs.aws.amazon.com/IAM/latest/APIReference/API_DetachRolePolicy.html */
export const detachRolePolicy = iamAction({
  input: { RoleName: ROLE_NAME, PolicyArn: POLICY_ARN },
  permissions: onRole('iam:DetachRolePolicy'),
  run: ({ RoleName, PolicyArn }, store) => {
    if (!store.mustFindRole(RoleName).attachedPolicies.delete(PolicyArn))
      throw iamError('NoSuchEntity', `Policy ${PolicyArn} was not found.`);
    return undefined;
  },
});
