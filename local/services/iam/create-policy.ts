import { TAG_LIST } from '../../tags';
import { iamAction } from './iam-action';
import { iamError } from './iam-errors';
import { DESCRIPTION, PATH, POLICY_DOCUMENT, POLICY_NAME } from './iam-shapes';
import { mergeIamTags } from './iam-tags';
import { policyMembers, type ManagedPolicy } from './managed-policy';
import { managedDocument } from './managed-document';

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
