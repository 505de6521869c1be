import { ListTagsForResourceCommand, UntagResourceCommand } from '@aws-sdk/client-personalize';
import { LISTS_TAG } from '@ecommerce-recommenders/shop-data/contracts/tags';
import type { WaitingFor } from '../resources/lifecycle';
import type { PersonalizeApi } from '../resources/personalize-api';

/**
 * Makes a recommender that a run has created for its lists a live one: it was trained on the same data. The run looks at the
 * tag right before it deletes; waiting for the next poll lets a deletion that it has begun show.
 */
export async function leaveToStack(client: PersonalizeApi, resourceArn: string): Promise<WaitingFor> {
  const { tags = [] } = await client.send(new ListTagsForResourceCommand({ resourceArn }));
  if (!tags.some(({ tagKey }) => tagKey === LISTS_TAG)) return undefined;
  await client.send(new UntagResourceCommand({ resourceArn, tagKeys: [LISTS_TAG] }));
  return `${resourceArn} to be left by the run that makes lists`;
}
