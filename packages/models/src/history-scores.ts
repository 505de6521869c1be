import { HISTORY, type Constants } from './constants';
import { chooseHistory, type HistoryChoice } from './history-choice';
import { historyModels } from './history-models';
import { HistoryParts, recentShares, type HistoryModels, type RecentShares } from './history-parts';
import { historyWeigher } from './history-weights';
import type { Interactions } from './interactions';
import type { ServedInteractions } from './learner';
import { scoredPopularity } from './popularity';
import type { Query } from './recommender';
import type { TrainingOptions } from './training-options';

/** Maximum number of items in the linear model. That takes about 2 seconds on one core, and 60 MB. */
const MAX_ITEMS = 2500;

/** Result of a training on histories. */
export interface HistoryNeighbours {
  /** Scores between items, of the models in the chosen mix. */
  readonly models: HistoryModels;
  /** Popular items, if the choice adds them to the scores. */
  readonly recent?: RecentShares;
  readonly choice: HistoryChoice;
}

/** Scores of items for a history. */
export interface HistoryScores {
  /** Items in no particular order; empty without a history. */
  readonly items: Uint32Array;
  /** p of each item. It is positive. */
  readonly values: Float64Array;
  readonly sum: number;
}

/** Cached by interactions, because models of the same data share the neighbours. */
const learned = new WeakMap<Interactions, Promise<HistoryNeighbours>>();

/** Learns the neighbours of these interactions. They are learned once, because several models build on them. */
export function learnHistory(
  interactions: Interactions,
  options: TrainingOptions = {},
  constants: Constants<typeof HISTORY> = HISTORY,
): Promise<HistoryNeighbours> {
  const learn = async (): Promise<HistoryNeighbours> => {
    const choice = await chooseHistory(interactions, options, constants);
    const training = { ...options, maxItems: MAX_ITEMS, mix: choice.mix };
    const models = await historyModels(interactions, training, constants);
    const { days, isPopular } = choice;
    if (days === undefined || isPopular) return { models, choice };
    return { models, choice, recent: recentShares(scoredPopularity(interactions, 'View', days)) };
  };
  // Comparisons use each set of alternative constants only once, so those are not cached.
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
 * the mix of {@link chooseHistory}, in which s_ii is the weight of an item for itself:
 *
 *     p_j = Σ_h v_h · s_i(h)j
 *
 * If the choice says so, p_j is instead j's share of the scores plus its share of the latest days' interactions. Only
 * items with p_j > 0 are returned.
 *
 * @see Deshpande, Karypis: Item-based Top-N Recommendation Algorithms (2004)
 */
export function historyScorer(
  { models, recent, choice }: HistoryNeighbours,
  interactions: ServedInteractions,
  { ageDays }: Pick<Constants<typeof HISTORY>, 'ageDays'> = HISTORY,
): (query: Query) => HistoryScores {
  const weigh = historyWeigher(interactions, ageDays);
  const parts = new HistoryParts(models, interactions.itemIds.length);
  return (query) => {
    parts.spread(weigh(query));
    const { items, scores } = parts.mixed(choice.mix, recent);
    return {
      items: items.filter((_, at) => scores[at] > 0),
      values: scores.filter((score) => score > 0),
      sum: scores.reduce((sum, score) => sum + Math.max(0, score), 0),
    };
  };
}
