import { SEQUENCE, type Constants } from './constants';
import { eventWeights } from './event-weights';
import type { Interactions } from './interactions';
import { itemToItem, type ItemNeighbours } from './item-to-item';
import type { Learner } from './learner';
import { popularity } from './popularity';
import type { Recommender } from './recommender';
import type { TrainingOptions } from './training-options';
import { userItems } from './user-items';
import { sequenceNeighbours } from './sequence-neighbours';

/**
 * Which items do the viewers of item i also view? The neighbours of i by {@link sequenceNeighbours}, with r_ui the
 * number of times that user u viewed item i. Lists are padded with the most viewed items.
 *
 * @see Linden, Smith, York: Amazon.com Recommendations: Item-to-Item Collaborative Filtering (2003)
 */
export async function customersWhoViewedXAlsoViewed(
  interactions: Interactions,
  options?: TrainingOptions,
  constants?: Constants<typeof SEQUENCE>,
): Promise<Recommender> {
  return itemToItem(await learn(interactions, options, constants));
}

/** {@link customersWhoViewedXAlsoViewed} in two steps. */
export const CUSTOMERS_WHO_VIEWED_X_ALSO_VIEWED: Learner<ItemNeighbours, Recommender> = {
  learn,
  serve: (learned) => itemToItem(learned),
};

async function learn(
  interactions: Interactions,
  options?: TrainingOptions,
  constants: Constants<typeof SEQUENCE> = SEQUENCE,
): Promise<ItemNeighbours> {
  const views = eventWeights(interactions.eventTypes, { View: 1 });
  const r = userItems(interactions, views);
  const neighbours = await sequenceNeighbours(r, interactions.itemIds.length, options, constants);
  return { neighbours, popular: popularity(interactions, 'View').items };
}
