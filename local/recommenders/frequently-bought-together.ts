import { eventWeights } from './event-weights';
import type { Interactions } from './interactions';
import { itemToItem } from './item-to-item';
import { logLikelihoodRatio } from './log-likelihood-ratio';
import { neighbours } from './neighbours';
import { popularity } from './popularity';
import type { Recommender } from './recommender';
import { userItems } from './user-items';

/** Closeness that makes a pair: one order (within some two hours), or three customers at any time. */
const MIN_CLOSENESS = 0.9;

/**
 * Pairs that are bought together more often than by chance pass this once in twenty times if they are not so in
 * truth: 1.645², since only one side of G² is looked at.
 */
const SIGNIFICANT = 2.71;

/**
 * Which items are bought together with item i? Two purchases of one customer count the more the closer they
 * are in time, by {@link closeness} c. With t_ui when customer u last bought i, n_i the customers who bought i,
 * n_ij those who bought both, and N all who bought anything:
 *
 *     c_ij = Σ_u c(t_ui, t_uj)
 *     s_ij = G²(n_ij; n_i, n_j, N) · c_ij / n_ij
 *
 * G² measures how surely more customers bought both than would by chance, which damps popular items and rare
 * pairs alike; c_ij / n_ij is the mean closeness. A pair counts from c_ij = 0.9 and a significant G² on; the
 * rest is filled up with the best sellers.
 *
 * @see Deshpande, Karypis: Item-based Top-N Recommendation Algorithms (2004) for pairs damped by popularity
 * @see Dunning: Accurate Methods for the Statistics of Surprise and Coincidence (1993) for G²
 */
export function frequentlyBoughtTogether(interactions: Interactions): Recommender {
  const itemCount = interactions.itemIds.length;
  const bought = userItems(interactions, eventWeights(interactions.eventTypes, { Purchase: 1 }));
  const n = new Uint32Array(itemCount);
  for (let entry = 0; entry < bought.columns.length; entry++) n[bought.columns[entry]]++;
  const N = bought.starts.filter((start, user) => start > bought.starts[user - 1]).length;
  // Once or twice is the same here: x_ui is 1.
  bought.values.fill(1);
  const s = neighbours(bought, itemCount, (i, j, c_ij, n_ij) => {
    if (c_ij < MIN_CLOSENESS || n_ij * N <= n[i] * n[j]) return 0;
    const G2 = logLikelihoodRatio(n_ij, n[i], n[j], N);
    return G2 < SIGNIFICANT ? 0 : (G2 * c_ij) / n_ij;
  });
  return itemToItem(s, popularity(interactions, 'Purchase').items);
}
