import { runPrefix } from './list-places';

/**
 * The best sellers of recent days, to which the API falls back. A run computes them from the prepared purchases, if
 * recent days predict these better than the whole period.
 */
export interface LatestBestSellers {
  /** Number of days until the newest purchase over which purchases were counted. */
  readonly days: number;
  /** Item ids, best first, filled up with those of the whole period. */
  readonly itemIds: readonly string[];
}

/** Key of a run's {@link LatestBestSellers}. The object is missing if the whole period predicts as well. */
export const latestBestSellersKey = (run: string): string => `${runPrefix(run)}latest-best-sellers.json`;
