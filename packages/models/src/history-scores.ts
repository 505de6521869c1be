import { HISTORY, type Constants } from './constants';
import { eventWeights } from './event-weights';
import { historyNeighbours } from './history-neighbours';
import type { Interactions } from './interactions';
import { servedOf, type ServedInteractions } from './learner';
import type { Query, RecentInteraction } from './recommender';
import type { SparseMatrix } from './sparse-matrix';
import type { TrainingOptions } from './training-options';

const SECONDS_PER_DAY = 86_400;

/** Purchases are stronger signals than views. Other event types count like views. */
const WEIGHTS = { View: 1, Purchase: 2 };
const OTHER_WEIGHT = 1;

/** Maximum number of a user's latest interactions considered. */
const MAX_HISTORY = 200;

/** Scores of items for a history. */
export interface HistoryScores {
  /** In no particular order. */
  readonly items: Uint32Array;
  /** p of each item, positive. */
  readonly values: Float64Array;
  readonly sum: number;
}

/** What {@link historyScorer} needs to know of the items. */
export type HistoryNeighbours = readonly SparseMatrix[];

/** Cache by interactions, because models of the same data share the neighbours. */
const learned = new WeakMap<Interactions, Promise<HistoryNeighbours>>();

/** The neighbours of these interactions. Learned once, because several models build on them. */
export function learnHistory(
  interactions: Interactions,
  options?: TrainingOptions,
  constants: Constants<typeof HISTORY> = HISTORY,
): Promise<HistoryNeighbours> {
  const learn = (): Promise<HistoryNeighbours> =>
    historyNeighbours(interactions, weightsOf(interactions), options, constants);
  // Comparisons use each set of other constants only once.
  if (constants !== HISTORY) return learn();
  let neighbours = learned.get(interactions);
  if (!neighbours) {
    neighbours = learn();
    learned.set(interactions, neighbours);
    // An aborted training must not be cached.
    neighbours.catch(() => learned.delete(interactions));
  }
  return neighbours;
}

/** {@link historyScorer} of what {@link learnHistory} learns. */
export const historyScores = async (
  interactions: Interactions,
  options?: TrainingOptions,
  constants: Constants<typeof HISTORY> = HISTORY,
): Promise<(query: Query) => HistoryScores> =>
  historyScorer(await learnHistory(interactions, options, constants), servedOf(interactions), constants);

const weightsOf = ({ eventTypes }: Pick<Interactions, 'eventTypes'>): Float64Array =>
  eventWeights(eventTypes, WEIGHTS, OTHER_WEIGHT);

/**
 * Scores each item by user u's history. With w_h the weight of interaction h by its event type, i(h) its
 * item, a_h its age in months before the user's latest one, l_h the number of distinct later moments, and s by
 * {@link historyNeighbours} (s_ii = 0.1, since users return to items):
 *
 *     v_h = w_h / (1 + a_h + l_h)
 *     p_j = Σ_h v_h · s_i(h)j
 *
 * Weighting by moments keeps a sparse history from being reduced to its last basket. Only items with p_j > 0 are returned.
 *
 * @see Deshpande, Karypis: Item-based Top-N Recommendation Algorithms (2004)
 * @see Ding, Li: Time Weight Collaborative Filtering (2005) for the weight by age
 */
export function historyScorer(
  neighbours: HistoryNeighbours,
  interactions: ServedInteractions,
  constants: Pick<Constants<typeof HISTORY>, 'ageDays' | 'self'> = HISTORY,
): (query: Query) => HistoryScores {
  const secondsOfAge = constants.ageDays * SECONDS_PER_DAY;
  const { itemIds, items, events, timestamps, starts: rows } = interactions;
  const weights = weightsOf(interactions);
  const p = new Float64Array(itemIds.length);
  const reached = new Uint32Array(itemIds.length);
  const isReached = new Uint8Array(itemIds.length);
  const w = new Float64Array(itemIds.length);
  const seen = new Uint32Array(MAX_HISTORY);

  /** Sums v_h by item into {@link w}; returns the number of items, listed in {@link seen}. */
  function weighHistory({ user, recent = [] }: Query): number {
    const news = [...recent].sort(newestFirst);
    const first = user === undefined ? 0 : rows[user];
    let row = user === undefined ? -1 : rows[user + 1] - 1;
    let next = 0;
    let count = 0;
    let latest: number | undefined;
    let before = 0;
    let later = 0;
    const add = (item: number, weight: number, timestamp: number): void => {
      latest ??= before = timestamp;
      if (timestamp !== before) later++;
      before = timestamp;
      if (w[item] === 0) seen[count++] = item;
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
    return count;
  }

  /** Sums p_j into {@link p}; returns the number of items, listed in {@link reached}. */
  function spread(seenCount: number): number {
    let count = 0;
    const add = (item: number, share: number): void => {
      if (!isReached[item]) {
        isReached[item] = 1;
        reached[count++] = item;
      }
      p[item] += share;
    };
    for (let at = 0; at < seenCount; at++) {
      const item = seen[at];
      const weight = w[item];
      w[item] = 0;
      add(item, constants.self * weight);
      for (const { starts, columns, values } of neighbours)
        for (let entry = starts[item]; entry < starts[item + 1]; entry++)
          add(columns[entry], weight * values[entry]);
    }
    return count;
  }

  return (query) => {
    const count = spread(weighHistory(query));
    const given = reached.slice(0, count).filter((item) => p[item] > 0);
    const values = new Float64Array(given.length);
    let sum = 0;
    for (let at = 0; at < given.length; at++) {
      values[at] = p[given[at]];
      sum += values[at];
    }
    for (let at = 0; at < count; at++) {
      p[reached[at]] = 0;
      isReached[reached[at]] = 0;
    }
    return { items: given, values, sum };
  };
}

const newestFirst = (a: RecentInteraction, b: RecentInteraction): number =>
  b.timestamp - a.timestamp || a.item - b.item || (a.event ?? -1) - (b.event ?? -1);
