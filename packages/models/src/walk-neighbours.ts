import { arrayIn } from './array-in';
import { neighbours } from './neighbours';
import type { SparseMatrix } from './sparse-matrix';
import type { TrainingOptions } from './training-options';
import type { UserItems } from './user-items';

/** What a walk from item to user to item counts. */
export interface Walk {
  /** With 1, a user takes each of their items as often; with 0, each pair of a user counts the same. */
  readonly sizeDamping: number;
  /** 0.5 is the cosine's. */
  readonly popularityDamping: number;
  /** A pair with this many common users gets half of its score. */
  readonly shrinkage: number;
}

/**
 * The neighbours of each item by a walk from item to user to item. With n_u the items of user u, n_i the users of item i,
 * n_ij those of both, and dampings α and β:
 *
 *     s_ij = Σ_u n_u^-α / (n_i n_j)^β · n_ij / (n_ij + λ)
 *
 * @param entries - values and ages are overwritten: times do not count
 * @see Paudel, Christoffel, Newell, Bernstein: Updatable, Accurate, Diverse, and Scalable Recommendations (2017)
 *      for RP3β
 * @see Bell, Koren: Improved Neighborhood-based Collaborative Filtering (2007) for the shrinkage
 */
export function walkNeighbours(
  entries: UserItems,
  itemCount: number,
  { sizeDamping, popularityDamping, shrinkage }: Walk,
  options?: TrainingOptions,
  leastUsers = 1,
): Promise<SparseMatrix> {
  const { program, starts, columns, values } = entries;
  const norm = arrayIn(program, Float64Array, itemCount);
  for (let user = 0; user + 1 < starts.length; user++) {
    const size = starts[user + 1] - starts[user];
    values.fill(size ** (-sizeDamping / 2), starts[user], starts[user + 1]);
  }
  entries.ages.fill(0);
  for (const item of columns) norm[item]++;
  for (let item = 0; item < itemCount; item++) norm[item] **= popularityDamping;
  return neighbours(
    entries,
    itemCount,
    { name: 'shrunk-cosine', norm, lambda: shrinkage, leastUsers },
    options,
  );
}
