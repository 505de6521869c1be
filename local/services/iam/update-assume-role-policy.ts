import { iamAction, onRole } from './iam-action';
import { POLICY_DOCUMENT, ROLE_NAME } from './iam-shapes';
import { storedPolicy } from './stored-policy';

/** @see https://docs.aws.amazon.com/IAM/latest/APIReference/API_UpdateAssumeRolePolicy.html */
export const updateAssumeRolePolicy = iamAction({
  input: { RoleName: ROLE_NAME, PolicyDocument: POLICY_DOCUMENT },
  permissions: onRole('iam:UpdateAssumeRolePolicy'),
  run: ({ RoleName, PolicyDocument }, store) => {
    store.mustFindRole(RoleName).trustPolicy = storedPolicy(PolicyDocument, 'trust');
    return undefined;
  },
});
