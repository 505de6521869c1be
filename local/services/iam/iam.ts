import { queryService } from '../../gateway/query-protocol';
import type { ServiceDefinition } from '../service-definition';
import { attachRolePolicy } from './attach-role-policy';
import { createPolicy } from './create-policy';
import { createPolicyVersion } from './create-policy-version';
import { createRole } from './create-role';
import { deletePolicy } from './delete-policy';
import { deletePolicyVersion } from './delete-policy-version';
import { deleteRole } from './delete-role';
import { deleteRolePermissionsBoundary } from './delete-role-permissions-boundary';
import { deleteRolePolicy } from './delete-role-policy';
import { detachRolePolicy } from './detach-role-policy';
import { getPolicy } from './get-policy';
import { getPolicyVersion } from './get-policy-version';
import { getRole } from './get-role';
import { getRolePolicy } from './get-role-policy';
import { listAttachedRolePolicies } from './list-attached-role-policies';
import { listEntitiesForPolicy } from './list-entities-for-policy';
import { listPolicies } from './list-policies';
import { listPolicyVersions } from './list-policy-versions';
import { listRolePolicies } from './list-role-policies';
import { listRoles } from './list-roles';
import { listRoleTags } from './list-role-tags';
import { putRolePermissionsBoundary } from './put-role-permissions-boundary';
import { putRolePolicy } from './put-role-policy';
import { setDefaultPolicyVersion } from './set-default-policy-version';
import { tagRole } from './tag-role';
import { untagRole } from './untag-role';
import { updateAssumeRolePolicy } from './update-assume-role-policy';
import { updateRole } from './update-role';
import { iamRoles } from './iam-roles';
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
