import { ListTagsForResourceCommand, type Tag } from '@aws-sdk/client-personalize';
import { OWNER_TAG } from '../domain/contracts/tags';
import { unlessGone, type PersonalizeApi } from './personalize-api';

/**
 * Whose a resource is, as far as its tags tell. Those of a young one may not be seen yet: its owner is `not known yet`
 * then, and `unknown` only once it is older.
 */
export type Ownership = 'this stack' | 'another stack' | 'not known yet' | 'unknown';

/** A resource that exists. */
export interface Existing {
  readonly arn: string;
  /** Milliseconds since 1970. */
  readonly createdMs: number;
}

/**
 * Minutes after its creation for which a resource, or its tags, may not be seen. Reads follow writes within seconds;
 * minutes are cheap beside a stack that rolls back for a read that came too early.
 */
export const UNSEEN_MINUTES = 5;

/** Tags that a stack gives to what it creates. */
export function ownerTags(stackId: string): Tag[] {
  return [{ tagKey: OWNER_TAG, tagValue: stackId }];
}

/** Reads from a resource's tags whether this stack made it. */
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

/** Whether something was created in the latest minutes, or in the one before them: clocks differ. */
export const isNewerThan = (
  minutes: number,
  { createdMs }: Pick<Existing, 'createdMs'>,
  nowMs: number,
): boolean => createdMs > nowMs - (minutes + 1) * 60_000;
