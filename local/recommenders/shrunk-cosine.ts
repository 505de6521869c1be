import { neighbours } from './neighbours';
import type { SparseMatrix } from './sparse-matrix';

/** Common users at which a pair gets half of its cosine: a few may be chance. */
const LAMBDA = 10;

/**
 * The neighbours s of each item by the users that two items share. With r_ui what user u had to do with item
 * i, and n_ij the number of users that had to do with both:
 *
 *     s_ij = Σ_u r_ui r_uj / (|r_i| |r_j|) · n_ij / (n_ij + λ)
 *
 * The cosine takes from popular items what they have from being popular, the shrinkage from rare pairs what
 * they have from chance.
 *
 * @param r users by items
 * @see Sarwar, Karypis, Konstan, Riedl: Item-based Collaborative Filtering Recommendation Algorithms (2001)
 * @see Bell, Koren: Improved Neighborhood-based Collaborative Filtering (2007) for the shrinkage
 */
export function shrunkCosine(r: SparseMatrix, itemCount: number): SparseMatrix {
  const norm = new Float64Array(itemCount);
  for (let entry = 0; entry < r.columns.length; entry++) norm[r.columns[entry]] += r.values[entry] ** 2;
  for (let item = 0; item < itemCount; item++) norm[item] = Math.sqrt(norm[item]);
  return neighbours(r, itemCount, {
    ofUser: (r_ui, r_uj) => r_ui * r_uj,
    ofPair: (i, j, dot, n_ij) => ((dot / (norm[i] * norm[j])) * n_ij) / (n_ij + LAMBDA),
  });
}
