import { iamError } from './iam-errors';
import type { ManagedPolicy, PolicyVersion } from './managed-policy';

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
