/**
 * Interactions in columns: each typed array has one entry per row. Users, items and event types are dense integers; `n` refers to
 * entry `n` of the id list. There are no exact duplicates.
 *
 * The form is canonical: ids are sorted by code unit, and rows by user, then time, item, event type and order. So integers sort
 * like ids, a user's rows are contiguous with the newest last, and the same data gives the same arrays in any input order.
 */
export interface Interactions {
  readonly userIds: readonly string[];
  readonly itemIds: readonly string[];
  readonly eventTypes: readonly string[];
  readonly users: Uint32Array;
  readonly items: Uint32Array;
  /** Indexes into {@link eventTypes}. */
  readonly events: Uint8Array;
  /** Unix seconds. */
  readonly timestamps: Float64Array;
  /** Order of each row, 0 for none; absent if no row has one. */
  readonly orders?: Uint32Array;
}

/** Offsets of each user's rows: user `u` has the rows from entry `u` to before entry `u + 1`, oldest first. */
export function userRows({ userIds, users }: Interactions): Uint32Array {
  const starts = new Uint32Array(userIds.length + 1);
  for (let row = 0; row < users.length; row++) starts[users[row] + 1]++;
  for (let user = 0; user < userIds.length; user++) starts[user + 1] += starts[user];
  return starts;
}

/** Some of the rows, with the ids of all rows. */
export function rowsWhere(interactions: Interactions, isKept: (row: number) => boolean): Interactions {
  const { users, items, events, timestamps, orders } = interactions;
  const kept = new Uint32Array(users.length);
  let count = 0;
  for (let row = 0; row < users.length; row++) if (isKept(row)) kept[count++] = row;
  const rows = kept.subarray(0, count);
  return {
    ...interactions,
    users: picked(users, rows, new Uint32Array(count)),
    items: picked(items, rows, new Uint32Array(count)),
    events: picked(events, rows, new Uint8Array(count)),
    timestamps: picked(timestamps, rows, new Float64Array(count)),
    ...(orders && { orders: picked(orders, rows, new Uint32Array(count)) }),
  };
}

function picked<Column extends Uint32Array | Uint8Array | Float64Array>(
  column: Column,
  rows: Uint32Array,
  into: Column,
): Column {
  for (let at = 0; at < rows.length; at++) into[at] = column[rows[at]];
  return into;
}
