import { userRows, type Interactions } from '@ecommerce-recommenders/models/interactions';
import { LazyOrder } from '@ecommerce-recommenders/models/lazy-order';
import type { Query, RecentInteraction, Recommender } from '@ecommerce-recommenders/models/recommender';
import type { LinearWeights } from './ease';
import type { ItemScores } from './item-scores';

const SECONDS_PER_DAY = 86_400;

/** Number of ranked items in a list. Popular items fill up the rest. */
const RANKED = 50;

/** Items sorted by number of interactions in the latest days, then by all interactions; ties are broken by item. */
export function popularItems({ items, itemIds, timestamps }: Interactions, days = Infinity): Uint32Array {
  const since =
    timestamps.reduce((newest, time) => Math.max(newest, time), -Infinity) - days * SECONDS_PER_DAY;
  const n = new Uint32Array(itemIds.length);
  const latest = new Uint32Array(itemIds.length);
  items.forEach((item, row) => {
    n[item]++;
    if (timestamps[row] > since) latest[item]++;
  });
  return Uint32Array.from(itemIds.keys()).sort((i, j) => latest[j] - latest[i] || n[j] - n[i] || i - j);
}

/** The neighbours of the requested item, filled up with popular items. */
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

/**
 * Weight of an interaction by its age in days, the number of later interactions, and the number of distinct times among those.
 */
export type HistoryWeight = (days: number, position: number, moments: number) => number;

/** Ways to weight the interactions of a history. */
export const HISTORY_WEIGHTS: Readonly<Record<string, HistoryWeight>> = {
  uniform: () => 1,
  '1/(1 + days)': (days) => 1 / (1 + days),
  '1/(1 + position)': (_days, position) => 1 / (1 + position),
  /** This project's weights, without those of event types. */
  '1/(1 + months + moments)': (days, _position, moments) => 1 / (1 + days / 30 + moments),
};

/** Number of neighbours to keep for each item of a history. */
const NEIGHBOURS = 200;

/** The best neighbours of an item, best first. */
export type NeighboursOf = (item: number) => { readonly best: Uint32Array; readonly scores: Float64Array };

/** The best neighbours by scores, computed once for each item. */
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

/** Sums the neighbours over the user's history. Each item is weighted by its latest interaction. */
export function nextToHistory(
  interactions: Interactions,
  neighboursOf: NeighboursOf,
  weightOf: HistoryWeight,
): Recommender {
  const { itemIds } = interactions;
  const popular = popularItems(interactions);
  const historyOf = weightedHistories(interactions, weightOf);
  const sums = new Float64Array(itemIds.length);
  return {
    rank(query) {
      sums.fill(0);
      for (const [item, weight] of historyOf(query)) {
        const { best, scores } = neighboursOf(item);
        best.forEach((other, at) => (sums[other] += weight * scores[at]));
      }
      const best = bestOf(sums, NEIGHBOURS);
      return { items: chained(best, popular), answered: best.length };
    },
  };
}

/** What a query's user did, the newest first: since the training, then in it. */
export function historiesOf(
  interactions: Interactions,
): (query: Query) => readonly Pick<RecentInteraction, 'item' | 'timestamp'>[] {
  const { items, timestamps } = interactions;
  const rows = userRows(interactions);
  return ({ user, recent = [] }) => {
    const news = [...recent].reverse();
    if (user === undefined) return news;
    const known = Array.from({ length: rows[user + 1] - rows[user] }, (_, at) => rows[user + 1] - 1 - at);
    return [...news, ...known.map((row) => ({ item: items[row], timestamp: timestamps[row] }))];
  };
}

/** The items of a user, each weighted by its latest interaction. */
function weightedHistories(
  interactions: Interactions,
  weightOf: HistoryWeight,
): (query: Query) => readonly (readonly [item: number, weight: number])[] {
  const historyOf = historiesOf(interactions);
  return (query) => {
    const weights = new Map<number, number>();
    const history = historyOf(query);
    let moments = 0;
    history.forEach(({ item, timestamp }, position) => {
      if (position > 0 && timestamp !== history[position - 1].timestamp) moments++;
      if (weights.has(item)) return;
      const days = (history[0].timestamp - timestamp) / SECONDS_PER_DAY;
      weights.set(item, weightOf(days, position, moments));
    });
    return [...weights];
  };
}

/** EASE's prediction for a user: the weighted sum of the rows of the user's items. */
export function linear(
  interactions: Interactions,
  { items, B }: LinearWeights,
  weightOf: HistoryWeight,
): Recommender {
  const placeOf = new Map(Array.from(items, (item, place) => [item, place]));
  const popular = popularItems(interactions);
  const historyOf = weightedHistories(interactions, weightOf);
  const sums = new Float64Array(interactions.itemIds.length);
  return {
    rank(query) {
      sums.fill(0);
      for (const [item, weight] of historyOf(query)) {
        const row = B[placeOf.get(item) ?? -1] ?? [];
        for (let place = 0; place < row.length; place++) sums[items[place]] += weight * row[place];
      }
      const best = bestOf(sums, NEIGHBOURS * 10);
      return { items: chained(best, popular), answered: best.length };
    },
  };
}

/** Items with a score above 0, best first, ties by item. */
export function bestOf(scores: Float64Array, count = RANKED): Uint32Array {
  // A plain loop: of a catalogue of thousands, few items have a score.
  const found: number[] = [];
  for (let item = 0; item < scores.length; item++) if (scores[item] > 0) found.push(item);
  const order = new LazyOrder(
    Uint32Array.from(found),
    Float64Array.from(found, (item) => scores[item]),
  );
  return Uint32Array.from({ length: Math.min(count, found.length) }, (_, place) => order.itemAt(place));
}

export function* chained(first: Iterable<number>, then: Iterable<number>): Generator<number> {
  yield* first;
  yield* then;
}
