import { arrayIn } from './array-in';
import { neighbours } from './neighbours';
import type { SparseMatrix } from './sparse-matrix';
import type { TrainingOptions } from './training-options';
import type { UserItems } from './user-items';

/**
 * The neighbours s of each item by the users that two items share. With r_ui what user u had to do with item
 * i, at least 1 where anything, t_ui when that was last, and n_ij the number of users that had to do with both:
 *
 *     x_ui = 1 + ln r_ui
 *     s_ij = Σ_u x_ui x_uj · c(t_ui, t_uj) / (|x_i| |x_j|) · n_ij / (n_ij + λ)
 *
 * The logarithm keeps a user who comes back many times from outweighing many users, closeness c
 * (`packages/wasm/assembly/item-pairs/closeness.ts`) prefers what was looked at together, the cosine takes from popular items what they have from being popular, and the
 * shrinkage from rare pairs what they have from chance.
 *
 * @param r becomes x
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
    // Of most, the logarithm is 0.
    if (x[entry] !== 1) x[entry] = 1 + Math.log(x[entry]);
    norm[columns[entry]] += x[entry] ** 2;
  }
  for (let item = 0; item < itemCount; item++) norm[item] = Math.sqrt(norm[item]);
  return neighbours(r, itemCount, { name: 'shrunk-cosine', norm }, options);
}
