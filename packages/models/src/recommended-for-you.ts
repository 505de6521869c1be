import { HISTORY, type Constants } from './constants';
import { filledUp } from './filled-up';
import { historyScorer, learnHistory, type HistoryNeighbours } from './history-scores';
import type { Interactions } from './interactions';
import { LazyOrder } from './lazy-order';
import { servedOf, type Learner, type ServedInteractions } from './learner';
import { scoredPopularity } from './popularity';
import type { Recommender, Scores } from './recommender';
import type { TrainingOptions } from './training-options';

/**
 * Which items will user u want next? They are ranked by p_j of {@link historyScorer}; the score of j is its share p_j
 * / Σ_k p_k. The list is padded with the most viewed items, of all time or of the latest days. If the training finds
 * that these predict as well as any model ({@link chooseHistory}), they are the list, with their share of views as
 * score. Unknown users get them without scores.
 */
export async function recommendedForYou(
  interactions: Interactions,
  options?: TrainingOptions,
  constants: Constants<typeof HISTORY> = HISTORY,
): Promise<Recommender> {
  return recommend(await learn(interactions, options, constants), servedOf(interactions), constants);
}

interface Learned {
  readonly neighbours: HistoryNeighbours;
  /** All items, the most viewed first. */
  readonly popular: Uint32Array;
  /** Scores of the popular items in descending order, used if they are the list. */
  readonly popularScores: Float64Array;
}

/** {@link recommendedForYou} in two steps. */
export const RECOMMENDED_FOR_YOU: Learner<Learned, Recommender> = { learn, serve: recommend };

async function learn(
  interactions: Interactions,
  options?: TrainingOptions,
  constants?: Constants<typeof HISTORY>,
): Promise<Learned> {
  const neighbours = await learnHistory(interactions, options, constants);
  const { items, scores } = scoredPopularity(interactions, 'View', neighbours.choice.days);
  return { neighbours, popular: items, popularScores: scores };
}

function recommend(
  { neighbours, popular, popularScores }: Learned,
  interactions: ServedInteractions,
  constants?: Constants<typeof HISTORY>,
): Recommender {
  const scoresFor = historyScorer(neighbours, interactions, constants);
  const { choice } = neighbours;
  return {
    choice,
    rank(query) {
      const { items, values, sum } = scoresFor(query);
      if (choice.isPopular && items.length > 0)
        return { items: popular, answered: popularScores.length, scores: popularScores };
      const order = new LazyOrder(items, values);
      return {
        items: filledUp(itemsOf(order), popular),
        answered: order.length,
        scores: scoresOf(order, sum),
      };
    },
  };
}

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
