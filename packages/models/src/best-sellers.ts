import type { Interactions } from './interactions';
import type { Learner } from './learner';
import { popularity, sameForAll, type Popularity } from './popularity';
import type { Recommender } from './recommender';

/** Which items are purchased most? The same list for every user. @see {@link popularity} */
export const BEST_SELLERS: Learner<Popularity, Recommender> = {
  learn: (interactions) => popularity(interactions, 'Purchase'),
  serve: sameForAll,
};

/** {@link BEST_SELLERS} in one step. */
export const bestSellers = (interactions: Interactions): Recommender =>
  sameForAll(popularity(interactions, 'Purchase'));
