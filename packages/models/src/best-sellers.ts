import type { Interactions } from './interactions';
import { popularity } from './popularity';
import type { Recommender } from './recommender';

/** Which items are purchased most? The same list for every user. @see {@link popularity} */
export function bestSellers(interactions: Interactions): Recommender {
  const ranking = popularity(interactions, 'Purchase');
  return { rank: () => ranking };
}
