import { GenerateMacCommand, type KMSClient } from '@aws-sdk/client-kms';
import { dayOf } from '@ecommerce-recommenders/shop-data/contracts/utc-day';
import type { GuestsSettings } from '@ecommerce-recommenders/shop-data/contracts/settings/guests-shape';
import { guestId } from '@ecommerce-recommenders/shop-data/data/our-ids';
import { createHmac, timingSafeEqual } from 'node:crypto';
import { budgetOf } from './budget';
import { guestCount, type GuestCountDeps } from './guest-count';
import { Lru } from './lru';

/** A guest whom the API has admitted. */
export interface Guest {
  /** Id in Personalize. */
  readonly guest: string;
  readonly token: string;
  /** Unix seconds. */
  readonly expires: number;
}

/** Admits guests, and verifies their tokens. */
export interface Guests {
  /** Admits a new guest; undefined if the daily limit of the shop or of the address is reached. */
  admit(address: string): Promise<Guest | undefined>;
  /** Whether the API signed a token; undefined if KMS does not answer. */
  isGenuine(message: string, mac: string): Promise<boolean | undefined>;
}

/** Dependencies of {@link guests}. */
export interface GuestsDeps extends Omit<GuestCountDeps, 'perDay'> {
  readonly kms: Pick<KMSClient, 'send'>;
  readonly keyArn: string;
  readonly settings: GuestsSettings;
  readonly newId: () => string;
  /** Called once a day, when the shop's daily limit is reached. */
  readonly onUsedUp: () => void;
  /** Milliseconds since 1970. */
  readonly now: () => number;
}

/** Time limit for S3 or KMS, including retries. */
const ADMIT_MS = 1_000;

const MAX_ADDRESSES = 10_000;
const DAY_SECONDS = 24 * 3_600;

/** KMS computes the HMAC of this message, which is the key of the tokens. That takes one request per execution environment. */
const MESSAGE = 'tokens of guests';

/**
 * Admits guests, and signs their tokens. The key differs from that of users, so the function cannot sign for users.
 * IP addresses are kept only in memory, to count their requests.
 */
export function guests({ s3, bucket, kms, keyArn, settings, newId, onUsedUp, now }: GuestsDeps): Guests {
  const { perDay, perAddress, days } = settings;
  const take = guestCount({ s3, bucket, perDay });
  let ofDay = { day: '', admitted: new Lru<number>(MAX_ADDRESSES), isUsedUp: false };
  let key: Promise<Uint8Array> | undefined;

  const macInput = { KeyId: keyArn, MacAlgorithm: 'HMAC_SHA_256', Message: Buffer.from(MESSAGE) } as const;
  const keyOf = (): Promise<Uint8Array> =>
    (key ??= budgetOf(ADMIT_MS, now)
      .within((abortSignal) => kms.send(new GenerateMacCommand(macInput), { abortSignal }))
      .then(
        ({ Mac }) => Mac!,
        (error: unknown) => {
          key = undefined;
          throw error;
        },
      ));
  const macOf = async (message: string): Promise<Buffer> =>
    createHmac('sha256', await keyOf())
      .update(message)
      .digest();

  return {
    async admit(address) {
      const day = dayOf(now());
      if (ofDay.day !== day) ofDay = { day, admitted: new Lru(MAX_ADDRESSES), isUsedUp: false };
      const before = ofDay.admitted.get(address) ?? 0;
      if (before >= perAddress) return undefined;
      // The key is fetched before the guest is counted, because that may fail.
      await keyOf();
      if (!(await budgetOf(ADMIT_MS, now).within((signal) => take(day, signal)))) {
        if (!ofDay.isUsedUp) onUsedUp();
        ofDay.isUsedUp = true;
        return undefined;
      }
      ofDay.admitted.set(address, before + 1);
      const content = {
        guest: guestId(newId()),
        expires: Math.floor(now() / 1_000) + days * DAY_SECONDS,
      };
      const message = Buffer.from(JSON.stringify(content)).toString('base64url');
      const mac = await macOf(message);
      return { ...content, token: `${message}.${mac.toString('base64url')}` };
    },
    async isGenuine(message, mac) {
      try {
        const [right, given] = [await macOf(message), Buffer.from(mac, 'base64url')];
        return right.length === given.length && timingSafeEqual(right, given);
      } catch {
        return undefined;
      }
    },
  };
}
