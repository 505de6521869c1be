import { BestOfRows } from './best-of-rows';
import { closeness } from './closeness';
import type { SparseMatrix } from './sparse-matrix';
import type { UserItems } from './user-items';
import { usersOfItems } from './users-of-items';

/** Neighbours kept of an item. Recommendations beyond them are filled up with popular items. */
export const MAX_NEIGHBOURS = 100;

/**
 * The score of a pair, the same whichever item is named first, from what its users say of it in sum and their
 * number; 0 or less for no neighbours.
 */
export type PairScore = (item: number, other: number, sum: number, users: number) => number;

/** What the users say of one item's pairs: of all items, those in no pair have zeros. */
interface PairSums {
  readonly sums: Float64Array;
  readonly users: Int32Array;
}

/**
 * Items by items: the best neighbours of each item, best first, ties by item. With x_ui the value and t_ui the
 * time of user u's entry for item i, and {@link closeness} c, the users that have both items say of a pair
 *
 *     Σ_u x_ui x_uj · c(t_ui, t_uj)
 *
 * That is the same for i and j, so each item is compared with those behind it alone. It is done for one item at
 * a time: the full matrix never exists, and memory is bounded by {@link MAX_NEIGHBOURS} an item.
 */
export function neighbours(entries: UserItems, itemCount: number, scoreOf: PairScore): SparseMatrix {
  const { starts, columns } = entries;
  const items = usersOfItems(entries, itemCount);
  const best = new BestOfRows(roomOf(entries, itemCount));
  const pairs = { sums: new Float64Array(itemCount), users: new Int32Array(itemCount) };
  // Behind each user's entries for the items so far.
  const behind = starts.slice();

  const score = (item: number, other: number): void => {
    if (pairs.users[other] === 0) return;
    const score = scoreOf(item, other, pairs.sums[other], pairs.users[other]);
    pairs.sums[other] = pairs.users[other] = 0;
    if (score <= 0) return;
    best.offer(item, other, score);
    best.offer(other, item, score);
  };

  for (let item = 0; item < itemCount; item++) {
    const users = items.users.subarray(items.starts[item], items.starts[item + 1]);
    let steps = 0;
    for (const user of users) {
      addUp(entries, behind[user]++, starts[user + 1], pairs);
      steps += starts[user + 1] - behind[user];
    }
    if (steps > itemCount - item) {
      for (let other = item + 1; other < itemCount; other++) score(item, other);
    } else {
      for (const user of users)
        for (let at = behind[user]; at < starts[user + 1]; at++) score(item, columns[at]);
    }
  }
  return best.sorted();
}

/** Adds what a user says of the pairs of an entry's item, which are with the entries up to `end`. */
function addUp(
  { columns, values, times }: UserItems,
  entry: number,
  end: number,
  { sums, users }: PairSums,
): void {
  const x = values[entry];
  const t = times[entry];
  for (let at = entry + 1; at < end; at++) {
    const other = columns[at];
    users[other]++;
    sums[other] += x * values[at] * closeness(t, times[at]);
  }
}

/** How many neighbours each item can have. */
function roomOf({ starts, columns }: UserItems, itemCount: number): Uint32Array {
  const room = new Uint32Array(itemCount);
  for (let user = 0; user + 1 < starts.length; user++) {
    const others = starts[user + 1] - starts[user] - 1;
    for (let entry = starts[user]; entry < starts[user + 1]; entry++)
      room[columns[entry]] = Math.min(MAX_NEIGHBOURS, room[columns[entry]] + others);
  }
  return room;
}
