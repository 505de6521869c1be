import { verify, type KeyObject } from 'node:crypto';
import { isRecord, parseBoundedJson } from '../../../bounded-json';

/** What a token is checked against. */
export interface JwtRequirements {
  readonly issuer: string;
  readonly audience: readonly string[];
  /** Public keys by key id. */
  readonly keys: ReadonlyMap<string, KeyObject>;
  /** Milliseconds since the Unix epoch. */
  readonly nowMs: number;
}

/** A token's claims, unverified. */
export type Claims = Readonly<Record<string, unknown>>;

/** RSA only, as on AWS. */
const ALGORITHMS: Readonly<Record<string, string>> = {
  RS256: 'RSA-SHA256',
  RS384: 'RSA-SHA384',
  RS512: 'RSA-SHA512',
};

/**
 * Verifies a token's signature and claims.
 *
 * @throws Error with the reason, for the answer's www-authenticate header
 * @see https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-jwt-authorizer.html
 */
export function verifyJwt(token: string, { issuer, audience, keys, nowMs }: JwtRequirements): Claims {
  const parts = token.split('.');
  if (parts.length !== 3) throw new Error('the token has an invalid number of segments');
  const [header, claims] = parts.slice(0, 2).map(decoded);
  const algorithm = typeof header.alg === 'string' ? header.alg : 'none';
  if (!Object.hasOwn(ALGORITHMS, algorithm)) throw new Error(`signing method ${algorithm} is invalid`);
  const key = typeof header.kid === 'string' ? keys.get(header.kid) : undefined;
  if (!key) throw new Error('unable to find a key for the token');
  const signed = Buffer.from(`${parts[0]}.${parts[1]}`);
  if (!verify(ALGORITHMS[algorithm], signed, key, Buffer.from(parts[2], 'base64url')))
    throw new Error('the token has an invalid signature');
  if (claims.iss !== issuer) throw new Error('the token does not have a valid issuer');
  // client_id counts only without aud.
  const audiences = claims.aud === undefined ? [claims.client_id] : [claims.aud].flat();
  if (!audiences.some((each) => typeof each === 'string' && audience.includes(each)))
    throw new Error('the token does not have a valid audience');
  const now = nowMs / 1_000;
  if (typeof claims.exp !== 'number' || claims.exp <= now) throw new Error('the token has expired');
  for (const name of ['nbf', 'iat'])
    if (claims[name] !== undefined && !(typeof claims[name] === 'number' && claims[name] <= now))
      throw new Error(`the token is not valid yet: ${name}`);
  return claims;
}

/** The scopes of a token: `scope` or `scp`, a text or a list. */
export function scopesOf({ scope, scp }: Claims): string[] {
  const found = scope ?? scp ?? [];
  if (typeof found === 'string') return found.split(' ').filter((each) => each !== '');
  return Array.isArray(found) ? found.filter((each): each is string => typeof each === 'string') : [];
}

/** Claims as functions get them: texts, and lists as `[a b]`. */
export const claimTexts = (claims: Claims): Record<string, string> =>
  Object.fromEntries(Object.entries(claims).map(([name, value]) => [name, claimText(value)]));

function claimText(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(claimText).join(' ')}]`;
  return typeof value === 'string' ? value : JSON.stringify(value);
}

function decoded(part: string): Claims {
  try {
    const value = parseBoundedJson(Buffer.from(part, 'base64url').toString('utf8'));
    if (isRecord(value)) return value;
  } catch {
    // Reported below.
  }
  throw new Error('unable to decode the token');
}
