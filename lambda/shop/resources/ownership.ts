import { ListTagsForResourceCommand, type Tag } from '@aws-sdk/client-personalize';
import { OWNER_TAG } from '@ecommerce-recommenders/shop-data/contracts/functions/tags';
import { unlessGone, type PersonalizeApi } from './personalize-api';

/**
 * Owner of a resource according to its tags. Reads are eventually consistent: a young resource without tags is `not
 * known yet`, an older one `unknown`.
 */
export type Ownership = 'this stack' | 'another stack' | 'not known yet' | 'unknown';

/** A resource that exists. */
export interface Existing {
  readonly arn: string;
  /** Milliseconds since 1970. */
  readonly createdMs: number;
}

/**
 * Minutes for which a new resource or its tags may be missing from reads. Stale reads last seconds; minutes are cheap
 * compared with a stack that rolls back because of one.
 */
export const UNSEEN_MINUTES = 5;

/** Owner tag for a new resource. */
export function ownerTags(stackId: string): Tag[] {
  return [{ tagKey: OWNER_TAG, tagValue: stackId }];
}

/** Reads the owner from a resource's tags. */
export async function ownership(
  client: PersonalizeApi,
  existing: Existing,
  stackId: string,
  nowMs: number,
): Promise<Ownership> {
  const mayBeUnseen = isNewerThan(UNSEEN_MINUTES, existing, nowMs);
  const read = client.send(new ListTagsForResourceCommand({ resourceArn: existing.arn }));
  const answer = await (mayBeUnseen ? unlessGone(read) : read);
  const owner = answer?.tags?.find(({ tagKey }) => tagKey === OWNER_TAG)?.tagValue;
  if (owner !== undefined) return owner === stackId ? 'this stack' : 'another stack';
  return mayBeUnseen ? 'not known yet' : 'unknown';
}

/** Whether something was created within the last minutes, plus one for clock skew. */
export const isNewerThan = (
  minutes: number,
  { createdMs }: Pick<Existing, 'createdMs'>,
  nowMs: number,
): boolean => createdMs > nowMs - (minutes + 1) * 60_000;
