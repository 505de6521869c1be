import type { Tag } from '../../tags';
import { iamError } from './iam-errors';
import { encodedPolicy, policySize, storedPolicy, type StoredPolicy } from './stored-policy';

/** A customer managed policy with up to five versions. */
export interface ManagedPolicy {
  readonly path: string;
  readonly name: string;
  /** `ANPA` and 17 more characters. */
  readonly id: string;
  readonly arn: string;
  readonly createdAt: Date;
  readonly description: string | undefined;
  readonly tags: readonly Tag[];
  /** By version id: `v1`, `v2`, … */
  readonly versions: Map<string, PolicyVersion>;
  updatedAt: Date;
  defaultVersionId: string;
  /** Number of the newest version. */
  latestVersion: number;
}

/** One version of a managed policy. */
export interface PolicyVersion {
  readonly id: string;
  readonly policy: StoredPolicy;
  readonly createdAt: Date;
}

/** A policy in IAM's format. */
export const policyMembers = (policy: ManagedPolicy, attachmentCount: number): object => ({
  PolicyName: policy.name,
  PolicyId: policy.id,
  Arn: policy.arn,
  Path: policy.path,
  DefaultVersionId: policy.defaultVersionId,
  AttachmentCount: attachmentCount,
  PermissionsBoundaryUsageCount: 0,
  IsAttachable: true,
  Description: policy.description,
  CreateDate: policy.createdAt,
  UpdateDate: policy.updatedAt,
  Tags: policy.tags.length > 0 ? policy.tags : undefined,
});

/** A version in IAM's format. */
export const versionMembers = (
  { id, policy, createdAt }: PolicyVersion,
  { defaultVersionId }: ManagedPolicy,
): object => ({
  VersionId: id,
  IsDefaultVersion: id === defaultVersionId,
  CreateDate: createdAt,
  Document: encodedPolicy(policy),
});

/** @throws AwsError `NoSuchEntity` */
export function mustFindVersion(policy: ManagedPolicy, versionId: string): PolicyVersion {
  const version = policy.versions.get(versionId);
  if (!version)
    throw iamError(
      'NoSuchEntity',
      `Policy ${policy.arn} version ${versionId} does not exist or is not attachable.`,
    );
  return version;
}

const MAX_SIZE = 6_144;

/** The document of a managed policy. @throws AwsError `MalformedPolicyDocument`, `LimitExceeded` */
export function managedDocument(text: string): StoredPolicy {
  const policy = storedPolicy(text, 'identity');
  if (policySize(policy) > MAX_SIZE)
    throw iamError('LimitExceeded', `Cannot exceed quota for PolicySize: ${MAX_SIZE}`);
  return policy;
}
