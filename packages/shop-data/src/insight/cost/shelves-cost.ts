import { HOURS_PER_MONTH, usdOf } from '@ecommerce-recommenders/personalize/charges';
import { PRICES, type Prices } from '@ecommerce-recommenders/personalize/prices';
import { filledShelves, SHELF_COUNTS, type Shelves } from '../../contracts/shelves/shelves';

/** What the metrics of shelves cost, in US dollars. */
export interface ShelvesCost {
  readonly shelves: number;
  /** Cost of a month in which one source fills each shelf. */
  readonly usdPerMonth: number;
  /** The maximum, even with invented events: a month in which every source fills each shelf in every hour. */
  readonly usdPerMonthAtMost: number;
  /** Cost of a million log lines: one per shelf in a request with its events. */
  readonly usdPerMillionLines: number;
  /** Cost of a month in which the watcher reads the metrics every hour. */
  readonly usdPerMonthWatched: number;
}

/** Assumed size of a line, including what CloudWatch Logs adds. */
const LINE_BYTES = 400;

/** Prices the metrics of shelves. Each is a custom metric. */
export function shelvesCost(shelves: Shelves, prices: Prices = PRICES): ShelvesCost {
  const { metrics, metricRequests, logIngestion } = prices.items;
  const names = Object.keys(shelves).length;
  const filled = filledShelves(shelves).length;
  return {
    shelves: names,
    usdPerMonth: usdOf(metrics, names * SHELF_COUNTS.length),
    usdPerMonthAtMost: usdOf(metrics, filled * SHELF_COUNTS.length),
    usdPerMillionLines: usdOf(logIngestion, (1_000_000 * LINE_BYTES) / 1e9),
    // The watcher reads the impressions of each shelf and source, and the requests to the API.
    usdPerMonthWatched: usdOf(metricRequests, (filled + 1) * HOURS_PER_MONTH),
  };
}
