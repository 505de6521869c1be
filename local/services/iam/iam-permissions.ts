import { onAnything, onMember } from '../../authorization/needs';
import type { Need, Permission, Permissions } from '../../authorization/permission';
import type { IamStore } from './iam-store';

interface RoleInput {
  readonly RoleName: string;
  readonly Path?: string;
  readonly PermissionsBoundary?: string;
  readonly PolicyArn?: string;
}

/** A role's ARN has its path, which the name alone does not say. */
const onRole =
  (action: string): Permission<IamStore> =>
  ({ RoleName, Path = '/', ...input }: RoleInput, store) => {
    const arn = store.findRole(RoleName)?.arn ?? store.arn('role', Path, RoleName);
    const { PermissionsBoundary, PolicyArn } = input;
    const context: Need['context'] = {
      ...(PermissionsBoundary !== undefined && { 'iam:PermissionsBoundary': PermissionsBoundary }),
      ...(PolicyArn !== undefined && { 'iam:PolicyARN': PolicyArn }),
    };
    return [{ action, resources: [arn], context }];
  };

const onPolicy = (action: string): Permission<IamStore> => onMember(action, 'PolicyArn');

/**
 * What IAM's operations need.
 *
 * @see https://docs.aws.amazon.com/service-authorization/latest/reference/list_awsidentityandaccessmanagementiam.html
 */
export const IAM_PERMISSIONS: Permissions<IamStore> = {
  AttachRolePolicy: onRole('iam:AttachRolePolicy'),
  CreatePolicy: (
    { Path = '/', PolicyName }: { readonly Path?: string; readonly PolicyName: string },
    store,
  ) => [{ action: 'iam:CreatePolicy', resources: [store.arn('policy', Path, PolicyName)] }],
  CreatePolicyVersion: onPolicy('iam:CreatePolicyVersion'),
  CreateRole: onRole('iam:CreateRole'),
  DeletePolicy: onPolicy('iam:DeletePolicy'),
  DeletePolicyVersion: onPolicy('iam:DeletePolicyVersion'),
  DeleteRole: onRole('iam:DeleteRole'),
  DeleteRolePermissionsBoundary: onRole('iam:DeleteRolePermissionsBoundary'),
  DeleteRolePolicy: onRole('iam:DeleteRolePolicy'),
  DetachRolePolicy: onRole('iam:DetachRolePolicy'),
  GetPolicy: onPolicy('iam:GetPolicy'),
  GetPolicyVersion: onPolicy('iam:GetPolicyVersion'),
  GetRole: onRole('iam:GetRole'),
  GetRolePolicy: onRole('iam:GetRolePolicy'),
  ListAttachedRolePolicies: onRole('iam:ListAttachedRolePolicies'),
  ListEntitiesForPolicy: onPolicy('iam:ListEntitiesForPolicy'),
  ListPolicies: onAnything('iam:ListPolicies'),
  ListPolicyVersions: onPolicy('iam:ListPolicyVersions'),
  ListRolePolicies: onRole('iam:ListRolePolicies'),
  ListRoles: onAnything('iam:ListRoles'),
  ListRoleTags: onRole('iam:ListRoleTags'),
  PutRolePermissionsBoundary: onRole('iam:PutRolePermissionsBoundary'),
  PutRolePolicy: onRole('iam:PutRolePolicy'),
  SetDefaultPolicyVersion: onPolicy('iam:SetDefaultPolicyVersion'),
  TagRole: onRole('iam:TagRole'),
  UntagRole: onRole('iam:UntagRole'),
  UpdateAssumeRolePolicy: onRole('iam:UpdateAssumeRolePolicy'),
  UpdateRole: onRole('iam:UpdateRole'),
};
