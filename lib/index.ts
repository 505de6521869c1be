/** Public API for other CDK apps: the core of a shop, and its add-ons. */
export { EcommerceRecommenders } from './shop/ecommerce-recommenders';
export type { EcommerceRecommendersProps } from './shop/ecommerce-recommenders-props';
export type { IEcommerceRecommenders, ShopAttributes, ShopBase } from './shop/shop-base';
export { ShopSource, type CsvPartsOptions } from './source/shop-source';
export type { CsvParts } from './shop/shop-settings';
export type { IShopSource } from './shop/source';
export { DatasetGroup, type IDatasetGroup } from './shop/dataset-group';
export { Recommender, type IRecommender } from './shop/recommender';
export { ShopApi, type ShopApiProps } from './api/api';
export { ShopBatches, type ShopBatchesProps } from './batch/batches';
export { ShopSegments, type ShopSegmentsProps } from './batch/segments';
export { ShopBusEvents, type ShopBusEventsProps } from './bus-events/bus-events';
export { ShopEventTracker, type ShopEventTrackerProps } from './event-tracker/event-tracker';
export { ShopExperiment, type ShopExperimentProps } from './experiment/experiment';
export { ShopFilters, type Filter, type ShopFiltersProps } from './filters/filters';
export { ShopFreshData, type ShopFreshDataProps } from './fresh-data/fresh-data';
export { ShopLists, type ShopListsProps } from './lists/lists';
export {
  ShopMetricAttribution,
  type ShopMetricAttributionProps,
} from './metric-attribution/metric-attribution';
export { ShopOutputs, type ShopOutputsProps } from './app/outputs';
export { ShopRanking, type ShopRankingProps } from './ranking/ranking';
export { ShopRequestRate, type ShopRequestRateProps } from './request-rate/request-rate';
export {
  ShopRunningHours,
  type RunningHoursOptions,
  type ShopRunningHoursProps,
} from './running-hours/running-hours';
export { ShopNotices, type ShopNoticesProps } from './watching/notices';
export { ShopWatching, type ShopWatchingProps } from './watching/watching';
/** Types that public properties use. */
export type { BatchProps, BatchRuns } from './batch/batch-runs';
export type { Campaign } from './ranking/campaign';
export type { AnalystRole } from './shop/analyst-role';
export type { DataBucket } from './shop/data-bucket';
export type { LogProps } from './shop/functions/log-groups';
export type { NetworkProps } from './shop/functions/network';
export type { ImportRole } from './shop/import-role';
export type { Solution } from './solutions/solution';
export type { Diversify } from '@ecommerce-recommenders/shop-data/contracts/functions/api';
export type {
  RecommenderOptions,
  ShopUseCases,
} from '@ecommerce-recommenders/shop-data/contracts/recommender-options';
export type { RequestBounds } from '@ecommerce-recommenders/shop-data/contracts/request-bounds';
export type { RequestRateBounds } from '@ecommerce-recommenders/shop-data/contracts/request-rate';
export type { Weekday } from '@ecommerce-recommenders/shop-data/contracts/running-hours';
export type { ApiOptions } from '@ecommerce-recommenders/shop-data/contracts/settings/api-shape';
export type { Promotions } from '@ecommerce-recommenders/shop-data/contracts/functions/api';
export type { Shelves, ShelfUseCase } from '@ecommerce-recommenders/shop-data/contracts/shelves/shelves';
export type {
  AttributedMetricOptions,
  MetricAttributionOptions,
} from '@ecommerce-recommenders/shop-data/contracts/settings/metric-attribution-settings';
export type { GuestsOptions } from '@ecommerce-recommenders/shop-data/contracts/settings/guests-shape';
export type { ExcludedColumns } from '@ecommerce-recommenders/shop-data/contracts/settings/excluded-columns';
export type { RecommenderMetricName } from '@ecommerce-recommenders/personalize/recommender-metrics';
export { USE_CASE_NAMES, type UseCaseName } from '@ecommerce-recommenders/personalize/use-cases';
