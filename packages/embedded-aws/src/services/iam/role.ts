import type { Tag } from '../../tags';
import type { Identity } from './identity';
import { encodedPolicy, type StoredPolicy } from './stored-policy';

/** A role with its policies. */
export interface Role extends Identity {
  /** Whether it is a CDK bootstrap role. */
  readonly isBootstrap: boolean;
  trustPolicy: StoredPolicy;
  description: string | undefined;
  maxSessionSeconds: number;
  /** ARN of the managed policy that limits the others. */
  permissionsBoundary: string | undefined;
  tags: readonly Tag[];
}

/** A role in IAM's format; lists omit boundary and tags. */
export function roleMembers(role: Role, isListed = false): object {
  const { path, name, id, arn, createdAt, trustPolicy, description, permissionsBoundary, tags } = role;
  return {
    Path: path,
    RoleName: name,
    RoleId: id,
    Arn: arn,
    CreateDate: createdAt,
    AssumeRolePolicyDocument: encodedPolicy(trustPolicy),
    Description: description,
    MaxSessionDuration: role.maxSessionSeconds,
    ...(!isListed && {
      PermissionsBoundary: permissionsBoundary && {
        PermissionsBoundaryType: 'Policy',
        PermissionsBoundaryArn: permissionsBoundary,
      },
      Tags: tags.length > 0 ? tags : undefined,
      // Uses are not recorded: this is what AWS answers for an unused role.
      RoleLastUsed: {},
    }),
  };
}
