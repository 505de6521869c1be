import { arrayIn } from './array-in';
import { SEQUENCE, type Constants } from './constants';
import { neighbours } from './neighbours';
import type { SparseMatrix } from './sparse-matrix';
import type { TrainingOptions } from './training-options';
import type { UserItems } from './user-items';

/** x_ui of {@link sequenceNeighbours}. @param size - n_u */
const sequenceWeight = (r: number, size: number, sizeDamping: number): number =>
  // For most entries the logarithm is 0, so it is not computed.
  (r === 1 ? 1 : Math.sqrt(1 + Math.log(r))) * size ** (-sizeDamping / 2);

/** c(d) of {@link sequenceNeighbours}. */
const closenessOf = (d: number, decay: number): number => (d < 0 ? 0 : d === 0 ? 0.5 : d ** -decay);

/** Size of the program's table of moments. Greater distances count like the last. A user has fewer items than this. */
const MOMENTS = 1024;

/**
 * The items with which users interact after item i, and with less weight before it. With r_ui user u's interactions with item i,
 * n_u the items of the user, n_i the users of the item, and d_uij the number of distinct times from u's first interaction with i
 * to the last one with j:
 *
 *     x_ui = √(1 + ln r_ui) / n_u^¼
 *     c(d) = 0 for d < 0, ½ for d = 0, else d^-0.2
 *     f_ij = Σ_u x_ui x_uj · c(d_uij)
 *     s_ij = (f_ij + α f_ji) / (n_i n_j)^0.3 · (f_ij + f_ji) / (f_ij + f_ji + λ)
 *
 * Of two interactions at the same time neither is first, so each direction gets half. An item to which a user returns is both
 * before and after the others. The logarithm keeps a frequent user from outweighing many users. The shrinkage damps rare pairs,
 * which may be chance. α is 0.4, λ is 1.
 *
 * @param r - overwritten with x
 * @see Ludewig, Jannach: Evaluation of Session-based Recommendation Algorithms (2018) for sequential rules
 * @see Paudel, Christoffel, Newell, Bernstein: Updatable, Accurate, Diverse, and Scalable Recommendations (2017) for the dampings
 * @see Salton, Buckley: Term-weighting approaches in automatic text retrieval (1988) for the logarithm
 * @see Bell, Koren: Improved Neighborhood-based Collaborative Filtering (2007) for the shrinkage
 */
export function sequenceNeighbours(
  r: UserItems,
  itemCount: number,
  options?: TrainingOptions,
  { decay, sizeDamping, popularityDamping }: Constants<typeof SEQUENCE> = SEQUENCE,
): Promise<SparseMatrix> {
  const { program, starts, columns, values: x } = r;
  const norm = arrayIn(program, Float64Array, itemCount);
  for (let user = 0; user + 1 < starts.length; user++) {
    const size = starts[user + 1] - starts[user];
    for (let entry = starts[user]; entry < starts[user + 1]; entry++) {
      x[entry] = sequenceWeight(x[entry], size, sizeDamping);
      norm[columns[entry]]++;
    }
  }
  for (let item = 0; item < itemCount; item++) norm[item] **= popularityDamping;
  const closeness = arrayIn(program, Float64Array, MOMENTS);
  for (let d = 0; d < MOMENTS; d++) closeness[d] = closenessOf(d, decay);
  return neighbours(r, itemCount, { name: 'sequence', closeness, norm }, options);
}
