import { compareTiles, type PairScore } from './compare-tiles';
import { pairTiles } from './pair-tiles';
import type { SparseMatrix } from './sparse-matrix';
import type { UserItems } from './user-items';

/**
 * Items by items: the best neighbours of each item, best first, ties by item. With x_ui the value and t_ui the
 * time of user u's entry for item i, and {@link closeness} c, the users that have both items say of a pair
 *
 *     Σ_u x_ui x_uj · c(t_ui, t_uj)
 *
 * That is the same for i and j, so each item is compared with those behind it alone. It is done for a tile of
 * items at a time: the full matrix never exists, and memory is bounded by {@link MAX_NEIGHBOURS} an item.
 */
export function neighbours(entries: UserItems, itemCount: number, scoreOf: PairScore): SparseMatrix {
  let tile = 0;
  return compareTiles(entries, pairTiles(entries, itemCount), scoreOf, () => tile++);
}
