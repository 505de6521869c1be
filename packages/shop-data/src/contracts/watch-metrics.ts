/** CloudWatch namespace of the metrics that the stack publishes every hour. */
export const WATCH_NAMESPACE = 'EcommerceRecommenders';

/** Dimension for the shop. Its value is the shop's name. */
export const STACK_DIMENSION = 'Stack';

/** Dimension for the recommender. */
export const USE_CASE_DIMENSION = 'UseCase';

/** A metric that the stack publishes. */
export interface WatchMetric {
  readonly name: string;
  readonly unit: 'Count' | 'None';
}

/** Metrics of the whole shop. */
export const SHOP_METRICS = {
  /** Days since the newest successful import into any dataset. */
  dataAge: { name: 'DataAgeDays', unit: 'None' },
  /** Datasets whose newest import failed. */
  failedImports: { name: 'FailedImports', unit: 'Count' },
  /** Recommenders whose training or newest update failed. */
  failedTrainings: { name: 'FailedTrainings', unit: 'Count' },
  /** Shelves that nobody sees any more although the API gets requests. */
  darkShelves: { name: 'DarkShelves', unit: 'Count' },
  /** US dollars per month if the recommenders stay unchanged. */
  monthlyCost: { name: 'MonthlyCostUsd', unit: 'None' },
} as const satisfies Record<string, WatchMetric>;

/** Metrics of the API, published by the requests that they count. */
export const API_METRICS = {
  /** Answers that are fallbacks: best sellers instead of the use case, or no items. */
  fallbacks: { name: 'Fallbacks', unit: 'Count' },
  /** Requests whose events the tracker did not accept. */
  lostEvents: { name: 'LostEvents', unit: 'Count' },
  /** Execution environments that have rejected a guest because the daily limit was reached. Each counts once a day. */
  guestsUsedUp: { name: 'GuestsUsedUp', unit: 'Count' },
} as const satisfies Record<string, WatchMetric>;

/** Metrics of each shelf by source. The requests that contain its events publish them. */
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

/** Hourly metrics of each recommender whose rate is adjusted to its use. */
export const RATE_METRICS = {
  /** Provisioned requests per second. */
  rate: { name: 'ProvisionedRate', unit: 'None' },
  /** Additional cost of the hour in US dollars, compared with a rate of 1, which AWS advises. */
  aboveOne: { name: 'UsdAboveMinimumOf1', unit: 'None' },
} as const satisfies Record<string, WatchMetric>;

/** Metrics of each recommender. */
export const TRAINING_METRICS = {
  /** Days since the last weekly training was due. */
  trainingAge: { name: 'TrainingAgeDays', unit: 'None' },
  /** Personalize's own metrics of the latest training, see {@link MODEL_METRICS}. */
  ndcg: { name: 'NdcgAt25', unit: 'None' },
  coverage: { name: 'Coverage', unit: 'None' },
} as const satisfies Record<string, WatchMetric>;

/**
 * Name in Personalize of each metric.
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
