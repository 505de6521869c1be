import { iamAction, onPolicy } from './iam-action';
import { POLICY_ARN, VERSION_ID } from './iam-shapes';
import { versionMembers } from './managed-policy';
import { mustFindVersion } from './must-find-version';

/** @see https://docs.aws.amazon.com/IAM/latest/APIReference/API_GetPolicyVersion.html */
export const getPolicyVersion = iamAction({
  input: { PolicyArn: POLICY_ARN, VersionId: VERSION_ID },
  permissions: onPolicy('iam:GetPolicyVersion'),
  run: ({ PolicyArn, VersionId }, store) => {
    const policy = store.mustFindPolicy(PolicyArn);
    return { PolicyVersion: versionMembers(mustFindVersion(policy, VersionId), policy) };
  },
});
