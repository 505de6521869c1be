import { createPublicKey, type JsonWebKey, type KeyObject } from 'node:crypto';
import { isRecord, parseBoundedJson } from '../../../bounded-json';
import { LOOPBACK_HOSTS } from '../../../gateway/known-host';

/** Public keys of token issuers, by key id. */
export interface IssuerKeys {
  /** @throws Error that says why there are none */
  of(issuer: string): Promise<ReadonlyMap<string, KeyObject>>;
}

/** API Gateway caches keys for two hours. */
const KEPT_MS = 2 * 3_600_000;
/** API Gateway's timeout for requests to an issuer. */
const PATIENCE_MS = 1_500;
const MAX_BYTES = 256 * 1024;

/** Whether an issuer is on this machine: only those are contacted. */
export const isLoopbackIssuer = (url: string): boolean =>
  URL.canParse(url) && new URL(url).protocol === 'http:' && LOOPBACK_HOSTS.includes(new URL(url).hostname);

/** @param now - milliseconds on the embedded AWS's clock */
export function createIssuerKeys(now: () => number): IssuerKeys {
  const kept = new Map<
    string,
    { readonly keys: Promise<ReadonlyMap<string, KeyObject>>; readonly atMs: number }
  >();
  return {
    of: (issuer) => {
      const known = kept.get(issuer);
      if (known && now() - known.atMs < KEPT_MS) return known.keys;
      const keys = fetchKeys(issuer);
      kept.set(issuer, { keys, atMs: now() });
      // Failures are not cached.
      keys.catch(() => kept.delete(issuer));
      return keys;
    },
  };
}

/** @see https://openid.net/specs/openid-connect-discovery-1_0.html */
async function fetchKeys(issuer: string): Promise<ReadonlyMap<string, KeyObject>> {
  const discovery = await fetchJson(`${issuer.replace(/\/$/, '')}/.well-known/openid-configuration`);
  if (typeof discovery.jwks_uri !== 'string') throw new Error('its discovery document has no jwks_uri');
  const { keys } = await fetchJson(discovery.jwks_uri);
  if (!Array.isArray(keys)) throw new Error(`${discovery.jwks_uri} has no list of keys`);
  return new Map(
    keys.flatMap((key: unknown) =>
      isRecord(key) && key.kty === 'RSA' && typeof key.kid === 'string'
        ? [[key.kid, createPublicKey({ key: key as JsonWebKey, format: 'jwk' })] as const]
        : [],
    ),
  );
}

async function fetchJson(url: string): Promise<Record<string, unknown>> {
  if (!isLoopbackIssuer(url))
    throw new Error(`${url} is not on this machine; the embedded AWS asks http://127.0.0.1:PORT only`);
  const response = await fetch(url, { redirect: 'error', signal: AbortSignal.timeout(PATIENCE_MS) });
  if (!response.ok) throw new Error(`${url} answers ${response.status}`);
  const document = parseBoundedJson(await boundedText(response, url));
  if (!isRecord(document)) throw new Error(`${url} is not a JSON object`);
  return document;
}

async function boundedText(response: Response, url: string): Promise<string> {
  const chunks: Uint8Array[] = [];
  let bytes = 0;
  for await (const chunk of response.body ?? []) {
    bytes += (chunk as Uint8Array).length;
    if (bytes > MAX_BYTES) throw new Error(`${url} has more than ${MAX_BYTES} bytes`);
    chunks.push(chunk as Uint8Array);
  }
  return Buffer.concat(chunks).toString('utf8');
}
