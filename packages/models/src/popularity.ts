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
  const { n, byPopularity } = countsOf(interactions, eventType);
  const ranked = Uint32Array.from(interactions.itemIds.keys()).sort(byPopularity);
  return { items: ranked, answered: n.filter((count) => count > 0).length };
}

/** Score of each place of a {@link popularity}: an item's share of the interactions that it is ranked by. */
export function popularityShares(
  interactions: Interactions,
  eventType: EventType,
  { items, answered }: Popularity,
): Float64Array {
  const { n, all } = countsOf(interactions, eventType);
  const counts = answered > 0 ? n : all;
  const sum = counts.reduce((total, count) => total + count, 0);
  return Float64Array.from(items, (item) => counts[item] / sum);
}

/** Items that are ranked besides the user's own. */
const ENOUGH = 20;

/**
 * What {@link popularity} would rank first without one user's rows, for judging: the first twenty items, and the user's own.
 *
 * @param popular - all items by {@link popularity}
 */
export function popularityWithout(
  interactions: Interactions,
  eventType: EventType,
  popular: Uint32Array,
): (first: number, end: number) => Uint32Array {
  const { n, all, weights, byPopularity } = countsOf(interactions, eventType);
  const { items, events } = interactions;
  return (first, end) => {
    const own = new Set(items.subarray(first, end));
    const add = (sign: number): void => {
      for (let row = first; row < end; row++) {
        n[items[row]] += sign * weights[events[row]];
        all[items[row]] += sign;
      }
    };
    add(-1);
    // Without their rows, the user's items come later than before, and the others no earlier than this.
    const ranked = popular.slice(0, ENOUGH + own.size).sort(byPopularity);
    add(1);
    return ranked;
  };
}

/** n_i, and the order of two items by it. */
function countsOf(
  { eventTypes, itemIds, items, events }: Interactions,
  eventType: EventType,
): {
  readonly n: Float64Array;
  readonly all: Float64Array;
  readonly weights: Float64Array;
  readonly byPopularity: (i: number, j: number) => number;
} {
  const weights = eventWeights(eventTypes, { [eventType]: 1 });
  const n = new Float64Array(itemIds.length);
  const all = new Float64Array(itemIds.length);
  for (let row = 0; row < items.length; row++) {
    n[items[row]] += weights[events[row]];
    all[items[row]]++;
  }
  return {
    n,
    all,
    weights,
    byPopularity: (i, j) => n[j] - n[i] || (n[i] === 0 ? all[j] - all[i] : 0) || i - j,
  };
}
