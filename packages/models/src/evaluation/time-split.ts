import { rowsWhere, userRows, type Interactions } from '../interactions';

/** Share of the newest rows, which are held out. */
const LATER_SHARE = 0.1;

/** Rows up to a point in time, and later ones. */
export interface TimeSplit {
  /** Rows with the ids of all rows, so that integers mean the same in both parts. */
  readonly training: Interactions;
  /** Row numbers in the whole data, by user, oldest first. */
  readonly later: ReadonlyMap<number, readonly number[]>;
  /** Unix seconds of the newest training row. */
  readonly until: number;
}

/** Cached, because several use cases split the same rows. */
const splits = new WeakMap<Interactions, TimeSplit>();

/**
 * Holds out the newest tenth of all rows, so that a model does not learn from what other users did after a question.
 * Rows of the same second stay together, as do rows of an order.
 */
export function splitAtTime(interactions: Interactions): TimeSplit {
  const known = splits.get(interactions);
  if (known !== undefined) return known;
  const { users, timestamps } = interactions;
  const sorted = timestamps.slice().sort();
  const until = sorted[Math.max(0, Math.ceil((1 - LATER_SHARE) * sorted.length) - 1)] ?? 0;
  const isLater = laterRows(interactions, until);
  const later = new Map<number, number[]>();
  for (let row = 0; row < users.length; row++) {
    if (isLater[row] === 0) continue;
    const own = later.get(users[row]);
    if (own) own.push(row);
    else later.set(users[row], [row]);
  }
  const split = { training: rowsWhere(interactions, (row) => isLater[row] === 0), later, until };
  splits.set(interactions, split);
  return split;
}

/** Array with a 1 for each row that is held out. */
function laterRows(interactions: Interactions, until: number): Uint8Array {
  const { timestamps, orders, userIds } = interactions;
  const isLater = new Uint8Array(timestamps.length);
  for (let row = 0; row < timestamps.length; row++) isLater[row] = timestamps[row] > until ? 1 : 0;
  if (!orders) return isLater;
  const rows = userRows(interactions);
  for (let user = 0; user < userIds.length; user++) {
    const open = new Set<number>();
    for (let row = rows[user + 1] - 1; row >= rows[user]; row--) {
      if (orders[row] === 0) continue;
      if (isLater[row] === 1) open.add(orders[row]);
      else if (open.has(orders[row])) isLater[row] = 1;
    }
  }
  return isLater;
}
