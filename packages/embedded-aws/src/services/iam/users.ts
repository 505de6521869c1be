import { onAnything } from '../../authorization/permission';
import type { Call } from '../../gateway/action';
import { TAG_LIST } from '../../tags';
import { iamAction, onIdentity } from './iam-action';
import { iamError } from './iam-errors';
import { iamPage, identityName, PAGE_MEMBERS, PATH, PATH_PREFIX, POLICY_ARN, TAG_KEYS } from './iam-shapes';
import type { IamStore } from './iam-store';
import { mergeIamTags, withoutIamTags } from './iam-tags';
import { userMembers, type User } from './user';

const NAME = { UserName: identityName('User') } as const;

/** @see https://docs.aws.amazon.com/IAM/latest/APIReference/API_CreateUser.html */
export const createUser = iamAction({
  input: {
    ...NAME,
    Path: PATH,
    PermissionsBoundary: { ...POLICY_ARN, required: undefined },
    Tags: TAG_LIST,
  },
  permissions: onIdentity('User', 'iam:CreateUser'),
  run: ({ UserName, Path, PermissionsBoundary, Tags = [] }, store) => {
    if (PermissionsBoundary !== undefined) store.checkAttachable(PermissionsBoundary);
    const user: User = {
      ...store.newIdentity('User', UserName, Path),
      permissionsBoundary: PermissionsBoundary,
      tags: mergeIamTags([], Tags),
      accessKeys: new Map(),
    };
    store.users.set(UserName, user);
    return { User: userMembers(user) };
  },
});

/** @see https://docs.aws.amazon.com/IAM/latest/APIReference/API_GetUser.html */
export const getUser = iamAction({
  input: { UserName: { ...NAME.UserName, required: undefined } },
  permissions: ({ UserName }, store) =>
    UserName === undefined ? [] : onIdentity('User', 'iam:GetUser')({ UserName }, store),
  run: ({ UserName }, store, call) => ({
    User: UserName === undefined ? callersUser(store, call) : userMembers(store.mustFind('User', UserName)),
  }),
});

/** The calling user or, for the account itself, its root, which has no name. */
function callersUser(store: IamStore, call: Call): object {
  const { caller } = call;
  if (caller.roleArn !== undefined)
    throw iamError('ValidationError', 'Must specify userName when calling with non-User credentials');
  if (caller.kind !== 'user')
    return { UserId: store.platform.accountId, Arn: caller.arn, CreateDate: store.createdAt };
  const refused = call.refusal([{ action: 'iam:GetUser', resources: [caller.arn] }]);
  if (refused) throw iamError('AccessDenied', refused.message);
  return userMembers(store.mustFind('User', caller.arn.slice(caller.arn.lastIndexOf('/') + 1)));
}

/** @see https://docs.aws.amazon.com/IAM/latest/APIReference/API_ListUsers.html */
export const listUsers = iamAction({
  input: { PathPrefix: PATH_PREFIX, ...PAGE_MEMBERS },
  permissions: onAnything('iam:ListUsers'),
  run: ({ PathPrefix = '/', ...page }, store) => {
    const found = [...store.users.values()].filter(({ path }) => path.startsWith(PathPrefix));
    const { items, next } = iamPage(found, ({ name }) => name, page);
    return { Users: items.map((user) => userMembers(user, true)), ...next };
  },
});

/** Moves a user to another path. @see https://docs.aws.amazon.com/IAM/latest/APIReference/API_UpdateUser.html */
export const updateUser = iamAction({
  input: { ...NAME, NewPath: PATH },
  permissions: onIdentity('User', 'iam:UpdateUser'),
  run: ({ UserName, NewPath }, store) => store.move('User', UserName, NewPath),
});

/** @see https://docs.aws.amazon.com/IAM/latest/APIReference/API_DeleteUser.html */
export const deleteUser = iamAction({
  input: NAME,
  permissions: onIdentity('User', 'iam:DeleteUser'),
  run: ({ UserName }, store) => {
    const user = store.mustFind('User', UserName);
    if (store.groupsOf(UserName).length > 0)
      throw iamError('DeleteConflict', 'Cannot delete entity, must remove users from group first.');
    if (user.accessKeys.size > 0)
      throw iamError('DeleteConflict', 'Cannot delete entity, must delete access keys first.');
    store.checkWithoutPolicies(user);
    store.users.delete(UserName);
    return undefined;
  },
});

/** @see https://docs.aws.amazon.com/IAM/latest/APIReference/API_PutUserPermissionsBoundary.html */
export const putUserPermissionsBoundary = iamAction({
  input: { ...NAME, PermissionsBoundary: POLICY_ARN },
  permissions: onIdentity('User', 'iam:PutUserPermissionsBoundary'),
  run: ({ UserName, PermissionsBoundary }, store) => {
    store.checkAttachable(PermissionsBoundary);
    store.mustFind('User', UserName).permissionsBoundary = PermissionsBoundary;
    return undefined;
  },
});

/** @see https://docs.aws.amazon.com/IAM/latest/APIReference/API_DeleteUserPermissionsBoundary.html */
export const deleteUserPermissionsBoundary = iamAction({
  input: NAME,
  permissions: onIdentity('User', 'iam:DeleteUserPermissionsBoundary'),
  run: ({ UserName }, store) => {
    store.mustFind('User', UserName).permissionsBoundary = undefined;
    return undefined;
  },
});

/** @see https://docs.aws.amazon.com/IAM/latest/APIReference/API_TagUser.html */
export const tagUser = iamAction({
  input: { ...NAME, Tags: { ...TAG_LIST, required: true } },
  permissions: onIdentity('User', 'iam:TagUser'),
  run: ({ UserName, Tags }, store) => {
    const user = store.mustFind('User', UserName);
    user.tags = mergeIamTags(user.tags, Tags);
    return undefined;
  },
});

/** @see https://docs.aws.amazon.com/IAM/latest/APIReference/API_UntagUser.html */
export const untagUser = iamAction({
  input: { ...NAME, TagKeys: TAG_KEYS },
  permissions: onIdentity('User', 'iam:UntagUser'),
  run: ({ UserName, TagKeys }, store) => {
    const user = store.mustFind('User', UserName);
    user.tags = withoutIamTags(user.tags, TagKeys);
    return undefined;
  },
});
