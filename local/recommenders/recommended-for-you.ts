import { BestItems } from './best-items';
import { eventWeights } from './event-weights';
import { filledUp } from './filled-up';
import type { Interactions } from './interactions';
import { popularity } from './popularity';
import type { Query, Recommender } from './recommender';
import { shrunkCosine } from './shrunk-cosine';
import { userItems } from './user-items';
import { userRows } from './user-rows';

const SECONDS_PER_DAY = 86_400;

/** A purchase says more than a view. Event types of other names count as views do. */
const WEIGHTS = { View: 1, Purchase: 2 };
const OTHER_WEIGHT = 1;

/** Interactions of a user that are looked at, the latest ones. */
const MAX_HISTORY = 200;

/** Items that get a score: as many as one request can ask for. */
const MAX_ANSWERED = 500;

interface Interaction {
  readonly item: number;
  readonly weight: number;
  /** Unix seconds. */
  readonly timestamp: number;
}

/**
 * Which items will user u want next? Items like those of the user's history, the latest interactions counting
 * most: with w_h the weight of interaction h by its event type, i(h) its item, a_h its age in days before the user's
 * latest one, and s the neighbours by {@link shrunkCosine} over all interactions (s_ii = 1, since users come
 * back to what they have seen):
 *
 *     p_j = Σ_h w_h / (1 + a_h) · s_i(h)j
 *
 * The score of j is its share p_j / Σ_k p_k. Filled up with the most viewed items, which are all that an
 * unknown user without recent interactions gets.
 *
 * @see Deshpande, Karypis: Item-based Top-N Recommendation Algorithms (2004)
 * @see Ding, Li: Time Weight Collaborative Filtering (2005) for the weight by age
 */
export function recommendedForYou(interactions: Interactions): Recommender {
  const { itemIds, items, events, timestamps } = interactions;
  const weights = eventWeights(interactions.eventTypes, WEIGHTS, OTHER_WEIGHT);
  const r = userItems(interactions, {
    counts: (row) => weights[events[row]] > 0,
    ofRow: (row) => weights[events[row]],
    merge: (later, earlier) => later + earlier,
  });
  const s = shrunkCosine(r, itemIds.length);
  const popular = popularity(interactions, 'View').items;
  const rows = userRows(interactions);
  const p = new Float64Array(itemIds.length);
  const reached = new Uint32Array(itemIds.length);

  /** The user's latest interactions, the newest first. */
  const history = ({ user, recent = [] }: Query): Interaction[] => {
    const latest = recent.map(({ item, event, timestamp }) => ({
      item,
      weight: event === undefined ? OTHER_WEIGHT : weights[event],
      timestamp,
    }));
    if (user !== undefined) {
      for (let row = Math.max(rows[user], rows[user + 1] - MAX_HISTORY); row < rows[user + 1]; row++) {
        latest.push({ item: items[row], weight: weights[events[row]], timestamp: timestamps[row] });
      }
    }
    return latest
      .sort((a, b) => b.timestamp - a.timestamp || a.item - b.item || a.weight - b.weight)
      .slice(0, MAX_HISTORY);
  };

  return {
    rank(query) {
      const latest = history(query);
      let reachedCount = 0;
      const add = (item: number, share: number): void => {
        if (p[item] === 0) reached[reachedCount++] = item;
        p[item] += share;
      };
      for (const { item, weight, timestamp } of latest) {
        const age = (latest[0].timestamp - timestamp) / SECONDS_PER_DAY;
        const w = weight / (1 + age);
        add(item, w);
        for (let entry = s.starts[item]; entry < s.starts[item + 1]; entry++) {
          add(s.columns[entry], w * s.values[entry]);
        }
      }
      const best = new BestItems(MAX_ANSWERED);
      let sum = 0;
      for (let at = 0; at < reachedCount; at++) {
        const item = reached[at];
        best.offer(item, p[item]);
        sum += p[item];
        p[item] = 0;
      }
      const answered = best.items.slice(0, best.length);
      return {
        items: filledUp(answered, popular),
        answered: best.length,
        scores: best.scores.slice(0, best.length).map((score) => score / sum),
      };
    },
  };
}
