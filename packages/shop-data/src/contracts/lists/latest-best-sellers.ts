import { runPrefix } from './list-places';

/**
 * The best sellers of the latest days, which stand in where the API has no answer. A run makes them of the prepared purchases, if
 * these show that the latest days predict better than all of the time.
 */
export interface LatestBestSellers {
  /** Days that purchases were counted over, before the newest one. */
  readonly days: number;
  /** Best first, filled up with those of all the time. */
  readonly itemIds: readonly string[];
}

/** Object of a run's {@link LatestBestSellers}; absent where all of the time predicts as well. */
export const latestBestSellersKey = (run: string): string => `${runPrefix(run)}latest-best-sellers.json`;
