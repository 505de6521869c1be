import type { Interactions } from './interactions';
import type { Learner } from './learner';
import { popularity, sameForAll, type Popularity } from './popularity';
import type { Recommender } from './recommender';

/** Which items are viewed most? The same list for every user. @see {@link popularity} */
export const MOST_VIEWED: Learner<Popularity, Recommender> = {
  learn: (interactions) => popularity(interactions, 'View'),
  serve: sameForAll,
};

/** {@link MOST_VIEWED} in one step. */
export const mostViewed = (interactions: Interactions): Recommender =>
  sameForAll(popularity(interactions, 'View'));
