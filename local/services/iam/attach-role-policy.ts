import { iamAction, onRole } from './iam-action';
import { iamError } from './iam-errors';
import { POLICY_ARN, ROLE_NAME } from './iam-shapes';

const MAX_ATTACHED = 10;

/** @see https://docs.aws.amazon.com/IAM/latest/APIReference/API_AttachRolePolicy.html */
export const attachRolePolicy = iamAction({
  input: { RoleName: ROLE_NAME, PolicyArn: POLICY_ARN },
  permissions: onRole('iam:AttachRolePolicy'),
  run: ({ RoleName, PolicyArn }, store) => {
    const { arn, attachedPolicies } = store.mustFindRole(RoleName);
    store.checkAttachable(PolicyArn);
    if (attachedPolicies.size >= MAX_ATTACHED && !attachedPolicies.has(PolicyArn))
      throw iamError('LimitExceeded', `Cannot exceed quota for PoliciesPerRole: ${MAX_ATTACHED}`);
    attachedPolicies.add(PolicyArn);
    store.platform.faults.changed(arn);
    store.platform.changes.notify();
    return undefined;
  },
});
