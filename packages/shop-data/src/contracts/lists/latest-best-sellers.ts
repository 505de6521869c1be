import { runPrefix } from './list-places';

/**
 * The best sellers of recent days, a fallback of the API. A run computes them from the prepared purchases, if these show that
 * recent days predict better than the whole period.
 */
export interface LatestBestSellers {
  /** Days, up to the newest purchase, over which purchases were counted. */
  readonly days: number;
  /** Best first, filled up with those of the whole period. */
  readonly itemIds: readonly string[];
}

/** Object of a run's {@link LatestBestSellers}; absent if the whole period predicts as well. */
export const latestBestSellersKey = (run: string): string => `${runPrefix(run)}latest-best-sellers.json`;
