import { arrayIn } from './array-in';
import { neighbours } from './neighbours';
import type { SparseMatrix } from './sparse-matrix';
import type { TrainingOptions } from './training-options';
import type { UserItems } from './user-items';

/** A pair with this many common users gets half of its cosine. */
const LAMBDA = 10;

/**
 * Item similarity s by shared users. With r_ui user u's interactions with item i (weighted, at least 1 if
 * any), t_ui the time of the last one, and n_ij the number of users with both:
 *
 *     x_ui = 1 + ln r_ui
 *     s_ij = Σ_u x_ui x_uj · c(t_ui, t_uj) / (|x_i| |x_j|) · n_ij / (n_ij + λ)
 *
 * The logarithm keeps a frequent user from outweighing many users, closeness c
 * (`packages/wasm/assembly/item-pairs/closeness.ts`) prefers items seen together, the cosine corrects for
 * popularity, and the shrinkage for chance in rare pairs.
 *
 * @param r - overwritten with x
 * @see Salton, Buckley: Term-weighting approaches in automatic text retrieval (1988) for the logarithm
 * @see Sarwar, Karypis, Konstan, Riedl: Item-based Collaborative Filtering Recommendation Algorithms (2001)
 * @see Bell, Koren: Improved Neighborhood-based Collaborative Filtering (2007) for the shrinkage
 */
export function shrunkCosine(
  r: UserItems,
  itemCount: number,
  options?: TrainingOptions,
): Promise<SparseMatrix> {
  const { program, columns, values: x } = r;
  const norm = arrayIn(program, Float64Array, itemCount);
  for (let entry = 0; entry < x.length; entry++) {
    // For most entries the logarithm is 0.
    if (x[entry] !== 1) x[entry] = 1 + Math.log(x[entry]);
    norm[columns[entry]] += x[entry] ** 2;
  }
  for (let item = 0; item < itemCount; item++) norm[item] = Math.sqrt(norm[item]);
  return neighbours(r, itemCount, { name: 'shrunk-cosine', norm, lambda: LAMBDA, leastUsers: 1 }, options);
}
