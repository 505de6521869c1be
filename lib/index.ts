/** Public API for other CDK apps. */
export { EcommerceRecommenders } from './ecommerce-recommenders';
export type { EcommerceRecommendersProps } from './read-settings';
export type { RecommenderOptions } from '../domain/recommender-options';
export { USE_CASE_NAMES, type UseCaseName } from '../domain/use-cases';
