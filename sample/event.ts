/** What a shop reports, each step rarer than the one before; the file's column EVENT_TYPE. */
export const EVENT_TYPES = [
  'ProductViewed',
  'ProductAdded',
  'CartViewed',
  'CheckoutStarted',
  'OrderCompleted',
] as const;

/** One row of interactions.csv but for its user. */
export interface Event {
  /** Index into the shop's items. */
  readonly item: number;
  readonly type: (typeof EVENT_TYPES)[number];
  /** Unix seconds. */
  readonly timestamp: number;
}
