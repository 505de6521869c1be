import { createHash } from 'node:crypto';
import { brotliCompressSync, constants, gzipSync } from 'node:zlib';
import type { HttpAnswer, HttpEvent } from './http-event';

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

/** By preference: brotli packs JSON tighter at the same speed. */
const ENCODINGS = {
  br: (text: string) => brotliCompressSync(text, { params: { [constants.BROTLI_PARAM_QUALITY]: 4 } }),
  gzip: (text: string) => gzipSync(text, { level: 6 }),
} as const satisfies Record<string, (text: string) => Buffer>;

/** Request headers that an answer depends on: caches keep one for each. */
const VARY = 'Accept-Encoding, Authorization, Origin, X-User-Token';

/** An answer in JSON. */
export const json = (status: number, body: unknown, cacheControl = NO_STORE, sameAs?: unknown): Reply => ({
  status,
  type: 'application/json',
  text: JSON.stringify(body),
  cacheControl,
  sameAs: sameAs === undefined ? undefined : JSON.stringify(sameAs),
});

/** Packs an answer: 304 for whoever has it already, no body for HEAD, compressed where that is accepted and worth it. */
export function packed({ routeKey, headers }: HttpEvent, reply: Reply): HttpAnswer {
  const { status, type, text, cacheControl, sameAs } = reply;
  const etag = sameAs === undefined ? undefined : etagOf(sameAs);
  const always = {
    'cache-control': cacheControl,
    vary: VARY,
    'x-content-type-options': 'nosniff',
    ...(etag !== undefined && { etag }),
    ...reply.headers,
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
    body: ENCODINGS[encoding](text).toString('base64'),
    isBase64Encoded: true,
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
