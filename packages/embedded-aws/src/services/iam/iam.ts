import { queryService } from '../../gateway/query-protocol';
import type { ServiceDefinition } from '../service-definition';
import { createAccessKey, deleteAccessKey, listAccessKeys, updateAccessKey } from './access-keys';
import {
  addUserToGroup,
  createGroup,
  deleteGroup,
  getGroup,
  listGroups,
  removeUserFromGroup,
  updateGroup,
} from './groups';
import { identityPolicyActions } from './identity-policies';
import {
  createPolicy,
  createPolicyVersion,
  deletePolicy,
  deletePolicyVersion,
  getPolicy,
  getPolicyVersion,
  listPolicies,
  listPolicyVersions,
} from './managed-policies';
import {
  createRole,
  deleteRole,
  deleteRolePermissionsBoundary,
  getRole,
  listRoles,
  putRolePermissionsBoundary,
  tagRole,
  untagRole,
  updateAssumeRolePolicy,
  updateRole,
} from './roles';
import {
  createUser,
  deleteUser,
  deleteUserPermissionsBoundary,
  getUser,
  listUsers,
  putUserPermissionsBoundary,
  tagUser,
  untagUser,
  updateUser,
} from './users';
import { iamIdentities } from './identity-directory';
import { IamStore } from './iam-store';
import { simulatePrincipalPolicy } from './simulate-principal-policy';

/** AWS Identity and Access Management: roles, users, groups and policies. */
export const iamDefinition: ServiceDefinition<IamStore> = {
  scope: 'global',
  createStore: (platform) => new IamStore(platform),
  apis: {
    iam: queryService({
      name: 'iam',
      xmlns: 'https://iam.amazonaws.com/doc/2010-05-08/',
      actions: {
        ...identityPolicyActions('Group'),
        ...identityPolicyActions('Role'),
        ...identityPolicyActions('User'),
        AddUserToGroup: addUserToGroup,
        CreateAccessKey: createAccessKey,
        CreateGroup: createGroup,
        CreatePolicy: createPolicy,
        CreatePolicyVersion: createPolicyVersion,
        CreateRole: createRole,
        CreateUser: createUser,
        DeleteAccessKey: deleteAccessKey,
        DeleteGroup: deleteGroup,
        DeletePolicy: deletePolicy,
        DeletePolicyVersion: deletePolicyVersion,
        DeleteRole: deleteRole,
        DeleteRolePermissionsBoundary: deleteRolePermissionsBoundary,
        DeleteUser: deleteUser,
        DeleteUserPermissionsBoundary: deleteUserPermissionsBoundary,
        GetGroup: getGroup,
        GetPolicy: getPolicy,
        GetPolicyVersion: getPolicyVersion,
        GetRole: getRole,
        GetUser: getUser,
        ListAccessKeys: listAccessKeys,
        ListGroups: listGroups,
        ListPolicies: listPolicies,
        ListPolicyVersions: listPolicyVersions,
        ListRoles: listRoles,
        ListUsers: listUsers,
        PutRolePermissionsBoundary: putRolePermissionsBoundary,
        PutUserPermissionsBoundary: putUserPermissionsBoundary,
        RemoveUserFromGroup: removeUserFromGroup,
        SimulatePrincipalPolicy: simulatePrincipalPolicy,
        TagRole: tagRole,
        TagUser: tagUser,
        UntagRole: untagRole,
        UntagUser: untagUser,
        UpdateAccessKey: updateAccessKey,
        UpdateAssumeRolePolicy: updateAssumeRolePolicy,
        UpdateGroup: updateGroup,
        UpdateRole: updateRole,
        UpdateUser: updateUser,
      },
    }),
  },
  identities: iamIdentities,
  inventory: ({ roles, users, groups, policies }) => [
    ...[...roles.values()].map(({ name, isBootstrap }) => ({
      type: 'AWS::IAM::Role',
      id: name,
      ...(isBootstrap && { bootstrap: true as const }),
    })),
    ...[...users.values()].flatMap(({ name, accessKeys }) => [
      { type: 'AWS::IAM::User', id: name },
      ...[...accessKeys.keys()].map((id) => ({ type: 'AWS::IAM::AccessKey', id })),
    ]),
    ...[...groups.keys()].map((id) => ({ type: 'AWS::IAM::Group', id })),
    ...[...policies.keys()].map((arn) => ({ type: 'AWS::IAM::ManagedPolicy', id: arn })),
  ],
};
