import { eventWeights } from './event-weights';
import { filledUp } from './filled-up';
import { userRows, type Interactions } from './interactions';
import { LazyOrder } from './lazy-order';
import { popularity } from './popularity';
import type { Query, RecentInteraction, Recommender, Scores } from './recommender';
import { shrunkCosine } from './shrunk-cosine';
import type { TrainingOptions } from './training-options';
import { userItems } from './user-items';

const SECONDS_PER_DAY = 86_400;

/** A purchase says more than a view. Other event types count like views. */
const WEIGHTS = { View: 1, Purchase: 2 };
const OTHER_WEIGHT = 1;

/** Maximum number of a user's latest interactions considered. */
const MAX_HISTORY = 200;

/**
 * Which items will user u want next? Items similar to the user's history, weighted by recency: with w_h the
 * weight of interaction h by its event type, i(h) its item, a_h its age in days before the user's latest one,
 * and s the neighbours by {@link shrunkCosine} over all interactions (s_ii = 1, since users return to items):
 *
 *     p_j = Σ_h w_h / (1 + a_h) · s_i(h)j
 *
 * The score of j is its share p_j / Σ_k p_k. Padded with the most viewed items; an unknown user without
 * recent interactions gets only those.
 *
 * @see Deshpande, Karypis: Item-based Top-N Recommendation Algorithms (2004)
 * @see Ding, Li: Time Weight Collaborative Filtering (2005) for the weight by age
 */
export async function recommendedForYou(
  interactions: Interactions,
  options?: TrainingOptions,
): Promise<Recommender> {
  const { itemIds, items, events, timestamps } = interactions;
  const weights = eventWeights(interactions.eventTypes, WEIGHTS, OTHER_WEIGHT);
  const s = await shrunkCosine(userItems(interactions, weights), itemIds.length, options);
  const popular = popularity(interactions, 'View').items;
  const rows = userRows(interactions);
  const p = new Float64Array(itemIds.length);
  const reached = new Uint32Array(itemIds.length);
  const w = new Float64Array(itemIds.length);
  const seen = new Uint32Array(MAX_HISTORY);

  /** Sums w_h by item into {@link w}; returns the number of items, listed in {@link seen}. */
  function weighHistory({ user, recent = [] }: Query): number {
    const news = [...recent].sort(newestFirst);
    const first = user === undefined ? 0 : rows[user];
    let row = user === undefined ? -1 : rows[user + 1] - 1;
    let next = 0;
    let count = 0;
    let latest: number | undefined;
    const add = (item: number, weight: number, timestamp: number): void => {
      latest ??= timestamp;
      if (w[item] === 0) seen[count++] = item;
      w[item] += weight / (1 + (latest - timestamp) / SECONDS_PER_DAY);
    };
    for (let left = MAX_HISTORY; left > 0 && (next < news.length || row >= first); left--) {
      if (row < first || (next < news.length && news[next].timestamp >= timestamps[row])) {
        const { item, event, timestamp } = news[next++];
        add(item, event === undefined ? OTHER_WEIGHT : weights[event], timestamp);
      } else {
        add(items[row], weights[events[row]], timestamps[row]);
        row--;
      }
    }
    return count;
  }

  /** Sums p_j into {@link p}; returns the number of items, listed in {@link reached}. */
  function spread(seenCount: number): number {
    let count = 0;
    for (let at = 0; at < seenCount; at++) {
      const item = seen[at];
      const weight = w[item];
      w[item] = 0;
      if (p[item] === 0) reached[count++] = item;
      p[item] += weight;
      for (let entry = s.starts[item]; entry < s.starts[item + 1]; entry++) {
        const other = s.columns[entry];
        if (p[other] === 0) reached[count++] = other;
        p[other] += weight * s.values[entry];
      }
    }
    return count;
  }

  return {
    rank(query) {
      const answered = reached.slice(0, spread(weighHistory(query)));
      const shares = new Float64Array(answered.length);
      let sum = 0;
      for (let at = 0; at < answered.length; at++) {
        shares[at] = p[answered[at]];
        sum += shares[at];
        p[answered[at]] = 0;
      }
      const order = new LazyOrder(answered, shares);
      return {
        items: filledUp(itemsOf(order), popular),
        answered: order.length,
        scores: scoresOf(order, sum),
      };
    },
  };
}

const newestFirst = (a: RecentInteraction, b: RecentInteraction): number =>
  b.timestamp - a.timestamp || a.item - b.item || (a.event ?? -1) - (b.event ?? -1);

const itemsOf = (order: LazyOrder): Iterable<number> => ({
  *[Symbol.iterator]() {
    for (let place = 0; place < order.length; place++) yield order.itemAt(place);
  },
});

const scoresOf = (order: LazyOrder, sum: number): Scores => ({
  length: order.length,
  at: (place) => (place < order.length ? order.scoreAt(place) / sum : undefined),
  *[Symbol.iterator]() {
    for (let place = 0; place < order.length; place++) yield order.scoreAt(place) / sum;
  },
});
