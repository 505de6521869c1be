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
  const views = eventWeights(interactions.eventTypes, { View: 1 });
  const counts = (row: number): boolean => views[interactions.events[row]] > 0;
  const r = userItems(interactions, { counts, ofRow: () => 1, merge: (later, earlier) => later + earlier });
  const t = userItems(interactions, {
    counts,
    ofRow: (row) => interactions.timestamps[row],
    merge: (latest) => latest,
  });
  return itemToItem(
    shrunkCosine(r, t.values, interactions.itemIds.length),
    popularity(interactions, 'View').items,
  );
}
