import { ListTagsForResourceCommand, UntagResourceCommand } from '@aws-sdk/client-personalize';
import { LISTS_TAG } from '@ecommerce-recommenders/shop-data/contracts/functions/tags';
import type { WaitingFor } from '../resources/lifecycle';
import type { PersonalizeApi } from '../resources/personalize-api';

/**
 * Makes a temporary recommender live. A run has created it for lists, from the same data. The run checks the tag
 * right before it deletes the recommender. If that deletion has already begun, the next poll sees it.
 */
export async function leaveToStack(client: PersonalizeApi, resourceArn: string): Promise<WaitingFor> {
  const { tags = [] } = await client.send(new ListTagsForResourceCommand({ resourceArn }));
  if (!tags.some(({ tagKey }) => tagKey === LISTS_TAG)) return undefined;
  await client.send(new UntagResourceCommand({ resourceArn, tagKeys: [LISTS_TAG] }));
  return `${resourceArn} to be released by the run that created it for its lists`;
}
