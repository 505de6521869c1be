import { TAG_LIST } from '../../../tags';
import { changedProperties } from '../engine/changes-of';
import { applyPolicies, IDENTITY_POLICIES } from './iam-identity-policies';
import { tagChanges } from './template-properties';
import { resourceType } from './resource-type';
import { unlessGone } from './unless-gone';

/** @see https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-iam-user.html */
export const iamUser = resourceType({
  properties: {
    UserName: { type: 'string', max: 64 },
    Path: { type: 'string' },
    PermissionsBoundary: { type: 'string' },
    Groups: { type: 'list', of: { type: 'string' } },
    ...IDENTITY_POLICIES,
    Tags: TAG_LIST,
  },
  createOnly: ['UserName'],
  create: async (properties, { aws, initiated, newName }) => {
    const { Groups = [], Path, PermissionsBoundary, Tags } = properties;
    const UserName = properties.UserName ?? newName({ maxLength: 64 });
    const { User } = await aws<{ User: { Arn: string } }>('iam', 'CreateUser', {
      UserName,
      ...(Path !== undefined && { Path }),
      ...(PermissionsBoundary !== undefined && { PermissionsBoundary }),
      ...(Tags && { Tags }),
    });
    initiated(UserName);
    for (const GroupName of Groups) await aws('iam', 'AddUserToGroup', { GroupName, UserName });
    await applyPolicies('User', UserName, {}, properties, aws);
    return { physicalId: UserName, attributes: { Arn: User.Arn } };
  },
  update: async (properties, { aws, physicalId: UserName, previous }) => {
    const changed = changedProperties(previous, properties);
    const { Groups = [], Path = '/', PermissionsBoundary } = properties;
    const { Groups: oldGroups = [] } = previous;
    if (changed.includes('Path')) await aws('iam', 'UpdateUser', { UserName, NewPath: Path });
    if (changed.includes('PermissionsBoundary'))
      await (PermissionsBoundary === undefined
        ? aws('iam', 'DeleteUserPermissionsBoundary', { UserName })
        : aws('iam', 'PutUserPermissionsBoundary', { UserName, PermissionsBoundary }));
    for (const GroupName of Groups)
      if (!oldGroups.includes(GroupName)) await aws('iam', 'AddUserToGroup', { GroupName, UserName });
    for (const GroupName of oldGroups)
      if (!Groups.includes(GroupName))
        await unlessGone(aws('iam', 'RemoveUserFromGroup', { GroupName, UserName }));
    const { added, removedKeys } = tagChanges(previous.Tags, properties.Tags);
    if (removedKeys.length > 0) await aws('iam', 'UntagUser', { UserName, TagKeys: removedKeys });
    if (added.length > 0) await aws('iam', 'TagUser', { UserName, Tags: added });
    await applyPolicies('User', UserName, previous, properties, aws);
    if (!changed.includes('Path')) return;
    const { User } = await aws<{ User: { Arn: string } }>('iam', 'GetUser', { UserName });
    return { attributes: { Arn: User.Arn } };
  },
  remove: async (UserName, { aws, properties }) => {
    for (const GroupName of properties.Groups ?? [])
      await unlessGone(aws('iam', 'RemoveUserFromGroup', { GroupName, UserName }));
    await applyPolicies('User', UserName, properties, {}, aws);
    await unlessGone(aws('iam', 'DeleteUser', { UserName }));
  },
});

/** @see https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-iam-group.html */
export const iamGroup = resourceType({
  properties: {
    GroupName: { type: 'string', max: 128 },
    Path: { type: 'string' },
    ...IDENTITY_POLICIES,
  },
  createOnly: ['GroupName'],
  create: async (properties, { aws, initiated, newName }) => {
    const { Path } = properties;
    const GroupName = properties.GroupName ?? newName({ maxLength: 128 });
    const { Group } = await aws<{ Group: { Arn: string } }>('iam', 'CreateGroup', {
      GroupName,
      ...(Path !== undefined && { Path }),
    });
    initiated(GroupName);
    await applyPolicies('Group', GroupName, {}, properties, aws);
    return { physicalId: GroupName, attributes: { Arn: Group.Arn } };
  },
  update: async (properties, { aws, physicalId: GroupName, previous }) => {
    await applyPolicies('Group', GroupName, previous, properties, aws);
    const { Path = '/' } = properties;
    if (!changedProperties(previous, properties).includes('Path')) return;
    await aws('iam', 'UpdateGroup', { GroupName, NewPath: Path });
    const { Group } = await aws<{ Group: { Arn: string } }>('iam', 'GetGroup', { GroupName });
    return { attributes: { Arn: Group.Arn } };
  },
  remove: async (GroupName, { aws, properties }) => {
    await applyPolicies('Group', GroupName, properties, {}, aws);
    await unlessGone(aws('iam', 'DeleteGroup', { GroupName }));
  },
});

/** @see https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-iam-usertogroupaddition.html */
export const iamUserToGroupAddition = resourceType({
  properties: {
    GroupName: { type: 'string', required: true },
    Users: { type: 'list', required: true, of: { type: 'string' } },
  },
  create: async ({ GroupName, Users }, { aws, newName }) => {
    for (const UserName of Users) await aws('iam', 'AddUserToGroup', { GroupName, UserName });
    return { physicalId: newName({ maxLength: 128 }) };
  },
  update: async ({ GroupName, Users }, { aws, previous }) => {
    for (const UserName of Users) await aws('iam', 'AddUserToGroup', { GroupName, UserName });
    for (const UserName of previous.Users)
      if (previous.GroupName !== GroupName || !Users.includes(UserName))
        await unlessGone(aws('iam', 'RemoveUserFromGroup', { GroupName: previous.GroupName, UserName }));
  },
  remove: async (_physicalId, { aws, properties: { GroupName, Users } }) => {
    for (const UserName of Users)
      await unlessGone(aws('iam', 'RemoveUserFromGroup', { GroupName, UserName }));
  },
});

/** @see https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-iam-accesskey.html */
export const iamAccessKey = resourceType({
  properties: {
    Serial: { type: 'integer' },
    Status: { type: 'string', enum: ['Active', 'Inactive'] },
    UserName: { type: 'string', required: true },
  },
  createOnly: ['Serial', 'UserName'],
  create: async ({ Status, UserName }, { aws, initiated }) => {
    const { AccessKey } = await aws<{ AccessKey: { AccessKeyId: string; SecretAccessKey: string } }>(
      'iam',
      'CreateAccessKey',
      { UserName },
    );
    const { AccessKeyId, SecretAccessKey } = AccessKey;
    initiated(AccessKeyId);
    if (Status === 'Inactive') await aws('iam', 'UpdateAccessKey', { UserName, AccessKeyId, Status });
    return { physicalId: AccessKeyId, attributes: { SecretAccessKey } };
  },
  update: async ({ Status = 'Active', UserName }, { aws, physicalId: AccessKeyId }) => {
    await aws('iam', 'UpdateAccessKey', { UserName, AccessKeyId, Status });
  },
  remove: (AccessKeyId, { aws, properties: { UserName } }) =>
    unlessGone(aws('iam', 'DeleteAccessKey', { UserName, AccessKeyId })),
});
