import { DEFAULT_REQUESTS_PER_SECOND } from '@ecommerce-recommenders/personalize/provisioned-rate';
import type { Meter } from '../../../billing/meter';
import type { RecommenderResource } from '../recommender-resource';

/**
 * Records whether a recommender is billed, which it is while ACTIVE, and for what capacity. Call it after each change
 * of status, model or configuration.
 *
 * @see https://docs.aws.amazon.com/personalize/latest/dg/stopping-starting-recommender.html
 */
export function meterRecommender(recommender: RecommenderResource, { recommenders }: Meter): void {
  const { arn, status, model, recommenderConfig = {} } = recommender;
  const { minRecommendationRequestsPerSecond: minRequestsPerSecond = DEFAULT_REQUESTS_PER_SECOND } =
    recommenderConfig;
  const isBilled = status === 'ACTIVE' && model !== undefined;
  recommenders.set(arn, isBilled ? { users: model.log.userOf.size, minRequestsPerSecond } : undefined);
}
