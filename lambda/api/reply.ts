import { createHash } from 'node:crypto';
import { brotliCompressSync, constants, gzipSync } from 'node:zlib';
import type { HttpAnswer, HttpEvent } from './http-event';
import { Lru } from './lru';

/** An answer before it is compressed for a client. */
export interface Reply {
  readonly status: number;
  readonly type: string;
  readonly text: string;
  readonly cacheControl: string;
  /** Content that the ETag is computed from. Absent for an answer that must not be cached. */
  readonly sameAs?: string;
  readonly headers?: Readonly<Record<string, string>>;
}

/** Used for personal or momentary answers. */
export const NO_STORE = 'private, no-store';

/** Compression does not pay off for shorter texts. */
const LEAST_COMPRESSED_BYTES = 1_024;

const BROTLI = { params: { [constants.BROTLI_PARAM_QUALITY]: 4 } };

/** Compresses to base64. The encodings are in order of preference: at the same speed, brotli compresses JSON better. */
const ENCODINGS = {
  br: (text: string) => brotliCompressSync(text, BROTLI).toString('base64'),
  gzip: (text: string) => gzipSync(text, { level: 6 }).toString('base64'),
} as const satisfies Record<string, (text: string) => string>;

/** Request headers that an answer depends on. */
const VARY = 'Accept-Encoding, Authorization, Origin, X-User-Token';

/** An answer in JSON. */
export function json(status: number, body: unknown, cacheControl = NO_STORE, sameAs?: unknown): Reply {
  const text = JSON.stringify(body);
  return {
    status,
    type: 'application/json',
    text,
    cacheControl,
    sameAs: sameAs === undefined ? undefined : sameAs === body ? text : JSON.stringify(sameAs),
  };
}

/** Size of the cache of hashes and compressed texts: about a thousand answers of ten items. */
const MAX_KEPT_CHARACTERS = 8 * 1024 * 1024;

/**
 * Converts replies to HTTP answers: 304 if the ETag matches, no body for HEAD, compressed if the client accepts it
 * and it pays off. Hashes and compressed texts of cacheable replies are kept in memory.
 */
export function packer(): (event: HttpEvent, reply: Reply) => HttpAnswer {
  const kept = new Lru<string>(MAX_KEPT_CHARACTERS);
  const once = (key: string, text: string, make: (text: string) => string): string => {
    const name = `${key} ${text}`;
    const known = kept.get(name);
    if (known !== undefined) return known;
    const made = make(text);
    kept.set(name, made, name.length + made.length);
    return made;
  };

  return ({ routeKey, headers }, { status, type, text, cacheControl, sameAs, headers: more }) => {
    const etag = sameAs === undefined ? undefined : once('etag', sameAs, etagOf);
    const always = {
      'cache-control': cacheControl,
      vary: VARY,
      'x-content-type-options': 'nosniff',
      ...(etag !== undefined && { etag }),
      ...more,
    };
    if (etag !== undefined && isKnown(etag, headers['if-none-match']))
      return { statusCode: 304, headers: always };
    const typed = { ...always, 'content-type': `${type}; charset=utf-8` };
    if (routeKey.startsWith('HEAD ')) return { statusCode: status, headers: typed };
    const encoding = encodingOf(headers['accept-encoding'], text);
    if (!encoding) return { statusCode: status, headers: typed, body: text };
    return {
      statusCode: status,
      headers: { ...typed, 'content-encoding': encoding },
      body: etag === undefined ? ENCODINGS[encoding](text) : once(encoding, text, ENCODINGS[encoding]),
      isBase64Encoded: true,
    };
  };
}

/** A weak ETag, because the same content may be encoded in several ways. */
export const etagOf = (content: string): string => `W/"${hashOf(content)}"`;

/** Hash of a text, for use in URLs. */
export const hashOf = (text: string): string =>
  createHash('sha256').update(text).digest('base64url').slice(0, 22);

const isKnown = (etag: string, ifNoneMatch = ''): boolean =>
  ifNoneMatch === '*' || ifNoneMatch.split(',').some((one) => one.trim() === etag);

/** The preferred encoding that the client accepts; `q=0` rejects an encoding. */
function encodingOf(accepted = '', text: string): keyof typeof ENCODINGS | undefined {
  if (text.length < LEAST_COMPRESSED_BYTES) return undefined;
  const names = accepted
    .toLowerCase()
    .split(',')
    .map((one) => one.trim().split(/\s*;\s*/))
    .filter(([, weight = '']) => !/^q=0(\.0*)?$/.test(weight))
    .map(([name]) => name);
  return (['br', 'gzip'] as const).find((name) => names.includes(name));
}
