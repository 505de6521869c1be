import type { PolicyDocument } from '../policy-document';

/** An action that an operation performs, and on what: each resource must be allowed by itself. */
export interface Need {
  /** As policies name it: `personalize:CreateDataset`, `iam:PassRole`. */
  readonly action: string;
  /** ARNs, whether or not the resources exist; `*` alone for an action that knows no resource. */
  readonly resources: readonly string[];
  /** Condition keys of this action, beside those that every call has: `iam:PassedToService`, … */
  readonly context?: Readonly<Record<string, string | readonly string[]>>;
  /** The policy of the resources themselves, where they have one: of a bucket, a function, a key. */
  readonly resourcePolicy?: PolicyDocument;
  /** The resource's policy must allow, or name the account and so leave it to the caller's: a key's, a role's. */
  readonly resourcePolicyMustAllow?: boolean;
}

/**
 * What an operation needs of its caller: everything that is listed; an empty list needs nothing. It is asked
 * with a valid input, before the operation runs, and must not change the store.
 */
export type Permission<Input, Store = unknown> = (input: Input, store: Store) => readonly Need[];

/** The permission for an action on the resource whose ARN is a member of the input, such as `schemaArn`. */
export const onMember =
  <Member extends string>(action: string, member: Member): Permission<Readonly<Record<Member, string>>> =>
  (input) => [{ action, resources: [input[member]] }];

/** The permission for an action that knows no resource, as most lists. */
export const onAnything = (action: string): Permission<unknown> => {
  const needs = [{ action, resources: ['*'] }];
  return () => needs;
};

/** The permission for what anybody may do. */
export const nothing: Permission<unknown> = () => [];

/**
 * The need to hand a role to a service that will act with it.
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
