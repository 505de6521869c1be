import { ORDERS, type Constants } from './constants';
import { eventWeights } from './event-weights';
import type { Interactions } from './interactions';
import { arrayIn } from './array-in';
import { commonUsers } from './common-users';
import { leastEvidence, type EvidenceModel } from './least-evidence';
import { neighbours } from './neighbours';
import type { SparseMatrix } from './sparse-matrix';
import type { TrainingOptions } from './training-options';
import { userItems } from './user-items';

/** The evidence model: s_ij of {@link orderNeighbours} without the sizes of the orders. */
export const byCommonOrders = ({
  popularityDamping,
  shrinkage,
}: Constants<typeof ORDERS> = ORDERS): EvidenceModel => ({
  usual: 3,
  questions: 4000,
  asked: 1,
  score: (nij, ni, nj) => (nij / (ni * nj) ** popularityDamping) * (nij / (nij + shrinkage)),
});

/**
 * The neighbours of each item by common orders. With n_o the number of items of order o, n_i the orders of item i, n_ij those of
 * both, and dampings α and β:
 *
 *     s_ij = Σ_o n_o^-α / (n_i n_j)^β · n_ij / (n_ij + λ)
 *
 * Pairs in too few orders are chance, and predict worse than best sellers. {@link leastEvidence} determines the minimum.
 *
 * @see Paudel, Christoffel, Newell, Bernstein: Updatable, Accurate, Diverse, and Scalable Recommendations (2017) for the dampings
 * @see Bell, Koren: Improved Neighborhood-based Collaborative Filtering (2007) for the shrinkage
 */
export async function orderNeighbours(
  interactions: Interactions & { readonly orders: Uint32Array },
  options?: TrainingOptions,
  constants: Constants<typeof ORDERS> = ORDERS,
): Promise<SparseMatrix> {
  const itemCount = interactions.itemIds.length;
  const baskets = ordersAsUsers(interactions);
  const entries = userItems(baskets, eventWeights(interactions.eventTypes, { Purchase: 1 }));
  const common = await commonUsers(entries, itemCount, options);
  const leastUsers = leastEvidence(entries, common, byCommonOrders(constants));
  const { program, starts, columns, values, ages } = entries;
  const { sizeDamping, popularityDamping, shrinkage: lambda } = constants;
  const norm = arrayIn(program, Float64Array, itemCount);
  for (let order = 0; order + 1 < starts.length; order++)
    values.fill((starts[order + 1] - starts[order]) ** (-sizeDamping / 2), starts[order], starts[order + 1]);
  ages.fill(0);
  for (const item of columns) norm[item]++;
  for (let item = 0; item < itemCount; item++) norm[item] **= popularityDamping;
  return neighbours(entries, itemCount, { name: 'shrunk-cosine', norm, lambda, leastUsers }, options);
}

/** The rows that have an order. Orders take the place of users, and all rows of an order get the same time. */
function ordersAsUsers(interactions: Interactions & { readonly orders: Uint32Array }): Interactions {
  const { users, items, events, orders } = interactions;
  const rows = Uint32Array.from(users.keys())
    .filter((row) => orders[row] > 0)
    .sort((a, b) => users[a] - users[b] || orders[a] - orders[b] || items[a] - items[b] || a - b);
  const baskets = new Uint32Array(rows.length);
  let count = 0;
  for (let at = 0; at < rows.length; at++) {
    const isSame =
      at > 0 && users[rows[at]] === users[rows[at - 1]] && orders[rows[at]] === orders[rows[at - 1]];
    if (!isSame) count++;
    baskets[at] = count - 1;
  }
  return {
    ...interactions,
    userIds: Array.from({ length: count }, (_, basket) => String(basket)),
    users: baskets,
    items: Uint32Array.from(rows, (row) => items[row]),
    events: Uint8Array.from(rows, (row) => events[row]),
    timestamps: new Float64Array(rows.length),
  };
}
