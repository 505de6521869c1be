import { textFinder } from '../../wildcards';
import { byUtf8 } from './bucket';

/** What part of the keys a listing wants. */
export interface KeyQuery {
  readonly prefix?: string;
  readonly delimiter?: string;
  /** The listing goes on behind this key or common prefix. */
  readonly after?: string;
  readonly maxKeys: number;
}

/** A page of a listing. */
export interface KeyPage {
  readonly keys: readonly string[];
  /** What the keys that have the delimiter behind the prefix have in common, each once. */
  readonly commonPrefixes: readonly string[];
  readonly isTruncated: boolean;
  /** The last key or common prefix of the page, where the next one goes on. */
  readonly last?: string;
}

/** @param sorted - in ascending order of their UTF-8 bytes */
export function listKeys(sorted: readonly string[], query: KeyQuery): KeyPage {
  const { prefix = '', delimiter = '', after, maxKeys } = query;
  const findDelimiter = textFinder(delimiter);
  const keys: string[] = [];
  const commonPrefixes: string[] = [];
  let last: string | undefined;
  for (const key of sorted) {
    if (!key.startsWith(prefix) || (after !== undefined && byUtf8(key, after) <= 0)) continue;
    const at = delimiter === '' ? -1 : findDelimiter(key, prefix.length);
    const commonPrefix = at < 0 ? undefined : key.slice(0, at + delimiter.length);
    if (commonPrefix !== undefined && (commonPrefix === after || commonPrefix === commonPrefixes.at(-1)))
      continue;
    if (keys.length + commonPrefixes.length >= maxKeys)
      return { keys, commonPrefixes, isTruncated: maxKeys > 0, last };
    last = commonPrefix ?? key;
    if (commonPrefix === undefined) keys.push(key);
    else commonPrefixes.push(commonPrefix);
  }
  return { keys, commonPrefixes, isTruncated: false, last };
}

/** Writes a key as listings do with `encoding-type=url`, or as it is. */
export const keyEncoder =
  (encodingType: 'url' | undefined) =>
  (text: string): string =>
    encodingType === undefined
      ? text
      : encodeURIComponent(text)
          .replace(/[!'()*]/g, (char) => `%${char.charCodeAt(0).toString(16).toUpperCase()}`)
          .replaceAll('%2F', '/')
          .replaceAll('%20', '+');
