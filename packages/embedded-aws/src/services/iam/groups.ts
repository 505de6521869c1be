import { onAnything } from '../../authorization/permission';
import { iamAction, onIdentity } from './iam-action';
import { iamError } from './iam-errors';
import { iamPage, identityName, PAGE_MEMBERS, PATH, PATH_PREFIX } from './iam-shapes';
import { groupMembers, userMembers, type Group } from './user';

const NAME = { GroupName: identityName('Group') } as const;
const USER_NAME = { UserName: identityName('User') } as const;

/** @see https://docs.aws.amazon.com/IAM/latest/APIReference/API_CreateGroup.html */
export const createGroup = iamAction({
  input: { ...NAME, Path: PATH },
  permissions: onIdentity('Group', 'iam:CreateGroup'),
  run: ({ GroupName, Path }, store) => {
    const group: Group = { ...store.newIdentity('Group', GroupName, Path), users: new Set() };
    store.groups.set(GroupName, group);
    return { Group: groupMembers(group) };
  },
});

/** A group and its users. @see https://docs.aws.amazon.com/IAM/latest/APIReference/API_GetGroup.html */
export const getGroup = iamAction({
  input: { ...NAME, ...PAGE_MEMBERS },
  permissions: onIdentity('Group', 'iam:GetGroup'),
  run: ({ GroupName, ...page }, store) => {
    const group = store.mustFind('Group', GroupName);
    const { items, next } = iamPage(group.users, (name) => name, page);
    const Users = items.map((name) => userMembers(store.mustFind('User', name), true));
    return { Group: groupMembers(group), Users, ...next };
  },
});

/** @see https://docs.aws.amazon.com/IAM/latest/APIReference/API_ListGroups.html */
export const listGroups = iamAction({
  input: { PathPrefix: PATH_PREFIX, ...PAGE_MEMBERS },
  permissions: onAnything('iam:ListGroups'),
  run: ({ PathPrefix = '/', ...page }, store) => {
    const found = [...store.groups.values()].filter(({ path }) => path.startsWith(PathPrefix));
    const { items, next } = iamPage(found, ({ name }) => name, page);
    return { Groups: items.map(groupMembers), ...next };
  },
});

/** Moves a group to another path. @see https://docs.aws.amazon.com/IAM/latest/APIReference/API_UpdateGroup.html */
export const updateGroup = iamAction({
  input: { ...NAME, NewPath: PATH },
  permissions: onIdentity('Group', 'iam:UpdateGroup'),
  run: ({ GroupName, NewPath }, store) => store.move('Group', GroupName, NewPath),
});

/** @see https://docs.aws.amazon.com/IAM/latest/APIReference/API_DeleteGroup.html */
export const deleteGroup = iamAction({
  input: NAME,
  permissions: onIdentity('Group', 'iam:DeleteGroup'),
  run: ({ GroupName }, store) => {
    const group = store.mustFind('Group', GroupName);
    if (group.users.size > 0)
      throw iamError('DeleteConflict', 'Cannot delete entity, must remove users from group first.');
    store.checkWithoutPolicies(group);
    store.groups.delete(GroupName);
    return undefined;
  },
});

/** @see https://docs.aws.amazon.com/IAM/latest/APIReference/API_AddUserToGroup.html */
export const addUserToGroup = iamAction({
  input: { ...NAME, ...USER_NAME },
  permissions: onIdentity('Group', 'iam:AddUserToGroup'),
  run: ({ GroupName, UserName }, store) => {
    store.mustFind('Group', GroupName).users.add(store.mustFind('User', UserName).name);
    return undefined;
  },
});

/** @see https://docs.aws.amazon.com/IAM/latest/APIReference/API_RemoveUserFromGroup.html */
export const removeUserFromGroup = iamAction({
  input: { ...NAME, ...USER_NAME },
  permissions: onIdentity('Group', 'iam:RemoveUserFromGroup'),
  run: ({ GroupName, UserName }, store) => {
    store.mustFind('Group', GroupName).users.delete(store.mustFind('User', UserName).name);
    return undefined;
  },
});
