/** Public API for other CDK apps. */
export { EcommerceRecommenders } from './ecommerce-recommenders';
export type { EcommerceRecommendersProps, RunningHoursOptions } from './shop-props';
export type { NetworkProps } from './network';
export { ShopSource, type CsvParts, type CsvPartsOptions } from './shop-source';
export type { RecommenderOptions } from '@ecommerce-recommenders/shop-data/recommender-options';
export { USE_CASE_NAMES, type UseCaseName } from '@ecommerce-recommenders/personalize/use-cases';
