/**
 * Interactions as columns: one entry a row in each typed array. Users, items and event types are dense
 * integers; the id behind integer `n` is entry `n` of the list of ids. Exact duplicates are gone already.
 *
 * The form is canonical: ids ascend by code unit, rows ascend by user, then time, item and event type. So
 * the smaller of two integers is the smaller id, a user's rows stand together with the newest last, and the
 * same data gives the same arrays in whatever order its rows came.
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
}

/** Where each user's rows begin: user `u` has the rows from entry `u` to entry `u + 1`, oldest first. */
export function userRows({ userIds, users }: Interactions): Uint32Array {
  const starts = new Uint32Array(userIds.length + 1);
  for (let row = 0; row < users.length; row++) starts[users[row] + 1]++;
  for (let user = 0; user < userIds.length; user++) starts[user + 1] += starts[user];
  return starts;
}
