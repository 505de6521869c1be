/** CloudWatch namespace of Personalize's metrics. */
export const PERSONALIZE_NAMESPACE = 'AWS/Personalize';

/** Dimension of the recommenders' metrics. */
export const RECOMMENDER_DIMENSION = 'RecommenderArn';

/**
 * Metrics that Personalize publishes for each recommender, with their most useful statistic. The request count covers
 * successful requests and supports only sums. Latencies are those of successful requests, in milliseconds.
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

/** Dimension of the campaigns' metrics. */
export const CAMPAIGN_DIMENSION = 'CampaignArn';

/** Metrics that Personalize publishes for each campaign of a personalized ranking, in the same form as for recommenders. */
export const CAMPAIGN_METRICS = {
  requests: { name: 'GetPersonalizedRanking', statistic: 'Sum' },
  latency: { name: 'GetPersonalizedRankingLatency', statistic: 'Average' },
  clientErrors: { name: 'GetPersonalizedRanking4xxErrors', statistic: 'Sum' },
  serverErrors: { name: 'GetPersonalizedRanking5xxErrors', statistic: 'Sum' },
} as const satisfies Record<RecommenderMetricName, { readonly name: string; readonly statistic: string }>;
