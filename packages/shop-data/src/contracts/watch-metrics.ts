/** CloudWatch namespace of the metrics that the stack publishes, hourly. */
export const WATCH_NAMESPACE = 'EcommerceRecommenders';

/** Dimension by shop; the value is the shop's name. */
export const STACK_DIMENSION = 'Stack';

/** Dimension by recommender. */
export const USE_CASE_DIMENSION = 'UseCase';

/** A metric that the stack publishes. */
export interface WatchMetric {
  readonly name: string;
  readonly unit: 'Count' | 'None';
}

/** Metrics of the shop as a whole. */
export const SHOP_METRICS = {
  /** Days since the newest successful import into any dataset. */
  dataAge: { name: 'DataAgeDays', unit: 'None' },
  /** Datasets whose newest import failed. */
  failedImports: { name: 'FailedImports', unit: 'Count' },
  /** Recommenders whose training, or newest update, failed. */
  failedTrainings: { name: 'FailedTrainings', unit: 'Count' },
  /** Shelves that nobody sees any more while the API is asked. */
  darkShelves: { name: 'DarkShelves', unit: 'Count' },
  /** US dollars a month if the recommenders stay as they are. */
  monthlyCost: { name: 'MonthlyCostUsd', unit: 'None' },
} as const satisfies Record<string, WatchMetric>;

/** Metrics of the API, published by the requests that they count. */
export const API_METRICS = {
  /** Answers that are fallbacks: best sellers instead of the use case, or nothing. */
  fallbacks: { name: 'Fallbacks', unit: 'Count' },
  /** Requests whose events the tracker did not accept. */
  lostEvents: { name: 'LostEvents', unit: 'Count' },
  /** Execution environments that have refused a guest because the day's number was used up; each counts once a day. */
  guestsUsedUp: { name: 'GuestsUsedUp', unit: 'Count' },
} as const satisfies Record<string, WatchMetric>;

/** Metrics of each shelf by what fills it, published by the requests that bring its events. */
export const SHELF_METRICS = {
  /** Answers whose first item came into view. */
  impressions: { name: 'Impressions', unit: 'Count' },
  clicks: { name: 'Clicks', unit: 'Count' },
  /** Requests with a purchase of an item that was clicked in the shelf. */
  orders: { name: 'Orders', unit: 'Count' },
  /** Quantity times price of these purchases, in the currency of the shop. */
  revenue: { name: 'Revenue', unit: 'None' },
} as const satisfies Record<string, WatchMetric>;

/** Metrics of the events on the default event bus. */
export const BUS_METRICS = {
  /** Failed attempts to put an event on the bus. */
  unputEvents: { name: 'UnputEvents', unit: 'Count' },
} as const satisfies Record<string, WatchMetric>;

/** Metrics of each recommender whose rate follows its use, hourly. */
export const RATE_METRICS = {
  /** Provisioned requests a second. */
  rate: { name: 'ProvisionedRate', unit: 'None' },
  /** Additional cost of the hour in US dollars, compared with the minimum of 1 that AWS advises. */
  aboveOne: { name: 'UsdAboveMinimumOf1', unit: 'None' },
} as const satisfies Record<string, WatchMetric>;

/** Metrics of each recommender. */
export const TRAINING_METRICS = {
  /** Days since the last weekly training was due. */
  trainingAge: { name: 'TrainingAgeDays', unit: 'None' },
  /** Personalize's own measures of the latest training, see {@link MODEL_METRICS}. */
  ndcg: { name: 'NdcgAt25', unit: 'None' },
  coverage: { name: 'Coverage', unit: 'None' },
} as const satisfies Record<string, WatchMetric>;

/**
 * Personalize's measure for each metric.
 *
 * @see https://docs.aws.amazon.com/personalize/latest/dg/evaluating-recommenders.html
 */
export const MODEL_METRICS = {
  ndcg: 'normalized_discounted_cumulative_gain_at_25',
  coverage: 'coverage',
} as const satisfies Partial<Record<keyof typeof TRAINING_METRICS, string>>;

/** `dataAge`, `failedImports`, … */
export type ShopMetricName = keyof typeof SHOP_METRICS;

/** `trainingAge`, `ndcg`, … */
export type TrainingMetricName = keyof typeof TRAINING_METRICS;
