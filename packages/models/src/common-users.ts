import { arrayIn } from './array-in';
import { neighbours } from './neighbours';
import type { SparseMatrix } from './sparse-matrix';
import type { TrainingOptions } from './training-options';
import type { UserItems } from './user-items';

/**
 * n_ij: the number of users that items i and j have in common. Each item gets the partners with the highest numbers.
 *
 * @param entries - values and ages are overwritten, so that every entry counts 1, regardless of its age
 */
export function commonUsers(
  entries: UserItems,
  itemCount: number,
  options?: TrainingOptions,
): Promise<SparseMatrix> {
  entries.values.fill(1);
  entries.ages.fill(0);
  const norm = arrayIn(entries.program, Float64Array, itemCount).fill(1);
  return neighbours(entries, itemCount, { name: 'shrunk-cosine', norm, lambda: 0, leastUsers: 1 }, options);
}
