import { HISTORY, type Constants } from './constants';
import { historyNeighbours, type HistoryNeighbours } from './history-neighbours';
import { historyEventWeights, historyWeigher, type WeightedHistory } from './history-weights';
import type { Interactions } from './interactions';
import type { ServedInteractions } from './learner';
import type { Query } from './recommender';
import type { TrainingOptions } from './training-options';

/** Scores of items for a history. */
export interface HistoryScores {
  /** In no particular order. */
  readonly items: Uint32Array;
  /** p of each item, positive. */
  readonly values: Float64Array;
  readonly sum: number;
  /** Whether there is a history, but one so short that popularity predicts better. */
  readonly isTooShort: boolean;
}

/** Cache by interactions, because models of the same data share the neighbours. */
const learned = new WeakMap<Interactions, Promise<HistoryNeighbours>>();

/** The neighbours of these interactions. Learned once, because several models build on them. */
export function learnHistory(
  interactions: Interactions,
  options?: TrainingOptions,
  constants: Constants<typeof HISTORY> = HISTORY,
): Promise<HistoryNeighbours> {
  const learn = (): Promise<HistoryNeighbours> =>
    historyNeighbours(interactions, historyEventWeights(interactions), options, constants);
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

/**
 * Scores each item by user u's history. With v_h by {@link historyWeigher}, i(h) the item of interaction h, and s by
 * {@link historyNeighbours} (s_ii = 0.1, since users return to items):
 *
 *     p_j = Σ_h v_h · s_i(h)j
 *
 * Only items with p_j > 0 are returned.
 *
 * @param leastItems - items that a history needs; a shorter one has no scores
 * @see Deshpande, Karypis: Item-based Top-N Recommendation Algorithms (2004)
 */
export function historyScorer(
  { scores, choice }: HistoryNeighbours,
  interactions: ServedInteractions,
  constants: Pick<Constants<typeof HISTORY>, 'ageDays' | 'self'> = HISTORY,
  leastItems = choice.leastItems,
): (query: Query) => HistoryScores {
  const { itemIds } = interactions;
  const weigh = historyWeigher(interactions, constants.ageDays);
  const p = new Float64Array(itemIds.length);
  const reached = new Uint32Array(itemIds.length);
  const isReached = new Uint8Array(itemIds.length);

  /** Sums p_j into {@link p}; returns the number of items, listed in {@link reached}. */
  function spread(history: WeightedHistory): number {
    let count = 0;
    const add = (item: number, share: number): void => {
      if (!isReached[item]) {
        isReached[item] = 1;
        reached[count++] = item;
      }
      p[item] += share;
    };
    for (const [item, weight] of history) {
      add(item, constants.self * weight);
      for (const { starts, columns, values } of scores)
        for (let entry = starts[item]; entry < starts[item + 1]; entry++)
          add(columns[entry], weight * values[entry]);
    }
    return count;
  }

  return (query) => {
    const history = weigh(query);
    const isTooShort = history.length > 0 && history.length < leastItems;
    const count = isTooShort ? 0 : spread(history);
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
    return { items: given, values, sum, isTooShort };
  };
}
