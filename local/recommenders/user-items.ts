import type { Interactions } from './interactions';
import type { SparseMatrix } from './sparse-matrix';
import { userRows } from './user-rows';

/**
 * A user counts with this many items at most, the latest ones: the work of comparing items grows with the
 * square of it, and a longer history is a robot's or a reseller's rather than a customer's.
 */
const MAX_ITEMS_PER_USER = 500;

/** Users by items: an entry for each item that a user had to do with, in ascending order of the items. */
export interface UserItems extends SparseMatrix {
  /** When the user's latest row with the item was, for each entry: seconds since the first of all rows. */
  readonly times: Int32Array | Float64Array;
}

/**
 * The values are the sums of the rows' weights.
 *
 * @param weights - of each event type; a row of one without weight says nothing
 */
export function userItems(interactions: Interactions, weights: Float64Array): UserItems {
  const { userIds, itemIds, items, events, timestamps } = interactions;
  const rows = userRows(interactions);
  const starts = new Uint32Array(userIds.length + 1);
  const columns = new Uint32Array(items.length);
  const values = new Float64Array(items.length);
  const { first, last } = spanOf(timestamps);
  const times = last - first < 2 ** 31 ? new Int32Array(items.length) : new Float64Array(items.length);
  const latest = new Uint32Array(MAX_ITEMS_PER_USER);
  // Of each item that the user has, the sum of the weights and the time.
  const sums = new Float64Array(itemIds.length);
  const newest = new Float64Array(itemIds.length);
  let entries = 0;
  for (let user = 0; user < userIds.length; user++) {
    let count = 0;
    for (let row = rows[user + 1] - 1; row >= rows[user]; row--) {
      const weight = weights[events[row]];
      const item = items[row];
      if (weight === 0 || (sums[item] === 0 && count === MAX_ITEMS_PER_USER)) continue;
      if (sums[item] === 0) {
        latest[count++] = item;
        newest[item] = timestamps[row] - first;
      }
      sums[item] += weight;
    }
    for (const item of latest.subarray(0, count).sort()) {
      columns[entries] = item;
      values[entries] = sums[item];
      times[entries++] = newest[item];
      sums[item] = 0;
    }
    starts[user + 1] = entries;
  }
  // What is behind the entries goes with them, as soon as the training is over.
  return {
    starts,
    columns: columns.subarray(0, entries),
    values: values.subarray(0, entries),
    times: times.subarray(0, entries),
  };
}

function spanOf(timestamps: Float64Array): { first: number; last: number } {
  let [first, last] = [Infinity, -Infinity];
  for (const timestamp of timestamps) {
    if (timestamp < first) first = timestamp;
    if (timestamp > last) last = timestamp;
  }
  return { first, last };
}
