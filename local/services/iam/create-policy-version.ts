import { iamAction, onPolicy } from './iam-action';
import { iamError } from './iam-errors';
import { POLICY_ARN, POLICY_DOCUMENT } from './iam-shapes';
import { managedDocument } from './managed-document';
import { versionMembers } from './managed-policy';

const MAX_VERSIONS = 5;

/** @see https://docs.aws.amazon.com/IAM/latest/APIReference/API_CreatePolicyVersion.html */
export const createPolicyVersion = iamAction({
  input: { PolicyArn: POLICY_ARN, PolicyDocument: POLICY_DOCUMENT, SetAsDefault: { type: 'boolean' } },
  permissions: onPolicy('iam:CreatePolicyVersion'),
  run: ({ PolicyArn, PolicyDocument, SetAsDefault }, store) => {
    const managed = store.mustFindPolicy(PolicyArn);
    const policy = managedDocument(PolicyDocument);
    if (managed.versions.size >= MAX_VERSIONS)
      throw iamError(
        'LimitExceeded',
        `A managed policy can have up to ${MAX_VERSIONS} versions. Before you create a new version, you must ` +
          'delete an existing version.',
      );
    managed.latestVersion += 1;
    const version = { id: `v${managed.latestVersion}`, policy, createdAt: store.now() };
    managed.versions.set(version.id, version);
    managed.updatedAt = version.createdAt;
    if (SetAsDefault) managed.defaultVersionId = version.id;
    store.platform.changes.notify();
    return { PolicyVersion: versionMembers(version, managed) };
  },
});
