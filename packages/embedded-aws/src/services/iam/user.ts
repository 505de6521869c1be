import type { Tag } from '../../tags';
import type { Identity } from './identity';

/** A user with its access keys. */
export interface User extends Identity {
  /** ARN of the managed policy that limits the others. */
  permissionsBoundary: string | undefined;
  tags: readonly Tag[];
  /** By id. */
  readonly accessKeys: Map<string, AccessKey>;
}

/** A group and the names of its users. */
export interface Group extends Identity {
  readonly users: Set<string>;
}

/** Long-term credentials of a user; the secret is returned only once. */
export interface AccessKey {
  readonly id: string;
  readonly createdAt: Date;
  status: 'Active' | 'Inactive';
}

/** A user in IAM's format; lists omit boundary and tags. */
export const userMembers = (user: User, isListed = false): object => ({
  Path: user.path,
  UserName: user.name,
  UserId: user.id,
  Arn: user.arn,
  CreateDate: user.createdAt,
  ...(!isListed && {
    PermissionsBoundary: user.permissionsBoundary && {
      PermissionsBoundaryType: 'Policy',
      PermissionsBoundaryArn: user.permissionsBoundary,
    },
    Tags: user.tags.length > 0 ? user.tags : undefined,
  }),
});

/** A group in IAM's format. */
export const groupMembers = ({ path, name, id, arn, createdAt }: Group): object => ({
  Path: path,
  GroupName: name,
  GroupId: id,
  Arn: arn,
  CreateDate: createdAt,
});
