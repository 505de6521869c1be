import { arrayIn } from './array-in';
import { neighbours } from './neighbours';
import type { SparseMatrix } from './sparse-matrix';
import type { TrainingOptions } from './training-options';
import type { UserItems } from './user-items';

/** A pair with this many common users gets half of its cosine. */
const LAMBDA = 10;

/**
 * The best neighbours of each item by common users. With n_i the users of item i, and n_ij those of both:
 *
 *     s_ij = n_ij / √(n_i n_j) · n_ij / (n_ij + λ)
 *
 * The cosine corrects for popularity, and the shrinkage for chance in rare pairs.
 *
 * @param entries - values and ages are overwritten, so that every entry counts 1, regardless of its age
 * @see Sarwar, Karypis, Konstan, Riedl: Item-based Collaborative Filtering Recommendation Algorithms (2001)
 * @see Bell, Koren: Improved Neighborhood-based Collaborative Filtering (2007) for the shrinkage
 */
export function shrunkCosine(
  entries: UserItems,
  itemCount: number,
  options?: TrainingOptions,
): Promise<SparseMatrix> {
  const { program, columns } = entries;
  entries.values.fill(1);
  entries.ages.fill(0);
  const norm = arrayIn(program, Float64Array, itemCount);
  for (const item of columns) norm[item]++;
  for (let item = 0; item < itemCount; item++) norm[item] = Math.sqrt(norm[item]);
  return neighbours(
    entries,
    itemCount,
    { name: 'shrunk-cosine', norm, lambda: LAMBDA, leastUsers: 1 },
    options,
  );
}
