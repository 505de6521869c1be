import { BestItems } from './best-items';
import { transpose, type SparseMatrix } from './sparse-matrix';

/** Neighbours kept of an item. Recommendations beyond them are filled up with popular items. */
export const MAX_NEIGHBOURS = 100;

/** How two items are compared. */
export interface Comparison {
  /** What one user's entries for the two items say of the pair; summed over the users that have both. */
  readonly ofUser: (entry: number, otherEntry: number) => number;
  /** The pair's score from that sum and the number of those users; 0 or less for no neighbour. */
  readonly ofPair: (item: number, other: number, sum: number, users: number) => number;
}

/**
 * Items by items: the best neighbours of each item, best first, ties by item. One row is summed up at a time
 * over the users of its item, so that the full matrix never exists and memory is bounded by
 * {@link MAX_NEIGHBOURS} an item.
 *
 * @param users users by items
 */
export function neighbours(users: SparseMatrix, itemCount: number, comparison: Comparison): SparseMatrix {
  const { ofUser, ofPair } = comparison;
  const { starts: userStarts, columns: userColumns } = users;
  // Of each item its users, and in place of a value where the entry stands in the user's row.
  const items = transpose({ ...users, values: Float64Array.from(users.columns.keys()) }, itemCount);
  const sums = new Float64Array(itemCount);
  const shared = new Uint32Array(itemCount);
  const met = new Uint32Array(itemCount);
  const best = new BestItems(MAX_NEIGHBOURS);
  const starts = new Uint32Array(itemCount + 1);
  const columns = new Uint32Array(itemCount * Math.min(itemCount, MAX_NEIGHBOURS));
  const values = new Float64Array(columns.length);
  for (let item = 0; item < itemCount; item++) {
    let metCount = 0;
    for (let entry = items.starts[item]; entry < items.starts[item + 1]; entry++) {
      const user = items.columns[entry];
      const own = items.values[entry];
      const end = userStarts[user + 1];
      for (let at = userStarts[user]; at < end; at++) {
        const other = userColumns[at];
        if (shared[other]++ === 0) met[metCount++] = other;
        sums[other] += ofUser(own, at);
      }
    }
    best.clear();
    for (let at = 0; at < metCount; at++) {
      const other = met[at];
      const score = other === item ? 0 : ofPair(item, other, sums[other], shared[other]);
      if (score > 0) best.offer(other, score);
      sums[other] = shared[other] = 0;
    }
    columns.set(best.items.subarray(0, best.length), starts[item]);
    values.set(best.scores.subarray(0, best.length), starts[item]);
    starts[item + 1] = starts[item] + best.length;
  }
  const entries = starts[itemCount];
  return { starts, columns: columns.slice(0, entries), values: values.slice(0, entries) };
}
