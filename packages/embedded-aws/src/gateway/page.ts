import { AwsError } from '../aws-error';

/** One page of a list. */
export interface Page<T> {
  readonly items: readonly T[];
  /** Opaque; undefined on the last page. */
  readonly nextToken?: string;
}

/**
 * Cuts a page out of a list. The token is the key of the last item, so that concurrent changes neither repeat
 * nor skip unchanged items.
 *
 * @param sorted - by key, ascending unless the request says otherwise
 * @param invalidToken - the service's error code for an invalid token
 */
export function pageOf<T>(
  sorted: readonly T[],
  keyOf: (item: T) => string,
  request: { readonly size: number; readonly token?: string; readonly descending?: boolean },
  invalidToken = 'InvalidNextTokenException',
): Page<T> {
  const after = request.token === undefined ? undefined : decode(request.token, invalidToken);
  const isPast = (key: string, last: string): boolean => (request.descending ? key < last : key > last);
  const first = after === undefined ? 0 : sorted.findIndex((item) => isPast(keyOf(item), after));
  const start = first < 0 ? sorted.length : first;
  const items = sorted.slice(start, start + request.size);
  const isLast = start + items.length >= sorted.length || items.length === 0;
  return { items, ...(!isLast && { nextToken: encode(keyOf(items[items.length - 1])) }) };
}

const MARK = 'after:';

const encode = (key: string): string => Buffer.from(MARK + key).toString('base64url');

function decode(token: string, invalidToken: string): string {
  const text = Buffer.from(token, 'base64url').toString();
  if (!text.startsWith(MARK))
    throw new AwsError(invalidToken, `The token ${token} does not belong to this list`);
  return text.slice(MARK.length);
}

/** Comparator for {@link pageOf}. */
export const byKey =
  <T>(keyOf: (item: T) => string) =>
  (a: T, b: T): number => {
    const [left, right] = [keyOf(a), keyOf(b)];
    return left < right ? -1 : left > right ? 1 : 0;
  };
