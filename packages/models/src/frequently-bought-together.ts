import { arrayIn } from './array-in';
import { commonUsers } from './common-users';
import { ORDERS, type Constants } from './constants';
import { eventWeights } from './event-weights';
import type { Interactions } from './interactions';
import { itemToItem, type ItemNeighbours } from './item-to-item';
import { leastEvidence } from './least-evidence';
import type { Learner } from './learner';
import { neighbours } from './neighbours';
import { orderNeighbours } from './order-neighbours';
import { popularity } from './popularity';
import type { Recommender } from './recommender';
import type { SparseMatrix } from './sparse-matrix';
import type { TrainingOptions } from './training-options';
import { userItems } from './user-items';

/**
 * Which items are bought together with item i? Two purchases of one customer weigh more the closer in time they are,
 * by closeness c (`packages/wasm/assembly/item-pairs/closeness.ts`). With t_ui the time when customer u last bought
 * i, n_i the customers who bought i, n_ij those who bought both, and N all who bought anything:
 *
 *     c_ij = Σ_u c(t_ui, t_uj)
 *     s_ij = G²(n_ij; n_i, n_j, N) · c_ij / n_ij
 *
 * G² measures how significantly more customers buy both than by chance. It damps popular items and rare pairs alike.
 * c_ij / n_ij is the mean closeness. A pair needs c_ij ≥ 0.9, a significant G², and the minimum number of common
 * customers that {@link leastEvidence} finds. If purchases have orders, {@link orderNeighbours} counts these instead.
 *
 * Lists are padded with best sellers. An item without neighbours gets the unfiltered best sellers, including itself,
 * as recorded from Amazon Personalize.
 *
 * @see Deshpande, Karypis: Item-based Top-N Recommendation Algorithms (2004) for pairs damped by popularity
 * @see Dunning: Accurate Methods for the Statistics of Surprise and Coincidence (1993) for G²
 */
export async function frequentlyBoughtTogether(
  interactions: Interactions,
  options?: TrainingOptions,
  constants?: Constants<typeof ORDERS>,
): Promise<Recommender> {
  return recommend(await learn(interactions, options, constants));
}

/** {@link frequentlyBoughtTogether} in two steps. */
export const FREQUENTLY_BOUGHT_TOGETHER: Learner<ItemNeighbours, Recommender> = { learn, serve: recommend };

async function learn(
  interactions: Interactions,
  options?: TrainingOptions,
  constants: Constants<typeof ORDERS> = ORDERS,
): Promise<ItemNeighbours> {
  const popular = popularity(interactions, 'Purchase').items;
  return { neighbours: await boughtNeighbours(interactions, options, constants), popular };
}

function recommend(learned: ItemNeighbours): Recommender {
  return itemToItem(learned, { fallsBackToAll: true });
}

async function boughtNeighbours(
  interactions: Interactions,
  options: TrainingOptions | undefined,
  constants: Constants<typeof ORDERS>,
): Promise<SparseMatrix> {
  const { orders } = interactions;
  if (orders) return orderNeighbours({ ...interactions, orders }, options, constants);
  const itemCount = interactions.itemIds.length;
  const bought = userItems(interactions, eventWeights(interactions.eventTypes, { Purchase: 1 }));
  const n = arrayIn(bought.program, Uint32Array, itemCount);
  for (let entry = 0; entry < bought.columns.length; entry++) n[bought.columns[entry]]++;
  const N = bought.starts.filter((start, user) => start > bought.starts[user - 1]).length;
  const leastCustomers = await leastCustomersOf(interactions, N, options);
  // Repeat purchases do not count: x_ui is 1.
  bought.values.fill(1);
  return neighbours(bought, itemCount, { name: 'bought-together', n, N, leastCustomers }, options);
}

/** Finds the minimum number of common customers, with the dominant term of G² as score. */
async function leastCustomersOf(
  interactions: Interactions,
  N: number,
  options?: TrainingOptions,
): Promise<number> {
  const entries = userItems(interactions, eventWeights(interactions.eventTypes, { Purchase: 1 }));
  const common = await commonUsers(entries, interactions.itemIds.length, options);
  return leastEvidence(entries, common, {
    usual: 1,
    questions: 4000,
    asked: 1,
    score: (nij, ni, nj) => nij * Math.log((nij * N) / (ni * nj)),
  });
}
