/** Public API for other CDK apps. */
export { EcommerceRecommenders } from './ecommerce-recommenders';
export type { EcommerceRecommendersProps } from './read-settings';
export { USE_CASE_NAMES, type UseCaseName } from '@ecommerce-recommenders/personalize/use-cases';
export type { RecommenderOptions, ShopUseCases } from '@ecommerce-recommenders/shop-data/recommender-options';
export type { RunningHours, Weekday } from '@ecommerce-recommenders/shop-data/running-hours';
// What the construct makes.
export type { DataBucket } from './data-bucket';
export type { DatasetGroup } from './dataset-group';
export type { ImportRole } from './import-role';
export type { AnalystRole } from './analyst-role';
export type { Recommender } from './recommender';
export type { RecommenderMetricName } from '@ecommerce-recommenders/personalize/recommender-metrics';
export type { EventTracker } from './event-tracker';
export type { Filter, Filters } from './filter';
export type { Watching } from './watching/watching';
export type { FreshData } from './fresh-data/fresh-data';
