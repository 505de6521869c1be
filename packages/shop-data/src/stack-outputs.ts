import type { UseCaseName } from '@ecommerce-recommenders/personalize/use-cases';

/** Key of the stack output that holds each recommender's ARN. */
export const RECOMMENDER_OUTPUTS = {
  'most-viewed': 'MostViewedRecommenderArn',
  'best-sellers': 'BestSellersRecommenderArn',
  'frequently-bought-together': 'FrequentlyBoughtTogetherRecommenderArn',
  'customers-who-viewed-x-also-viewed': 'CustomersWhoViewedXAlsoViewedRecommenderArn',
  'recommended-for-you': 'RecommendedForYouRecommenderArn',
} as const satisfies Record<UseCaseName, string>;

/** Key of the stack output that holds the ARN of the campaign that ranks. */
export const RANKING_OUTPUT = 'RankingCampaignArn';
