import { onAnything } from '../../authorization/permission';
import { TAG_LIST } from '../../tags';
import { iamAction, onIdentity } from './iam-action';
import {
  DESCRIPTION,
  MAX_SESSION_DURATION,
  PATH,
  POLICY_ARN,
  POLICY_DOCUMENT,
  iamPage,
  identityName,
  PAGE_MEMBERS,
  PATH_PREFIX,
  TAG_KEYS,
} from './iam-shapes';
import { keepFormerPolicies } from './identity-directory';
import { mergeIamTags, withoutIamTags } from './iam-tags';
import { roleMembers, type Role } from './role';
import { storedPolicy } from './stored-policy';

const ROLE_NAME = identityName('Role');

/** @see https://docs.aws.amazon.com/IAM/latest/APIReference/API_CreateRole.html */
export const createRole = iamAction({
  input: {
    RoleName: ROLE_NAME,
    Path: PATH,
    AssumeRolePolicyDocument: POLICY_DOCUMENT,
    Description: DESCRIPTION,
    MaxSessionDuration: MAX_SESSION_DURATION,
    PermissionsBoundary: { ...POLICY_ARN, required: undefined },
    Tags: TAG_LIST,
  },
  permissions: onIdentity('Role', 'iam:CreateRole'),
  run: (input, store) => {
    const { RoleName, Path, PermissionsBoundary } = input;
    if (PermissionsBoundary !== undefined) store.checkAttachable(PermissionsBoundary);
    const role: Role = {
      ...store.newIdentity('Role', RoleName, Path),
      isBootstrap: false,
      trustPolicy: storedPolicy(input.AssumeRolePolicyDocument, 'trust'),
      description: input.Description,
      maxSessionSeconds: input.MaxSessionDuration ?? 3_600,
      permissionsBoundary: PermissionsBoundary,
      tags: mergeIamTags([], input.Tags ?? []),
    };
    store.roles.set(RoleName, role);
    store.platform.faults.changed(role.arn);
    return { Role: roleMembers(role) };
  },
});

/** @see https://docs.aws.amazon.com/IAM/latest/APIReference/API_GetRole.html */
export const getRole = iamAction({
  input: { RoleName: ROLE_NAME },
  permissions: onIdentity('Role', 'iam:GetRole'),
  run: ({ RoleName }, store) => ({ Role: roleMembers(store.mustFind('Role', RoleName)) }),
});

/** @see https://docs.aws.amazon.com/IAM/latest/APIReference/API_ListRoles.html */
export const listRoles = iamAction({
  input: { PathPrefix: PATH_PREFIX, ...PAGE_MEMBERS },
  permissions: onAnything('iam:ListRoles'),
  run: ({ PathPrefix = '/', ...page }, store) => {
    const found = [...store.roles.values()].filter(({ path }) => path.startsWith(PathPrefix));
    const { items, next } = iamPage(found, ({ name }) => name, page);
    return { Roles: items.map((role) => roleMembers(role, true)), ...next };
  },
});

/** @see https://docs.aws.amazon.com/IAM/latest/APIReference/API_UpdateRole.html */
export const updateRole = iamAction({
  input: { RoleName: ROLE_NAME, Description: DESCRIPTION, MaxSessionDuration: MAX_SESSION_DURATION },
  permissions: onIdentity('Role', 'iam:UpdateRole'),
  run: ({ RoleName, Description, MaxSessionDuration }, store) => {
    const role = store.mustFind('Role', RoleName);
    role.description = Description ?? role.description;
    role.maxSessionSeconds = MaxSessionDuration ?? role.maxSessionSeconds;
    return {};
  },
});

/** @see https://docs.aws.amazon.com/IAM/latest/APIReference/API_DeleteRole.html */
export const deleteRole = iamAction({
  input: { RoleName: ROLE_NAME },
  permissions: onIdentity('Role', 'iam:DeleteRole'),
  run: ({ RoleName }, store) => {
    store.checkWithoutPolicies(store.mustFind('Role', RoleName));
    store.roles.delete(RoleName);
    return undefined;
  },
});

/** @see https://docs.aws.amazon.com/IAM/latest/APIReference/API_UpdateAssumeRolePolicy.html */
export const updateAssumeRolePolicy = iamAction({
  input: { RoleName: ROLE_NAME, PolicyDocument: POLICY_DOCUMENT },
  permissions: onIdentity('Role', 'iam:UpdateAssumeRolePolicy'),
  run: ({ RoleName, PolicyDocument }, store) => {
    store.mustFind('Role', RoleName).trustPolicy = storedPolicy(PolicyDocument, 'trust');
    return undefined;
  },
});

/** @see https://docs.aws.amazon.com/IAM/latest/APIReference/API_PutRolePermissionsBoundary.html */
export const putRolePermissionsBoundary = iamAction({
  input: { RoleName: ROLE_NAME, PermissionsBoundary: POLICY_ARN },
  permissions: onIdentity('Role', 'iam:PutRolePermissionsBoundary'),
  run: ({ RoleName, PermissionsBoundary }, store) => {
    store.checkAttachable(PermissionsBoundary);
    const role = store.mustFind('Role', RoleName);
    keepFormerPolicies(role, store);
    role.permissionsBoundary = PermissionsBoundary;
    return undefined;
  },
});

/** @see https://docs.aws.amazon.com/IAM/latest/APIReference/API_DeleteRolePermissionsBoundary.html */
export const deleteRolePermissionsBoundary = iamAction({
  input: { RoleName: ROLE_NAME },
  permissions: onIdentity('Role', 'iam:DeleteRolePermissionsBoundary'),
  run: ({ RoleName }, store) => {
    const role = store.mustFind('Role', RoleName);
    keepFormerPolicies(role, store);
    role.permissionsBoundary = undefined;
    return undefined;
  },
});

/** @see https://docs.aws.amazon.com/IAM/latest/APIReference/API_TagRole.html */
export const tagRole = iamAction({
  input: { RoleName: ROLE_NAME, Tags: { ...TAG_LIST, required: true } },
  permissions: onIdentity('Role', 'iam:TagRole'),
  run: ({ RoleName, Tags }, store) => {
    const role = store.mustFind('Role', RoleName);
    role.tags = mergeIamTags(role.tags, Tags);
    return undefined;
  },
});

/** @see https://docs.aws.amazon.com/IAM/latest/APIReference/API_UntagRole.html */
export const untagRole = iamAction({
  input: { RoleName: ROLE_NAME, TagKeys: TAG_KEYS },
  permissions: onIdentity('Role', 'iam:UntagRole'),
  run: ({ RoleName, TagKeys }, store) => {
    const role = store.mustFind('Role', RoleName);
    role.tags = withoutIamTags(role.tags, TagKeys);
    return undefined;
  },
});
