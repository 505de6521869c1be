import { iamAction, onPolicy } from './iam-action';
import { iamError } from './iam-errors';
import { POLICY_ARN } from './iam-shapes';

/** @see https://docs.aws.amazon.com/IAM/latest/APIReference/API_DeletePolicy.html */
export const deletePolicy = iamAction({
  input: { PolicyArn: POLICY_ARN },
  permissions: onPolicy('iam:DeletePolicy'),
  run: ({ PolicyArn }, store) => {
    const { versions } = store.mustFindPolicy(PolicyArn);
    if (store.attachmentCount(PolicyArn) > 0)
      throw iamError('DeleteConflict', 'Cannot delete a policy attached to entities.');
    if (versions.size > 1)
      throw iamError(
        'DeleteConflict',
        "This policy has more than one version. Before you delete a policy, you must delete the policy's " +
          'versions. The default version is deleted with the policy.',
      );
    store.policies.delete(PolicyArn);
    return undefined;
  },
});
