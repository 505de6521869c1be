import { byKey, pageOf } from '../../gateway/page';

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
