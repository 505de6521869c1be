import { GetObjectCommand, PutObjectCommand, type S3Client } from '@aws-sdk/client-s3';
import { GUESTS_KEY } from '@ecommerce-recommenders/shop-data/contracts/functions/api';
import { ABSENT } from './stored-text';

/** Dependencies of {@link guestCount}. */
export interface GuestCountDeps {
  readonly s3: Pick<S3Client, 'send'>;
  readonly bucket: string;
  readonly perDay: number;
}

/** Content of the object: how many guests were admitted on the latest day. */
interface Counted {
  /** `2026-11-30`, in UTC. */
  readonly day: string;
  readonly admitted: number;
}

/** The object as read or written. Without an ETag it does not exist yet. */
type Stored = Counted & { readonly eTag?: string };

/** Maximum number of attempts. An attempt fails if another environment writes at the same time. */
const ATTEMPTS = 5;

/**
 * If the daily limit is at most this number, guests are counted one by one. Otherwise an environment reserves several at once.
 */
const MAX_WRITES = 1_000;

/** S3's errors if another environment wrote the object first. */
const LOST_RACES: readonly string[] = ['PreconditionFailed', 'ConditionalRequestConflict', 'NoSuchKey'];

/**
 * Counts the guests of a day across all execution environments, in one S3 object with conditional writes. At most
 * `perDay` guests are admitted. Fewer are, if an environment ends before it has used up what it reserved.
 *
 * @returns a function that admits a guest; false if the daily limit is reached
 * @see https://docs.aws.amazon.com/AmazonS3/latest/userguide/conditional-writes.html
 */
export function guestCount({ s3, bucket: Bucket, perDay }: GuestCountDeps) {
  const lot = Math.ceil(perDay / MAX_WRITES);
  let known: Stored | undefined;
  let taken = { day: '', left: 0 };

  const read = async (abortSignal: AbortSignal): Promise<Stored> => {
    try {
      const { Body, ETag } = await s3.send(new GetObjectCommand({ Bucket, Key: GUESTS_KEY }), {
        abortSignal,
      });
      return { ...(JSON.parse((await Body?.transformToString()) ?? '') as Counted), eTag: ETag };
    } catch (error) {
      if (ABSENT.includes((error as Error).name)) return { day: '', admitted: 0 };
      throw error;
    }
  };

  const write = async (
    counted: Counted,
    eTag: string | undefined,
    abortSignal: AbortSignal,
  ): Promise<Stored> => {
    const { ETag } = await s3.send(
      new PutObjectCommand({
        Bucket,
        Key: GUESTS_KEY,
        Body: JSON.stringify(counted),
        ContentType: 'application/json',
        ...(eTag === undefined ? { IfNoneMatch: '*' } : { IfMatch: eTag }),
      }),
      { abortSignal },
    );
    return { ...counted, eTag: ETag };
  };

  return async (today: string, signal: AbortSignal): Promise<boolean> => {
    if (taken.day >= today && taken.left > 0) {
      taken.left--;
      return true;
    }
    for (let attempt = 0; attempt < ATTEMPTS; attempt++) {
      known ??= await read(signal);
      // Clocks differ around midnight. Going back a day would reset the count of the later one.
      const day = known.day > today ? known.day : today;
      const before = known.day === day ? known.admitted : 0;
      const left = Math.min(lot, perDay - before);
      if (left <= 0) return false;
      try {
        known = await write({ day, admitted: before + left }, known.eTag, signal);
        taken = { day, left: left - 1 };
        return true;
      } catch (error) {
        known = undefined;
        if (!LOST_RACES.includes((error as Error).name)) throw error;
      }
    }
    throw Object.assign(new Error('Others wrote the count first.'), { name: 'GuestCountBusy' });
  };
}
