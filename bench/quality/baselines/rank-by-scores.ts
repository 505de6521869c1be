import { userRows, type Interactions } from '@ecommerce-recommenders/models/interactions';
import { LazyOrder } from '@ecommerce-recommenders/models/lazy-order';
import type { Recommender } from '@ecommerce-recommenders/models/recommender';
import type { ItemScores } from './item-scores';

/** Places of a list that are ranked; the rest is filled up from popularity. */
const RANKED = 50;

/** Items by number of interactions, ties by item. */
export function popularItems({ items, itemIds }: Interactions): Uint32Array {
  const n = new Uint32Array(itemIds.length);
  for (const item of items) n[item]++;
  return Uint32Array.from(itemIds.keys()).sort((i, j) => n[j] - n[i] || i - j);
}

/** The neighbours of the asked item, filled up from popularity. */
export function nextToItem(interactions: Interactions, scoresOf: ItemScores): Recommender {
  const popular = popularItems(interactions);
  const kept = new Map<number, Uint32Array>();
  return {
    rank({ item }) {
      if (item === undefined) return { items: popular, answered: 0 };
      const best = kept.get(item) ?? bestOf(scoresOf(item));
      kept.set(item, best);
      return { items: chained(best, popular), answered: best.length };
    },
  };
}

/** Weight of an interaction by its age in days and the number of later ones. */
export type HistoryWeight = (days: number, position: number) => number;

/** How the interactions of a history weigh. */
export const HISTORY_WEIGHTS: Readonly<Record<string, HistoryWeight>> = {
  uniform: () => 1,
  '1/(1 + days)': (days) => 1 / (1 + days),
  '1/(1 + position)': (_days, position) => 1 / (1 + position),
};

const SECONDS_PER_DAY = 86_400;

/** Neighbours kept of each item of a history. */
const NEIGHBOURS = 200;

/** The best neighbours of an item, best first. */
export type NeighboursOf = (item: number) => { readonly best: Uint32Array; readonly scores: Float64Array };

/** The best neighbours by scores, found once an item. */
export function bestNeighbours(scoresOf: ItemScores): NeighboursOf {
  const kept = new Map<number, ReturnType<NeighboursOf>>();
  return (item) => {
    const known = kept.get(item);
    if (known) return known;
    const all = scoresOf(item);
    const best = bestOf(all, NEIGHBOURS);
    const found = { best, scores: Float64Array.from(best, (other) => all[other]) };
    kept.set(item, found);
    return found;
  };
}

/** The neighbours summed over the user's history, each item weighted by its latest interaction. */
export function nextToHistory(
  interactions: Interactions,
  neighboursOf: NeighboursOf,
  weightOf: HistoryWeight,
): Recommender {
  const { items, timestamps, itemIds } = interactions;
  const popular = popularItems(interactions);
  const rows = userRows(interactions);
  const sums = new Float64Array(itemIds.length);
  return {
    rank({ user }) {
      if (user === undefined) return { items: popular, answered: 0 };
      sums.fill(0);
      const seen = new Set<number>();
      const last = rows[user + 1] - 1;
      for (let row = last; row >= rows[user]; row--) {
        if (seen.has(items[row])) continue;
        seen.add(items[row]);
        const weight = weightOf((timestamps[last] - timestamps[row]) / SECONDS_PER_DAY, last - row);
        const { best, scores } = neighboursOf(items[row]);
        best.forEach((other, at) => (sums[other] += weight * scores[at]));
      }
      const best = bestOf(sums, NEIGHBOURS);
      return { items: chained(best, popular), answered: best.length };
    },
  };
}

/** EASE's prediction for a user: the sum of the rows of the user's items. */
export function linear(interactions: Interactions, B: readonly Float64Array[]): Recommender {
  const { items, itemIds } = interactions;
  const popular = popularItems(interactions);
  const rows = userRows(interactions);
  const sums = new Float64Array(itemIds.length);
  return {
    rank({ user }) {
      if (user === undefined) return { items: popular, answered: 0 };
      sums.fill(0);
      for (const item of new Set(items.subarray(rows[user], rows[user + 1]))) {
        const row = B[item];
        for (let other = 0; other < row.length; other++) sums[other] += row[other];
      }
      const best = bestOf(sums, NEIGHBOURS * 10);
      return { items: chained(best, popular), answered: best.length };
    },
  };
}

/** Items with a score above 0, best first, ties by item. */
function bestOf(scores: Float64Array, count = RANKED): Uint32Array {
  const found = Uint32Array.from(scores.keys()).filter((item) => scores[item] > 0);
  const order = new LazyOrder(
    found,
    Float64Array.from(found, (item) => scores[item]),
  );
  return Uint32Array.from({ length: Math.min(count, found.length) }, (_, place) => order.itemAt(place));
}

function* chained(first: Iterable<number>, then: Iterable<number>): Generator<number> {
  yield* first;
  yield* then;
}
