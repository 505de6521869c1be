import type { Interactions } from './interactions';
import { popularity } from './popularity';
import type { Recommender } from './recommender';

/** Which items are viewed most? The same list for every user. @see {@link popularity} */
export function mostViewed(interactions: Interactions): Recommender {
  const ranking = popularity(interactions, 'View');
  return { rank: () => ranking };
}
