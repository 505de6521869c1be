import { iamAction, onRole } from './iam-action';
import { iamError } from './iam-errors';
import { POLICY_DOCUMENT, POLICY_NAME, ROLE_NAME } from './iam-shapes';
import { policySize, storedPolicy } from './stored-policy';

/** Characters in all inline policies of a role. */
const MAX_SIZE = 10_240;

/** @see https://docs.aws.amazon.com/IAM/latest/APIReference/API_PutRolePolicy.html */
export const putRolePolicy = iamAction({
  input: { RoleName: ROLE_NAME, PolicyName: POLICY_NAME, PolicyDocument: POLICY_DOCUMENT },
  permissions: onRole('iam:PutRolePolicy'),
  run: ({ RoleName, PolicyName, PolicyDocument }, store) => {
    const { arn, inlinePolicies } = store.mustFindRole(RoleName);
    const policies = new Map(inlinePolicies).set(PolicyName, storedPolicy(PolicyDocument, 'identity'));
    const size = [...policies.values()].reduce((sum, policy) => sum + policySize(policy), 0);
    if (size > MAX_SIZE)
      throw iamError(
        'LimitExceeded',
        `Maximum policy size of ${MAX_SIZE} bytes exceeded for role ${RoleName}`,
      );
    inlinePolicies.set(PolicyName, policies.get(PolicyName)!);
    store.platform.faults.changed(arn);
    store.platform.changes.notify();
    return undefined;
  },
});
