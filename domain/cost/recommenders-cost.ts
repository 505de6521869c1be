import type { ShopUseCases } from '../recommender-options';
import { recommenderUsdPerHour, type RecommenderUse } from './recommender-cost';

/** US dollars an hour for the recommenders of a shop while all are ACTIVE, each with the rate that it provisions. */
export function recommendersUsdPerHour(
  useCases: ShopUseCases,
  use: Omit<RecommenderUse, 'minRequestsPerSecond'>,
): number {
  const usd = [...useCases.values()].map(({ minRecommendationRequestsPerSecond: minRequestsPerSecond = 1 }) =>
    recommenderUsdPerHour({ ...use, minRequestsPerSecond }),
  );
  return usd.reduce((sum, one) => sum + one, 0);
}
