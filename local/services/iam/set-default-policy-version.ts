import { iamAction, onPolicy } from './iam-action';
import { POLICY_ARN, VERSION_ID } from './iam-shapes';
import { mustFindVersion } from './must-find-version';

/** @see https://docs.aws.amazon.com/IAM/latest/APIReference/API_SetDefaultPolicyVersion.html */
export const setDefaultPolicyVersion = iamAction({
  input: { PolicyArn: POLICY_ARN, VersionId: VERSION_ID },
  permissions: onPolicy('iam:SetDefaultPolicyVersion'),
  run: ({ PolicyArn, VersionId }, store) => {
    const policy = store.mustFindPolicy(PolicyArn);
    policy.defaultVersionId = mustFindVersion(policy, VersionId).id;
    store.platform.changes.notify();
    return undefined;
  },
});
