import { iamAction, onRole } from './iam-action';
import { iamError } from './iam-errors';
import { POLICY_NAME, ROLE_NAME } from './iam-shapes';
import { encodedPolicy } from './stored-policy';

/** @see https://docs.aws.amazon.com/IAM/latest/APIReference/API_GetRolePolicy.html */
export const getRolePolicy = iamAction({
  input: { RoleName: ROLE_NAME, PolicyName: POLICY_NAME },
  permissions: onRole('iam:GetRolePolicy'),
  run: ({ RoleName, PolicyName }, store) => {
    const policy = store.mustFindRole(RoleName).inlinePolicies.get(PolicyName);
    if (!policy) throw iamError('NoSuchEntity', `The role policy with name ${PolicyName} cannot be found.`);
    return { RoleName, PolicyName, PolicyDocument: encodedPolicy(policy) };
  },
});
