import { byKey, pageOf } from '../../gateway/page';
import type { Shape } from '../../gateway/shape';

/** Name of a role. */
export const ROLE_NAME = {
  type: 'string',
  required: true,
  min: 1,
  max: 64,
  pattern: /[\w+=,.@-]+/,
} as const satisfies Shape;

/** Name of a policy, inline or managed. */
export const POLICY_NAME = { ...ROLE_NAME, max: 128 } as const satisfies Shape;

/** ARN of a managed policy, the customer's or AWS's. */
export const POLICY_ARN = { type: 'string', required: true, min: 20, max: 2048 } as const satisfies Shape;

/** A policy as JSON. */
export const POLICY_DOCUMENT = {
  type: 'string',
  required: true,
  min: 1,
  max: 131_072,
} as const satisfies Shape;

/** Where in the account's tree a role or policy stands: begins and ends with a slash. */
export const PATH = { type: 'string', min: 1, max: 512, pattern: /\/|\/[!-~]+\// } as const satisfies Shape;

/** What the paths of the wanted ones begin with. */
export const PATH_PREFIX = { type: 'string', min: 1, max: 512, pattern: /\/[!-~]*/ } as const satisfies Shape;

/** Any text for people. */
export const DESCRIPTION = { type: 'string', max: 1000 } as const satisfies Shape;

/** Seconds that a session of a role may last. */
export const MAX_SESSION_DURATION = { type: 'integer', min: 3_600, max: 43_200 } as const satisfies Shape;

/** Keys of tags to be taken off. */
export const TAG_KEYS = {
  type: 'list',
  required: true,
  max: 50,
  of: { type: 'string', min: 1, max: 128 },
} as const satisfies Shape;

/** Which page of a list is wanted. */
export const PAGE_MEMBERS = {
  Marker: { type: 'string', min: 1 },
  MaxItems: { type: 'integer', min: 1, max: 1000 },
} as const satisfies Record<string, Shape>;

/** Version of a managed policy. */
export const VERSION_ID = { type: 'string', required: true, pattern: /v[1-9]\d*/ } as const satisfies Shape;

/** The page of a list that a request asks for, and IAM's members that lead to the next one. */
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
