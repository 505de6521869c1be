/** Public API for other CDK apps. */
export { EcommerceRecommenders } from './app/ecommerce-recommenders';
export type {
  BatchesOptions,
  EcommerceRecommendersProps,
  ExperimentOptions,
  RankingOptions,
  RunningHoursOptions,
  SegmentsOptions,
} from './app/shop-props';
export type { LogProps } from './shop/functions/log-groups';
export type { NetworkProps } from './shop/functions/network';
export { ShopSource, type CsvParts, type CsvPartsOptions } from './shop/shop-source';
export type { RecommenderOptions, ShopUseCases } from '@ecommerce-recommenders/shop-data/recommender-options';
export type { Diversify } from '@ecommerce-recommenders/shop-data/contracts/api';
export type { ApiOptions } from '@ecommerce-recommenders/shop-data/settings/api-setting';
export { USE_CASE_NAMES, type UseCaseName } from '@ecommerce-recommenders/personalize/use-cases';
export { DatasetGroup, type IDatasetGroup } from './shop/dataset-group';
export { Recommender, type IRecommender } from './shop/recommender';
export type { RecommenderMetricName } from '@ecommerce-recommenders/personalize/recommender-metrics';
/** Types of the public properties. */
export type { AnalystRole } from './shop/analyst-role';
export type { Api } from './api/api';
export type { Batches } from './batch/batches';
export type { Segments } from './batch/segments';
export type { DataBucket } from './shop/data-bucket';
export type { EventTracker } from './event-tracker/event-tracker';
export type { Experiment } from './experiment/experiment';
export type { Filter, Filters } from './filters/filter';
export type { FreshData } from './fresh-data/fresh-data';
export type { Lists } from './lists/lists';
export type { Ranking } from './ranking/ranking';
export type { Serving, ShopServing } from '@ecommerce-recommenders/shop-data/lists/serving';
export type { ImportRole } from './shop/import-role';
export type { Watching } from './watching/watching';
