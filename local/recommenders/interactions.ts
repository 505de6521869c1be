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
