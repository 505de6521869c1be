/** Public API for other CDK apps. */
export { EcommerceRecommenders } from './ecommerce-recommenders';
export type { EcommerceRecommendersProps, ExperimentOptions, RunningHoursOptions } from './shop-props';
export type { LogProps } from './log-groups';
export type { NetworkProps } from './network';
export { ShopSource, type CsvParts, type CsvPartsOptions } from './shop-source';
export type { RecommenderOptions, ShopUseCases } from '@ecommerce-recommenders/shop-data/recommender-options';
export type { Diversify } from '@ecommerce-recommenders/shop-data/contracts/api';
export type { ApiOptions } from '@ecommerce-recommenders/shop-data/settings/api-setting';
export type { RankingOptions } from '@ecommerce-recommenders/shop-data/settings/ranking-setting';
export { USE_CASE_NAMES, type UseCaseName } from '@ecommerce-recommenders/personalize/use-cases';
export { DatasetGroup, type IDatasetGroup } from './dataset-group';
export { Recommender, type IRecommender } from './recommender';
export type { RecommenderMetricName } from '@ecommerce-recommenders/personalize/recommender-metrics';
/** Types of the public properties. */
export type { AnalystRole } from './analyst-role';
export type { Api } from './api/api';
export type { DataBucket } from './data-bucket';
export type { EventTracker } from './event-tracker';
export type { Experiment } from './experiment/experiment';
export type { Filter, Filters } from './filter';
export type { FreshData } from './fresh-data/fresh-data';
export type { Lists } from './lists/lists';
export type { Ranking } from './ranking/ranking';
export type { Serving, ShopServing } from '@ecommerce-recommenders/shop-data/lists/serving';
export type { ImportRole } from './import-role';
export type { Watching } from './watching/watching';
