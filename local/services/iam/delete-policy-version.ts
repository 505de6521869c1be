import { iamAction, onPolicy } from './iam-action';
import { iamError } from './iam-errors';
import { POLICY_ARN, VERSION_ID } from './iam-shapes';
import { mustFindVersion } from './must-find-version';

/** @see https://docs.aws.amazon.com/IAM/latest/APIReference/API_DeletePolicyVersion.html */
export const deletePolicyVersion = iamAction({
  input: { PolicyArn: POLICY_ARN, VersionId: VERSION_ID },
  permissions: onPolicy('iam:DeletePolicyVersion'),
  run: ({ PolicyArn, VersionId }, store) => {
    const policy = store.mustFindPolicy(PolicyArn);
    const { id } = mustFindVersion(policy, VersionId);
    if (id === policy.defaultVersionId)
      throw iamError('DeleteConflict', 'Cannot delete the default version of a policy.');
    policy.versions.delete(id);
    return undefined;
  },
});
