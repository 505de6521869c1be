import { VerifyMacCommand, type KMSClient } from '@aws-sdk/client-kms';
import { FORGED_PER_MINUTE, TOKEN_HOURS } from '@ecommerce-recommenders/shop-data/contracts/functions/api';
import { isOurId } from '@ecommerce-recommenders/shop-data/data/our-ids';
import { createHash } from 'node:crypto';
import { Allowance } from './allowance';
import { budgetOf } from './budget';
import { RequestProblem } from './check-request';
import type { Guests } from './guests';
import { Lru } from './lru';

/** The authenticated sender of a request, if any; `isUnknown` if the token could not be checked. */
export interface Proof {
  readonly user?: string;
  /** Purchases that the shop confirms; absent if the token names none. */
  readonly purchases?: ProvenPurchases;
  readonly isUnknown?: true;
}

/** Purchases that a token confirms. */
export interface ProvenPurchases {
  readonly itemIds: readonly string[];
  /** Digest of the token, the same each time it is used. */
  readonly token: string;
}

/** Dependencies of {@link proveUser}. */
export interface ProofDeps {
  readonly kms: Pick<KMSClient, 'send'>;
  readonly keyArn: string;
  /** Absent without guests. */
  readonly guests?: Pick<Guests, 'isGenuine'>;
  /** Milliseconds since 1970. */
  readonly now: () => number;
}

/** Content of a token, which has the form `base64url(JSON of this).base64url(HMAC-SHA-256 of the first part)`. */
interface TokenContent {
  readonly user: string;
  /** Id of the guest instead of a user, in a token that the API has signed. */
  readonly guest?: string;
  /** Ids of bought items, in a token that confirms a purchase. */
  readonly purchases?: readonly string[];
  /** Unix seconds. */
  readonly expires: number;
}

/** KMS verifies up to 4,096 bytes. */
const TOKEN = /^([A-Za-z0-9_-]{1,4096})\.([A-Za-z0-9_-]{43})$/;
const MAX_ID = 256;
const MAX_TOKENS = 10_000;

/** How long the result for a forged token is cached, so that sending it again costs no request to KMS. */
const FORGED_MS = 60_000;

/** The error is compared by name, because minification renames the SDK's error class. */
const INVALID_MAC = 'KMSInvalidMacException';

/** Time limit for KMS. The first request of an execution environment, which opens the connection, has the same limit. */
const KMS_MS = 250;
const FIRST_KMS_MS = 1_000;

/** Tolerated clock skew of the shop's servers. */
const SKEW_MS = 60_000;

/**
 * Authenticates users by tokens that the shop's back end has signed with the stack's HMAC key. The key stays in KMS,
 * which compares in constant time. Verified tokens are cached by their digest until they expire. After
 * {@link FORGED_PER_MINUTE} forged tokens, KMS is not asked any more, and only cached tokens authenticate.
 *
 * @returns a function that throws RequestProblem (403) for a wrong or expired token
 */
export function proveUser({
  kms,
  keyArn,
  guests,
  now,
}: ProofDeps): (token: string | undefined) => Promise<Proof> {
  const forgeries = new Allowance(FORGED_PER_MINUTE, now);
  let waitMs = FIRST_KMS_MS;
  const verified = new Lru<{ readonly isGenuine: boolean; readonly untilMs: number }>(MAX_TOKENS);

  const isGenuine = async (message: string, mac: string, untilMs: number): Promise<boolean | undefined> => {
    const key = createHash('sha256').update(`${message}.${mac}`).digest('base64');
    const known = verified.get(key);
    if (known && now() < known.untilMs) return known.isGenuine;
    if (!forgeries.take()) return undefined;
    const genuine = await verify(message, mac);
    if (genuine) forgeries.giveBack();
    if (genuine !== undefined)
      verified.set(key, { isGenuine: genuine, untilMs: genuine ? untilMs : now() + FORGED_MS });
    return genuine;
  };

  const verify = async (message: string, mac: string): Promise<boolean | undefined> => {
    const command = new VerifyMacCommand({
      KeyId: keyArn,
      MacAlgorithm: 'HMAC_SHA_256',
      Message: Buffer.from(message),
      Mac: Buffer.from(mac, 'base64url'),
    });
    const budget = budgetOf(waitMs, now);
    waitMs = KMS_MS;
    try {
      const { MacValid } = await budget.within((abortSignal) => kms.send(command, { abortSignal }));
      return MacValid === true;
    } catch (error) {
      return (error as Error).name === INVALID_MAC ? false : undefined;
    }
  };

  return async (token) => {
    if (token === undefined || token === '') return {};
    const [, message, mac] = TOKEN.exec(token) ?? [];
    const content = message === undefined ? undefined : contentOf(message);
    if (!content)
      throw new RequestProblem(403, 'The user token is malformed. docs/api.md says how to make one.');
    const untilMs = content.expires * 1_000;
    if (untilMs <= now())
      throw new RequestProblem(403, 'The user token has expired. Ask the shop for a new one.');
    if (content.guest !== undefined) {
      const isGuest = guests ? await guests.isGenuine(message, mac) : false;
      if (isGuest === undefined) return { isUnknown: true };
      if (isGuest) return { user: content.guest };
      throw new RequestProblem(403, 'The token of the guest is not signed by this shop. Ask for a new one.');
    }
    if (untilMs > now() + TOKEN_HOURS * 3_600_000 + SKEW_MS)
      throw new RequestProblem(
        403,
        `The user token is valid for longer than the ${TOKEN_HOURS} hours allowed.`,
      );
    const genuine = await isGenuine(message, mac, untilMs);
    if (genuine === undefined) return { isUnknown: true };
    if (!genuine) throw new RequestProblem(403, 'The user token is not signed by this shop.');
    const { user, purchases } = content;
    const digest = createHash('sha256').update(message).digest('base64url').slice(0, 22);
    return { user, ...(purchases && { purchases: { itemIds: purchases, token: digest } }) };
  };
}

function contentOf(message: string): TokenContent | undefined {
  try {
    const content = JSON.parse(
      Buffer.from(message, 'base64url').toString('utf8'),
    ) as Partial<TokenContent> | null;
    const { user, guest, expires, purchases = [] } = content ?? {};
    const isContent =
      isUserId(guest ?? user) &&
      Number.isSafeInteger(expires) &&
      Array.isArray(purchases) &&
      purchases.every((id) => typeof id === 'string');
    return isContent ? (content as TokenContent) : undefined;
  } catch {
    return undefined;
  }
}

/** Whether an id can be a user's. Ids of sessions and of the stack itself cannot. */
export const isUserId = (id: unknown): id is string =>
  typeof id === 'string' && id.length > 0 && id.length <= MAX_ID && !isOurId(id);
