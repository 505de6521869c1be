import { byKey, pageOf } from '../../gateway/page';
import type { Shape } from '../../gateway/shape';
import { IDENTITY_KINDS, type IdentityKind } from './identity';

/** Name of an inline or managed policy. */
export const POLICY_NAME = {
  type: 'string',
  required: true,
  min: 1,
  max: 128,
  pattern: /[\w+=,.@-]+/,
} as const satisfies Shape;

/** Name of a role, user or group. */
export const identityName = (
  kind: IdentityKind,
): Omit<typeof POLICY_NAME, 'max'> & { readonly max: number } => ({
  ...POLICY_NAME,
  max: IDENTITY_KINDS[kind].maxName,
});

/** ARN of a managed policy, the customer's or AWS's. */
export const POLICY_ARN = { type: 'string', required: true, min: 20, max: 2048 } as const satisfies Shape;

/** A policy as JSON. */
export const POLICY_DOCUMENT = {
  type: 'string',
  required: true,
  min: 1,
  max: 131_072,
} as const satisfies Shape;

/** Path of a role or policy: begins and ends with a slash. */
export const PATH = { type: 'string', min: 1, max: 512, pattern: /\/|\/[!-~]+\// } as const satisfies Shape;

/** Path prefix of a listing. */
export const PATH_PREFIX = { type: 'string', min: 1, max: 512, pattern: /\/[!-~]*/ } as const satisfies Shape;

/** Free text. */
export const DESCRIPTION = { type: 'string', max: 1000 } as const satisfies Shape;

/** Maximum session duration of a role, in seconds. */
export const MAX_SESSION_DURATION = { type: 'integer', min: 3_600, max: 43_200 } as const satisfies Shape;

/** Tag keys to remove. */
export const TAG_KEYS = {
  type: 'list',
  required: true,
  max: 50,
  of: { type: 'string', min: 1, max: 128 },
} as const satisfies Shape;

/** Page selection. */
export const PAGE_MEMBERS = {
  Marker: { type: 'string', min: 1 },
  MaxItems: { type: 'integer', min: 1, max: 1000 },
} as const satisfies Record<string, Shape>;

/** Version of a managed policy. */
export const VERSION_ID = { type: 'string', required: true, pattern: /v[1-9]\d*/ } as const satisfies Shape;

/** The requested page of a list, with IAM's paging members. */
export function iamPage<T>(
  all: Iterable<T>,
  keyOf: (item: T) => string,
  { Marker, MaxItems = 100 }: { readonly Marker?: string; readonly MaxItems?: number },
): {
  readonly items: readonly T[];
  readonly next: { readonly IsTruncated: boolean; readonly Marker?: string };
} {
  const sorted = [...all].sort(byKey(keyOf));
  const { items, nextToken } = pageOf(sorted, keyOf, { size: MaxItems, token: Marker }, 'ValidationError');
  return { items, next: { IsTruncated: nextToken !== undefined, Marker: nextToken } };
}
