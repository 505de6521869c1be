import { eventWeights } from './event-weights';
import type { Interactions } from './interactions';
import type { ServedInteractions } from './learner';
import type { Query, RecentInteraction } from './recommender';

const SECONDS_PER_DAY = 86_400;

/** Purchases are stronger signals than views. Other event types count like views. */
const WEIGHTS = { View: 1, Purchase: 2 };
const OTHER_WEIGHT = 1;

/** Maximum number of a user's latest interactions considered. */
const MAX_HISTORY = 200;

/** Weight of each event type in a history. */
export const historyEventWeights = ({ eventTypes }: Pick<Interactions, 'eventTypes'>): Float64Array =>
  eventWeights(eventTypes, WEIGHTS, OTHER_WEIGHT);

/** The distinct items of a history, with their weights. */
export type WeightedHistory = readonly (readonly [item: number, weight: number])[];

/**
 * Weighs the items of a history. With w_h the weight of interaction h by its event type, a_h its age in months before
 * the user's latest one, and l_h the number of distinct later moments, an item's weight is the sum of
 *
 *     v_h = w_h / (1 + a_h + l_h)
 *
 * Counting moments keeps a sparse history from being reduced to its last basket.
 *
 * @see Ding, Li: Time Weight Collaborative Filtering (2005) for the weight by age
 */
export function historyWeigher(
  interactions: ServedInteractions,
  ageDays: number,
): (query: Query) => WeightedHistory {
  const secondsOfAge = ageDays * SECONDS_PER_DAY;
  const { itemIds, items, events, timestamps, starts: rows } = interactions;
  const weights = historyEventWeights(interactions);
  const w = new Float64Array(itemIds.length);

  return ({ user, recent = [] }) => {
    const news = [...recent].sort(newestFirst);
    const first = user === undefined ? 0 : rows[user];
    let row = user === undefined ? -1 : rows[user + 1] - 1;
    let next = 0;
    const seen: number[] = [];
    let latest: number | undefined;
    let before = 0;
    let later = 0;
    const add = (item: number, weight: number, timestamp: number): void => {
      latest ??= before = timestamp;
      if (timestamp !== before) later++;
      before = timestamp;
      if (w[item] === 0) seen.push(item);
      w[item] += weight / (1 + (latest - timestamp) / secondsOfAge + later);
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
    return seen.map((item) => {
      const weight = w[item];
      w[item] = 0;
      return [item, weight] as const;
    });
  };
}

const newestFirst = (a: RecentInteraction, b: RecentInteraction): number =>
  b.timestamp - a.timestamp || a.item - b.item || (a.event ?? -1) - (b.event ?? -1);
