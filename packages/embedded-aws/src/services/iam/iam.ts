import { queryService } from '../../gateway/query-protocol';
import type { ServiceDefinition } from '../service-definition';
import {
  attachRolePolicy,
  deleteRolePolicy,
  detachRolePolicy,
  getRolePolicy,
  listAttachedRolePolicies,
  listRolePolicies,
  putRolePolicy,
} from './role-policies';
import {
  createPolicy,
  createPolicyVersion,
  deletePolicy,
  deletePolicyVersion,
  getPolicy,
  getPolicyVersion,
  listEntitiesForPolicy,
  listPolicies,
  listPolicyVersions,
  setDefaultPolicyVersion,
} from './managed-policies';
import {
  createRole,
  deleteRole,
  deleteRolePermissionsBoundary,
  getRole,
  listRoles,
  listRoleTags,
  putRolePermissionsBoundary,
  tagRole,
  untagRole,
  updateAssumeRolePolicy,
  updateRole,
} from './roles';
import { iamRoles } from './role-authority';
import { IamStore } from './iam-store';

/** AWS Identity and Access Management: roles and policies. */
export const iamDefinition: ServiceDefinition<IamStore> = {
  scope: 'global',
  createStore: (platform) => new IamStore(platform),
  apis: {
    iam: queryService({
      name: 'iam',
      xmlns: 'https://iam.amazonaws.com/doc/2010-05-08/',
      actions: {
        AttachRolePolicy: attachRolePolicy,
        CreatePolicy: createPolicy,
        CreatePolicyVersion: createPolicyVersion,
        CreateRole: createRole,
        DeletePolicy: deletePolicy,
        DeletePolicyVersion: deletePolicyVersion,
        DeleteRole: deleteRole,
        DeleteRolePermissionsBoundary: deleteRolePermissionsBoundary,
        DeleteRolePolicy: deleteRolePolicy,
        DetachRolePolicy: detachRolePolicy,
        GetPolicy: getPolicy,
        GetPolicyVersion: getPolicyVersion,
        GetRole: getRole,
        GetRolePolicy: getRolePolicy,
        ListAttachedRolePolicies: listAttachedRolePolicies,
        ListEntitiesForPolicy: listEntitiesForPolicy,
        ListPolicies: listPolicies,
        ListPolicyVersions: listPolicyVersions,
        ListRolePolicies: listRolePolicies,
        ListRoles: listRoles,
        ListRoleTags: listRoleTags,
        PutRolePermissionsBoundary: putRolePermissionsBoundary,
        PutRolePolicy: putRolePolicy,
        SetDefaultPolicyVersion: setDefaultPolicyVersion,
        TagRole: tagRole,
        UntagRole: untagRole,
        UpdateAssumeRolePolicy: updateAssumeRolePolicy,
        UpdateRole: updateRole,
      },
    }),
  },
  roles: iamRoles,
  inventory: ({ roles, policies }) => [
    ...[...roles.values()].map(({ name, isBootstrap }) => ({
      type: 'AWS::IAM::Role',
      id: name,
      ...(isBootstrap && { bootstrap: true as const }),
    })),
    ...[...policies.keys()].map((arn) => ({ type: 'AWS::IAM::ManagedPolicy', id: arn })),
  ],
};
