import { HISTORY, type Constants } from './constants';
import { filledUp } from './filled-up';
import { historyScores } from './history-scores';
import type { Interactions } from './interactions';
import { LazyOrder } from './lazy-order';
import { popularity } from './popularity';
import type { Recommender, Scores } from './recommender';
import type { TrainingOptions } from './training-options';

/**
 * Which items will user u want next? Ranked by p_j of {@link historyScores}; the
 * score of j is its share p_j / Σ_k p_k. Padded with the most viewed items; an unknown user without recent
 * interactions gets only those.
 */
export async function recommendedForYou(
  interactions: Interactions,
  options?: TrainingOptions,
  constants: Constants<typeof HISTORY> = HISTORY,
): Promise<Recommender> {
  const scoresFor = await historyScores(interactions, options, constants);
  const popular = popularity(interactions, 'View').items;
  return {
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
