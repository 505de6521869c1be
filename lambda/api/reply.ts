import { createHash } from 'node:crypto';
import { brotliCompressSync, constants, gzipSync } from 'node:zlib';
import type { HttpAnswer, HttpEvent } from './http-event';
import { Lru } from './lru';

/** An answer before it is packed for the one who asks. */
export interface Reply {
  readonly status: number;
  readonly type: string;
  readonly text: string;
  readonly cacheControl: string;
  /** What the answer is the same as: its ETag's content. Absent for an answer that must not be kept. */
  readonly sameAs?: string;
  readonly headers?: Readonly<Record<string, string>>;
}

/** Answers that hold for one visitor, or for a moment. */
export const NO_STORE = 'private, no-store';

/** Shorter ones grow by the headers of a compression. */
const LEAST_COMPRESSED_BYTES = 1_024;

const BROTLI = { params: { [constants.BROTLI_PARAM_QUALITY]: 4 } };

/** Packed, in base64. By preference: brotli packs JSON tighter at the same speed. */
const ENCODINGS = {
  br: (text: string) => brotliCompressSync(text, BROTLI).toString('base64'),
  gzip: (text: string) => gzipSync(text, { level: 6 }).toString('base64'),
} as const satisfies Record<string, (text: string) => string>;

/** Request headers that an answer depends on: caches keep one for each. */
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

/** Texts whose hashes and packed forms are kept: some thousand answers of ten items. */
const MAX_KEPT_CHARACTERS = 8 * 1024 * 1024;

/**
 * Packs answers: 304 for whoever has it already, no body for HEAD, compressed where that is accepted and worth it. The work on
 * an answer for many is done once and kept in memory.
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

/** Weak, since the same content may be packed in several ways. */
export const etagOf = (content: string): string => `W/"${hashOf(content)}"`;

/** Hash of a text, for addresses. */
export const hashOf = (text: string): string =>
  createHash('sha256').update(text).digest('base64url').slice(0, 22);

const isKnown = (etag: string, ifNoneMatch = ''): boolean =>
  ifNoneMatch === '*' || ifNoneMatch.split(',').some((one) => one.trim() === etag);

/** The best encoding that is accepted; one with the weight 0 is not. */
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
