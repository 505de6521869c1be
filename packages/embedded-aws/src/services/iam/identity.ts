import type { StoredPolicy } from './stored-policy';

/** Common members of roles, users and groups. */
export interface Identity {
  path: string;
  readonly name: string;
  /** Prefix of its kind and 17 more characters. */
  readonly id: string;
  arn: string;
  readonly createdAt: Date;
  readonly inlinePolicies: Map<string, StoredPolicy>;
  /** ARNs of managed policies. */
  readonly attachedPolicies: Set<string>;
}

/**
 * Kinds of identities, as in operations' names: their word in ARNs, prefix of their ids, and quotas for names
 * and for the total characters of inline policies.
 *
 * @see https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_iam-quotas.html
 */
export const IDENTITY_KINDS = {
  Role: { word: 'role', prefix: 'AROA', maxName: 64, maxInline: 10_240 },
  User: { word: 'user', prefix: 'AIDA', maxName: 64, maxInline: 2_048 },
  Group: { word: 'group', prefix: 'AGPA', maxName: 128, maxInline: 5_120 },
} as const;

/** A key of {@link IDENTITY_KINDS}. */
export type IdentityKind = keyof typeof IDENTITY_KINDS;
