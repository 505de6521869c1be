import { HISTORY, type Constants } from './constants';
import { filledUp } from './filled-up';
import type { HistoryNeighbours } from './history-neighbours';
import { historyScorer, learnHistory } from './history-scores';
import type { Interactions } from './interactions';
import { LazyOrder } from './lazy-order';
import { servedOf, type Learner, type ServedInteractions } from './learner';
import { popularity } from './popularity';
import type { Recommender, Scores } from './recommender';
import type { TrainingOptions } from './training-options';

/**
 * Which items will user u want next? Ranked by p_j of {@link historyScorer}; the
 * score of j is its share p_j / Σ_k p_k. Padded with the most viewed items. Users whose history is too short to
 * predict better than these, as the training finds ({@link chooseHistory}), get only those, as unknown users do.
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
  readonly popular: Uint32Array;
}

/** {@link recommendedForYou} in two steps. */
export const RECOMMENDED_FOR_YOU: Learner<Learned, Recommender> = { learn, serve: recommend };

async function learn(
  interactions: Interactions,
  options?: TrainingOptions,
  constants?: Constants<typeof HISTORY>,
): Promise<Learned> {
  const neighbours = await learnHistory(interactions, options, constants);
  return { neighbours, popular: popularity(interactions, 'View').items };
}

function recommend(
  { neighbours, popular }: Learned,
  interactions: ServedInteractions,
  constants?: Constants<typeof HISTORY>,
): Recommender {
  const scoresFor = historyScorer(neighbours, interactions, constants);
  return {
    choice: neighbours.choice,
    rank(query) {
      const { items, values, sum } = scoresFor(query);
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
