import type { Interactions } from './interactions';
import type { SparseMatrix } from './sparse-matrix';
import { userRows } from './user-rows';

/**
 * A user counts with this many items at most, the latest ones: the work of comparing items grows with the
 * square of it, and a longer history is a robot's or a reseller's rather than a customer's.
 */
const MAX_ITEMS_PER_USER = 500;

/** What the rows of one user and item say. */
export interface RowValues {
  /** Whether a row says anything. */
  readonly counts: (row: number) => boolean;
  readonly ofRow: (row: number) => number;
  /** Of all rows together, from what the later ones and an earlier one say. */
  readonly merge: (later: number, earlier: number) => number;
}

/** Users by items: one entry for each item that a user had to do with, the latest first. */
export function userItems(interactions: Interactions, { counts, ofRow, merge }: RowValues): SparseMatrix {
  const { userIds, itemIds, items } = interactions;
  const rows = userRows(interactions);
  const starts = new Uint32Array(userIds.length + 1);
  const columns = new Uint32Array(items.length);
  const values = new Float64Array(items.length);
  // One more than the item's latest entry; one that is not above the user's start is another user's.
  const after = new Uint32Array(itemIds.length);
  let entries = 0;
  for (let user = 0; user < userIds.length; user++) {
    for (let row = rows[user + 1] - 1; row >= rows[user]; row--) {
      if (!counts(row)) continue;
      const item = items[row];
      const value = ofRow(row);
      if (after[item] > starts[user]) {
        values[after[item] - 1] = merge(values[after[item] - 1], value);
      } else if (entries - starts[user] < MAX_ITEMS_PER_USER) {
        columns[entries] = item;
        values[entries] = value;
        after[item] = ++entries;
      }
    }
    starts[user + 1] = entries;
  }
  return { starts, columns: columns.slice(0, entries), values: values.slice(0, entries) };
}
