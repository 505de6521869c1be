import { userRows, type Interactions } from '../interactions';

/** Share of the newest rows, which are held out. */
const LATER_SHARE = 0.1;

/** Rows up to a point in time, and later ones. */
export interface TimeSplit {
  /** With the ids of all rows, so that integers mean the same in both. */
  readonly training: Interactions;
  /** Row numbers in the whole data, oldest first, of users who have any. */
  readonly later: ReadonlyMap<number, readonly number[]>;
  /** Unix seconds of the newest training row. */
  readonly until: number;
}

/**
 * Holds out the newest tenth of all rows, so that a model does not learn from what other users did after the time of a question.
 * Rows of the same second stay together, and so do rows of an order.
 */
export function splitAtTime(interactions: Interactions): TimeSplit {
  const { users, items, events, timestamps, orders } = interactions;
  const sorted = timestamps.slice().sort();
  const until = sorted[Math.max(0, Math.ceil((1 - LATER_SHARE) * sorted.length) - 1)] ?? 0;
  const isLater = laterRows(interactions, until);
  const kept = Uint32Array.from(users.keys()).filter((row) => isLater[row] === 0);
  const later = new Map<number, number[]>();
  for (let row = 0; row < users.length; row++) {
    if (isLater[row] === 0) continue;
    const own = later.get(users[row]);
    if (own) own.push(row);
    else later.set(users[row], [row]);
  }
  const training = {
    ...interactions,
    users: kept.map((row) => users[row]),
    items: kept.map((row) => items[row]),
    events: Uint8Array.from(kept, (row) => events[row]),
    timestamps: Float64Array.from(kept, (row) => timestamps[row]),
    ...(orders && { orders: kept.map((row) => orders[row]) }),
  };
  return { training, later, until };
}

/** 1 for each row that is held out. */
function laterRows(interactions: Interactions, until: number): Uint8Array {
  const { timestamps, orders, userIds } = interactions;
  const isLater = Uint8Array.from(timestamps, (seconds) => (seconds > until ? 1 : 0));
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
