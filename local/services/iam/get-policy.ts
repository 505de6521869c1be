import { iamAction, onPolicy } from './iam-action';
import { POLICY_ARN } from './iam-shapes';
import { policyMembers } from './managed-policy';

/** @see https://docs.aws.amazon.com/IAM/latest/APIReference/API_GetPolicy.html */
export const getPolicy = iamAction({
  input: { PolicyArn: POLICY_ARN },
  permissions: onPolicy('iam:GetPolicy'),
  run: ({ PolicyArn }, store) => ({
    Policy: policyMembers(store.mustFindPolicy(PolicyArn), store.attachmentCount(PolicyArn)),
  }),
});
