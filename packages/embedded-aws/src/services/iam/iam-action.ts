import { onMember, type Need, type Permission } from '../../authorization/permission';
import { actionOf } from '../../gateway/action';
import type { IamStore } from './iam-store';
import { IDENTITY_KINDS, type IdentityKind } from './identity';

/** An operation of IAM. */
export const iamAction = actionOf<IamStore>();

interface IdentityInput {
  readonly Path?: string;
  readonly PermissionsBoundary?: string;
  readonly PolicyArn?: string;
}

/**
 * Permission for an action on a role, user or group. Its ARN includes the path, which only the store knows.
 *
 * @see https://docs.aws.amazon.com/service-authorization/latest/reference/list_awsidentityandaccessmanagementiam.html
 */
export const onIdentity =
  <Kind extends IdentityKind>(
    kind: Kind,
    action: string,
  ): Permission<IdentityInput & { readonly [Member in `${Kind}Name`]: string }, IamStore> =>
  ({ Path = '/', PermissionsBoundary, PolicyArn, ...input }, store) => {
    const name = (input as Readonly<Record<string, string>>)[`${kind}Name`];
    const arn = store.find(kind, name)?.arn ?? store.arn(IDENTITY_KINDS[kind].word, Path, name);
    const context: Need['context'] = {
      ...(PermissionsBoundary !== undefined && { 'iam:PermissionsBoundary': PermissionsBoundary }),
      ...(PolicyArn !== undefined && { 'iam:PolicyARN': PolicyArn }),
    };
    return [{ action, resources: [arn], context }];
  };

/** Permission for an action on a managed policy. */
export const onPolicy = (action: string): Permission<{ readonly PolicyArn: string }> =>
  onMember(action, 'PolicyArn');
