/** Where CloudWatch keeps what Personalize publishes of itself. */
export const PERSONALIZE_NAMESPACE = 'AWS/Personalize';

/** Dimension that tells recommenders apart. */
export const RECOMMENDER_DIMENSION = 'RecommenderArn';

/**
 * What Personalize publishes of each recommender, and the statistic that says most. The count of the successful requests
 * knows only sums; latencies are milliseconds and leave out requests that failed.
 *
 * @see https://docs.aws.amazon.com/personalize/latest/dg/cloudwatch-metrics.html
 */
export const RECOMMENDER_METRICS = {
  requests: { name: 'GetRecommendations', statistic: 'Sum' },
  latency: { name: 'GetRecommendationsLatency', statistic: 'Average' },
  clientErrors: { name: 'GetRecommendations4xxErrors', statistic: 'Sum' },
  serverErrors: { name: 'GetRecommendations5xxErrors', statistic: 'Sum' },
} as const satisfies Record<string, { readonly name: string; readonly statistic: string }>;

/** `requests`, `latency`, … */
export type RecommenderMetricName = keyof typeof RECOMMENDER_METRICS;
