import { onMember, type Need, type Permission } from '../../authorization/permission';
import { actionOf } from '../../gateway/action';
import type { IamStore } from './iam-store';

/** An operation of IAM. */
export const iamAction = actionOf<IamStore>();

interface RoleInput {
  readonly RoleName: string;
  readonly Path?: string;
  readonly PermissionsBoundary?: string;
  readonly PolicyArn?: string;
}

/**
 * Permission for an action on a role. Its ARN includes its path, which the name does not tell.
 *
 * @see https://docs.aws.amazon.com/service-authorization/latest/reference/list_awsidentityandaccessmanagementiam.html
 */
export const onRole =
  (action: string): Permission<RoleInput, IamStore> =>
  ({ RoleName, Path = '/', ...input }, store) => {
    const arn = store.findRole(RoleName)?.arn ?? store.arn('role', Path, RoleName);
    const { PermissionsBoundary, PolicyArn } = input;
    const context: Need['context'] = {
      ...(PermissionsBoundary !== undefined && { 'iam:PermissionsBoundary': PermissionsBoundary }),
      ...(PolicyArn !== undefined && { 'iam:PolicyARN': PolicyArn }),
    };
    return [{ action, resources: [arn], context }];
  };

/** Permission for an action on a managed policy. */
export const onPolicy = (action: string): Permission<{ readonly PolicyArn: string }> =>
  onMember(action, 'PolicyArn');
