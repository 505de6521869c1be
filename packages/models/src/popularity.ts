import type { EventType } from '@ecommerce-recommenders/personalize/use-cases';
import { eventWeights } from './event-weights';
import type { Interactions } from './interactions';
import type { Ranking, Recommender } from './recommender';

/** All items, the most popular first. */
export type Popularity = Ranking & { readonly items: Uint32Array };

/** Gives everybody the same list. */
export const sameForAll = (ranking: Popularity): Recommender => ({ rank: () => ranking });

/**
 * All items by
 *
 *     n_i = number of the event type's interactions with item i
 *
 * ties by item id. Items with n_i = 0 come last, by all their interactions, and count as not answered.
 */
export function popularity(interactions: Interactions, eventType: EventType): Popularity {
  const { eventTypes, itemIds, items, events } = interactions;
  const counts = eventWeights(eventTypes, { [eventType]: 1 });
  const n = new Float64Array(itemIds.length);
  const all = new Float64Array(itemIds.length);
  for (let row = 0; row < items.length; row++) {
    n[items[row]] += counts[events[row]];
    all[items[row]]++;
  }
  const ranked = Uint32Array.from(itemIds.keys()).sort(
    (i, j) => n[j] - n[i] || (n[i] === 0 ? all[j] - all[i] : 0) || i - j,
  );
  return { items: ranked, answered: n.filter((count) => count > 0).length };
}
