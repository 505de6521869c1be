import { eventWeights } from './event-weights';
import type { Interactions } from './interactions';
import { itemToItem } from './item-to-item';
import { popularity } from './popularity';
import type { Recommender } from './recommender';
import { shrunkCosine } from './shrunk-cosine';
import { userItems } from './user-items';

/**
 * Which items do the viewers of item i also view? The neighbours of i by {@link shrunkCosine}, with r_ui the
 * number of times that user u viewed item i; filled up with the most viewed.
 *
 * @see Linden, Smith, York: Amazon.com Recommendations: Item-to-Item Collaborative Filtering (2003)
 */
export function customersWhoViewedXAlsoViewed(interactions: Interactions): Recommender {
  const r = userItems(interactions, eventWeights(interactions.eventTypes, { View: 1 }));
  return itemToItem(shrunkCosine(r, interactions.itemIds.length), popularity(interactions, 'View').items);
}
