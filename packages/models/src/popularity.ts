import type { EventType } from '@ecommerce-recommenders/personalize/use-cases';
import { eventWeights } from './event-weights';
import type { Interactions } from './interactions';
import type { Ranking, Recommender } from './recommender';

/** All items, the most popular first. */
export type Popularity = Ranking & { readonly items: Uint32Array };

/** Gives everybody the same list. */
export const sameForAll = (ranking: Popularity): Recommender => ({ rank: () => ranking });

/**
 * Ranks all items by
 *
 *     n_i = number of the event type's interactions with item i
 *
 * Ties are broken by item id. Items with n_i = 0 come last, sorted by all their interactions, and do not count as answered.
 */
export function popularity(interactions: Interactions, eventType: EventType): Popularity {
  const { n, all } = countsOf(interactions, eventType);
  const ranked = Uint32Array.from(n.keys()).sort(
    (i, j) => n[j] - n[i] || (n[i] === 0 ? all[j] - all[i] : 0) || i - j,
  );
  return { items: ranked, answered: n.filter((count) => count > 0).length };
}

const SECONDS_PER_DAY = 86_400;

/**
 * Like {@link popularity}, with each item's share of the interactions as its score. In a shop without the event type,
 * all interactions count.
 *
 * @param days - days before the newest interaction to count; the other items follow without scores, ranked by all
 * days. @default - all
 */
export function scoredPopularity(
  interactions: Interactions,
  eventType: EventType,
  days?: number,
): Popularity & { readonly scores: Float64Array } {
  const since =
    days === undefined
      ? -Infinity
      : interactions.timestamps.reduce((newest, time) => Math.max(newest, time), -Infinity) -
        days * SECONDS_PER_DAY;
  const { n, all } = countsOf(interactions, eventType, since);
  const counts = n.some((count) => count > 0) ? n : all;
  const items = popularity(interactions, eventType).items;
  const placeOf = new Uint32Array(items.length);
  items.forEach((item, place) => (placeOf[item] = place));
  items.sort((i, j) => counts[j] - counts[i] || placeOf[i] - placeOf[j]);
  const answered = counts.filter((count) => count > 0).length;
  const sum = counts.reduce((total, count) => total + count, 0);
  return {
    items,
    answered,
    scores: Float64Array.from(items.subarray(0, answered), (item) => counts[item] / sum),
  };
}

/** n_i, and the number of all interactions of each item, counted after a time in Unix seconds. */
function countsOf(
  { eventTypes, itemIds, items, events, timestamps }: Interactions,
  eventType: EventType,
  since = -Infinity,
): { readonly n: Float64Array; readonly all: Float64Array } {
  const weights = eventWeights(eventTypes, { [eventType]: 1 });
  const n = new Float64Array(itemIds.length);
  const all = new Float64Array(itemIds.length);
  for (let row = 0; row < items.length; row++) {
    if (timestamps[row] <= since) continue;
    n[items[row]] += weights[events[row]];
    all[items[row]]++;
  }
  return { n, all };
}
