import { ListTagsForResourceCommand, type Tag } from '@aws-sdk/client-personalize';
import { OWNER_TAG } from '@ecommerce-recommenders/shop-data/contracts/functions/tags';
import type { CustomResourceEvent } from './lifecycle';
import { unlessGone, type PersonalizeApi } from './personalize-api';
import type { StackView } from './stack-view';

/**
 * Owner of a resource according to its tags. Reads are eventually consistent, so a young resource without tags is
 * `not known yet`, and an older one `unknown`.
 */
export type Ownership = 'this stack' | 'another stack' | 'not known yet' | 'unknown';

/** An existing resource. */
export interface Existing {
  readonly arn: string;
  /** Milliseconds since 1970. */
  readonly createdMs: number;
}

/**
 * A new resource or its tags may be missing from reads for this many minutes. Stale reads last only seconds, but
 * waiting for minutes is cheap compared with a stack that rolls back because of one.
 */
export const UNSEEN_MINUTES = 5;

/** Key of the owner tag in version 1.0. */
const FORMER_OWNER_TAG = 'stack';

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
  const tags = answer?.tags ?? [];
  const valueOf = (key: string): string | undefined => tags.find(({ tagKey }) => tagKey === key)?.tagValue;
  if ([OWNER_TAG, FORMER_OWNER_TAG].some((key) => valueOf(key) === stackId)) return 'this stack';
  if (valueOf(OWNER_TAG) !== undefined) return 'another stack';
  return mayBeUnseen ? 'not known yet' : 'unknown';
}

/**
 * Whether a resource that can only be found by a list may exist without being listed yet. In a rollback, its creation
 * may be seconds ago.
 *
 * @param minutes since the request came in
 */
export const mayBeUnseen = async (
  stack: Pick<StackView, 'isRollingBack'>,
  event: CustomResourceEvent<unknown>,
  minutes: number,
): Promise<boolean> => minutes < UNSEEN_MINUTES && (await stack.isRollingBack(event));

/** Whether something was created within these minutes, plus one for clock skew. */
export const isNewerThan = (
  minutes: number,
  { createdMs }: Pick<Existing, 'createdMs'>,
  nowMs: number,
): boolean => createdMs > nowMs - (minutes + 1) * 60_000;
