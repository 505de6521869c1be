import type { QualityRow } from './quality-data';

/** Rows from which models learn, and rows that answer the questions. */
export interface Split {
  readonly training: readonly QualityRow[];
  readonly heldOut: readonly QualityRow[];
}

const TRAINING_SHARE = 0.9;

/** Splits at one moment for all users, so that the newest tenth of all rows is held out. */
export function splitForward(rows: readonly QualityRow[]): Split {
  const times = Float64Array.from(rows, ({ timestamp }) => timestamp).sort();
  const moment = times[Math.max(0, Math.ceil(TRAINING_SHARE * times.length) - 1)];
  return splitBy(rows, ({ timestamp }) => timestamp > moment);
}

/** Holds out each user's newest tenth: rank / count > 0.9, ties in file order, as the preparation does. */
export function splitByNewestTenth(rows: readonly QualityRow[]): Split {
  const isHeldOut = new Set<QualityRow>();
  for (const own of byUser(rows).values())
    own.forEach((row, at) => {
      if ((at + 1) / own.length > TRAINING_SHARE) isHeldOut.add(row);
    });
  return splitBy(rows, (row) => isHeldOut.has(row));
}

/** Holds out each customer's last order, unless it is the only one. Rows without an order are left out. */
export function splitByLastOrder(rows: readonly QualityRow[]): Split {
  const ordered = rows.filter(({ orderId, eventType }) => orderId !== undefined && eventType === 'Purchase');
  const last = new Map<string, string>();
  const isReturning = new Set<string>();
  for (const [userId, own] of byUser(ordered)) {
    last.set(userId, own.at(-1)!.orderId!);
    if (own.some(({ orderId }) => orderId !== last.get(userId))) isReturning.add(userId);
  }
  return splitBy(ordered, ({ userId, orderId }) => isReturning.has(userId) && orderId === last.get(userId));
}

const splitBy = (rows: readonly QualityRow[], isHeldOut: (row: QualityRow) => boolean): Split => ({
  training: rows.filter((row) => !isHeldOut(row)),
  heldOut: rows.filter(isHeldOut),
});

/** Each user's rows by time, ties in file order. */
export function byUser(rows: readonly QualityRow[]): Map<string, QualityRow[]> {
  const users = new Map<string, QualityRow[]>();
  for (const row of rows) {
    const own = users.get(row.userId);
    if (own) own.push(row);
    else users.set(row.userId, [row]);
  }
  for (const own of users.values()) own.sort((a, b) => a.timestamp - b.timestamp);
  return users;
}
