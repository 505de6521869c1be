import { iamAction, onPolicy } from './iam-action';
import { iamPage } from './iam-page';
import { PAGE_MEMBERS, POLICY_ARN } from './iam-shapes';
import { versionMembers } from './managed-policy';

/** Without the documents, as IAM lists them. @see https://docs.aws.amazon.com/IAM/latest/APIReference/API_ListPolicyVersions.html */
export const listPolicyVersions = iamAction({
  input: { PolicyArn: POLICY_ARN, ...PAGE_MEMBERS },
  permissions: onPolicy('iam:ListPolicyVersions'),
  run: ({ PolicyArn, ...page }, store) => {
    const policy = store.mustFindPolicy(PolicyArn);
    const { items, next } = iamPage(policy.versions.values(), ({ id }) => id.padStart(8), page);
    const Versions = items.map((version) => ({ ...versionMembers(version, policy), Document: undefined }));
    return { Versions, ...next };
  },
});
