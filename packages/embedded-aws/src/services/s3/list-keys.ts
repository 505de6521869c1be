import { textFinder } from '../../wildcards';
import { byUtf8 } from './bucket';

/** Key selection of a listing. */
export interface KeyQuery {
  readonly prefix?: string;
  readonly delimiter?: string;
  /** Continue after this key or common prefix. */
  readonly after?: string;
  readonly maxKeys: number;
}

/** A page of a listing. */
export interface KeyPage<Entry> {
  readonly entries: readonly Entry[];
  /** Distinct key prefixes up to the delimiter. */
  readonly commonPrefixes: readonly string[];
  readonly isTruncated: boolean;
  /** Last key or common prefix of the page; the next page continues after it. */
  readonly last?: string;
}

/**
 * @param sorted - by the UTF-8 bytes of their keys
 * @param keyOf - its key, which entries may share
 */
export function listKeys<Entry>(
  sorted: readonly Entry[],
  keyOf: (entry: Entry) => string,
  query: KeyQuery,
): KeyPage<Entry> {
  const { prefix = '', delimiter = '', after, maxKeys } = query;
  const findDelimiter = textFinder(delimiter);
  const entries: Entry[] = [];
  const commonPrefixes: string[] = [];
  let last: string | undefined;
  for (const entry of sorted) {
    const key = keyOf(entry);
    if (!key.startsWith(prefix) || (after !== undefined && byUtf8(key, after) <= 0)) continue;
    const at = delimiter === '' ? -1 : findDelimiter(key, prefix.length);
    const commonPrefix = at < 0 ? undefined : key.slice(0, at + delimiter.length);
    if (commonPrefix !== undefined && (commonPrefix === after || commonPrefix === commonPrefixes.at(-1)))
      continue;
    if (entries.length + commonPrefixes.length >= maxKeys)
      return { entries, commonPrefixes, isTruncated: maxKeys > 0, last };
    last = commonPrefix ?? key;
    if (commonPrefix === undefined) entries.push(entry);
    else commonPrefixes.push(commonPrefix);
  }
  return { entries, commonPrefixes, isTruncated: false, last };
}

/** Key function for entries that are keys themselves. */
export const itself = (key: string): string => key;

/** Percent-encodes keys for `encoding-type=url`, otherwise returns them unchanged. */
export const keyEncoder =
  (encodingType: 'url' | undefined) =>
  (text: string): string =>
    encodingType === undefined
      ? text
      : encodeURIComponent(text)
          .replace(/[!'()*]/g, (char) => `%${char.charCodeAt(0).toString(16).toUpperCase()}`)
          .replaceAll('%2F', '/')
          .replaceAll('%20', '+');
