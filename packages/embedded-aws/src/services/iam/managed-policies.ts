import { onAnything } from '../../authorization/permission';
import { TAG_LIST } from '../../tags';
import { iamAction, onPolicy } from './iam-action';
import { iamError } from './iam-errors';
import {
  DESCRIPTION,
  PATH,
  POLICY_DOCUMENT,
  POLICY_NAME,
  POLICY_ARN,
  iamPage,
  PAGE_MEMBERS,
  PATH_PREFIX,
  VERSION_ID,
} from './iam-shapes';
import { keepFormerPoliciesOf } from './identity-directory';
import { mergeIamTags } from './iam-tags';
import {
  policyMembers,
  managedDocument,
  versionMembers,
  mustFindVersion,
  type ManagedPolicy,
} from './managed-policy';

/** @see https://docs.aws.amazon.com/IAM/latest/APIReference/API_CreatePolicy.html */
export const createPolicy = iamAction({
  input: {
    PolicyName: POLICY_NAME,
    Path: PATH,
    PolicyDocument: POLICY_DOCUMENT,
    Description: DESCRIPTION,
    Tags: TAG_LIST,
  },
  permissions: ({ Path = '/', PolicyName }, store) => [
    { action: 'iam:CreatePolicy', resources: [store.arn('policy', Path, PolicyName)] },
  ],
  run: ({ PolicyName, Path = '/', PolicyDocument, Description, Tags = [] }, store) => {
    const isTaken = [...store.policies.values()].some(({ name }) => name === PolicyName);
    if (isTaken) throw iamError('EntityAlreadyExists', `A policy called ${PolicyName} already exists.`);
    const createdAt = store.now();
    const version = { id: 'v1', policy: managedDocument(PolicyDocument), createdAt };
    const policy: ManagedPolicy = {
      path: Path,
      name: PolicyName,
      id: store.newId('ANPA'),
      arn: store.arn('policy', Path, PolicyName),
      createdAt,
      updatedAt: createdAt,
      description: Description,
      tags: mergeIamTags([], Tags),
      versions: new Map([[version.id, version]]),
      defaultVersionId: version.id,
      latestVersion: 1,
    };
    store.policies.set(policy.arn, policy);
    return { Policy: policyMembers(policy, 0) };
  },
});

/** @see https://docs.aws.amazon.com/IAM/latest/APIReference/API_GetPolicy.html */
export const getPolicy = iamAction({
  input: { PolicyArn: POLICY_ARN },
  permissions: onPolicy('iam:GetPolicy'),
  run: ({ PolicyArn }, store) => ({
    Policy: policyMembers(store.mustFindPolicy(PolicyArn), store.attachmentCount(PolicyArn)),
  }),
});

/** Customer policies only: AWS's are known only by ARN. @see https://docs.aws.amazon.com/IAM/latest/APIReference/API_ListPolicies.html */
export const listPolicies = iamAction({
  input: {
    Scope: { type: 'string', enum: ['All', 'AWS', 'Local'] },
    OnlyAttached: { type: 'boolean' },
    PathPrefix: PATH_PREFIX,
    ...PAGE_MEMBERS,
  },
  permissions: onAnything('iam:ListPolicies'),
  run: ({ Scope = 'All', OnlyAttached = false, PathPrefix = '/', ...page }, store) => {
    const found = [...store.policies.values()].filter(
      ({ path, arn }) =>
        Scope !== 'AWS' && path.startsWith(PathPrefix) && (!OnlyAttached || store.attachmentCount(arn) > 0),
    );
    const { items, next } = iamPage(found, ({ name }) => name, page);
    return {
      Policies: items.map((policy) => policyMembers(policy, store.attachmentCount(policy.arn))),
      ...next,
    };
  },
});

/** @see https://docs.aws.amazon.com/IAM/latest/APIReference/API_DeletePolicy.html */
export const deletePolicy = iamAction({
  input: { PolicyArn: POLICY_ARN },
  permissions: onPolicy('iam:DeletePolicy'),
  run: ({ PolicyArn }, store) => {
    if (!store.policies.has(PolicyArn)) throw iamError('NoSuchEntity', `Policy ${PolicyArn} was not found.`);
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
    if (SetAsDefault) keepFormerPoliciesOf(PolicyArn, store);
    managed.versions.set(version.id, version);
    managed.updatedAt = version.createdAt;
    if (SetAsDefault) managed.defaultVersionId = version.id;
    store.platform.changes.notify();
    return { PolicyVersion: versionMembers(version, managed) };
  },
});

/** @see https://docs.aws.amazon.com/IAM/latest/APIReference/API_GetPolicyVersion.html */
export const getPolicyVersion = iamAction({
  input: { PolicyArn: POLICY_ARN, VersionId: VERSION_ID },
  permissions: onPolicy('iam:GetPolicyVersion'),
  run: ({ PolicyArn, VersionId }, store) => {
    const policy = store.mustFindPolicy(PolicyArn);
    return { PolicyVersion: versionMembers(mustFindVersion(policy, VersionId), policy) };
  },
});

/** Without documents, as on IAM. @see https://docs.aws.amazon.com/IAM/latest/APIReference/API_ListPolicyVersions.html */
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
