import { HISTORY, type Constants } from './constants';
import { filledUp } from './filled-up';
import type { HistoryNeighbours } from './history-neighbours';
import { historyScorer, learnHistory } from './history-scores';
import type { Interactions } from './interactions';
import { LazyOrder } from './lazy-order';
import { servedOf, type Learner, type ServedInteractions } from './learner';
import { popularity, popularityShares } from './popularity';
import type { Ranking, Recommender, Scores } from './recommender';
import type { TrainingOptions } from './training-options';

/**
 * Which items will user u want next? Ranked by p_j of {@link historyScorer}; the
 * score of j is its share p_j / Σ_k p_k. Padded with the most viewed items. Users whose history is too short to
 * predict better than these, as the training finds ({@link chooseHistory}), get these with their share of views as score;
 * unknown users get these without.
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
  /** Their scores for users whose history is too short, descending. */
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
  const popular = popularity(interactions, 'View');
  return {
    neighbours,
    popular: popular.items,
    popularScores: popularityShares(interactions, 'View', popular),
  };
}

function recommend(
  { neighbours, popular, popularScores }: Learned,
  interactions: ServedInteractions,
  constants?: Constants<typeof HISTORY>,
): Recommender {
  const scoresFor = historyScorer(neighbours, interactions, constants);
  const forShort: Ranking = {
    items: popular,
    answered: popularScores.filter((score) => score > 0).length,
    scores: popularScores.filter((score) => score > 0),
  };
  return {
    choice: neighbours.choice,
    rank(query) {
      const { items, values, sum, isTooShort } = scoresFor(query);
      if (isTooShort) return forShort;
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
