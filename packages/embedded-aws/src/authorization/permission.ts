import type { PolicyDocument } from '../policy-document';

/** An action an operation performs, and its resources; each must be allowed. */
export interface Need {
  /** As in policies: `personalize:CreateDataset`, `iam:PassRole`. */
  readonly action: string;
  /** ARNs, existing or not; just `*` for actions without resource-level permissions. */
  readonly resources: readonly string[];
  /** Action-specific condition keys, on top of the global ones: `iam:PassedToService`, … */
  readonly context?: Readonly<Record<string, string | readonly string[]>>;
  /** Resource policy, if the resource kind has one: bucket, function, key. */
  readonly resourcePolicy?: PolicyDocument;
  /** The resource policy must allow, or delegate to the account: keys and roles. */
  readonly resourcePolicyMustAllow?: boolean;
}

/**
 * Permissions that an operation requires: all of the list; none if it is empty. Called with valid input
 * before the operation runs; must not change the store.
 */
export type Permission<Input, Store = unknown> = (input: Input, store: Store) => readonly Need[];

/** Permission on the resource whose ARN is an input member, such as `schemaArn`. */
export const onMember =
  <Member extends string>(action: string, member: Member): Permission<Readonly<Record<Member, string>>> =>
  (input) => [{ action, resources: [input[member]] }];

/** Permission for an action without resource-level permissions, as most lists. */
export const onAnything = (action: string): Permission<unknown> => {
  const needs = [{ action, resources: ['*'] }];
  return () => needs;
};

/** No permission needed. */
export const nothing: Permission<unknown> = () => [];

/**
 * Permission to pass a role to a service.
 *
 * @param service - `lambda.amazonaws.com`
 * @see https://docs.aws.amazon.com/IAM/latest/UserGuide/id_roles_use_passrole.html
 */
export const passRole = (roleArn: string | undefined, service: string): readonly Need[] =>
  roleArn === undefined
    ? []
    : [
        {
          action: 'iam:PassRole',
          resources: [roleArn],
          context: { 'iam:PassedToService': [service] },
        },
      ];
