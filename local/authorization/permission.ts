import type { Call } from '../gateway/action';
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
export type Permission<Store> = (input: never, store: Store, call: Call) => readonly Need[];

/** What each operation of an API needs: the form of the tables `local/services/<service>/<api>-permissions.ts`. */
export type Permissions<Store, Operation extends string = string> = Readonly<
  Record<Operation, Permission<Store>>
>;
