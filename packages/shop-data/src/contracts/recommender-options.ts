import type { DatasetType } from '@ecommerce-recommenders/personalize/dataset-types';
import type { UseCaseName } from '@ecommerce-recommenders/personalize/use-cases';

/** Size and training of one recommender; absent options have the service's defaults. */
export interface RecommenderOptions {
  /**
   * Provisioned requests a second, billed even if unused.
   *
   * @default 1
   */
  readonly minRecommendationRequestsPerSecond?: number;
  /**
   * Whether responses may include columns of the items, which costs extra.
   *
   * @default false
   */
  readonly metadata?: boolean;
  /**
   * Columns excluded from training; filters can still use them.
   *
   * @default - none
   */
  readonly excludedColumns?: Readonly<Partial<Record<DatasetType, readonly string[]>>>;
  /**
   * Share of exploration of little-known items, 0 to 1.
   *
   * @default 0.3
   */
  readonly explorationWeight?: number;
  /**
   * Age in days up to which an item is explored as new.
   *
   * @default 30
   */
  readonly explorationItemAgeCutOff?: number;
}

/** The recommenders of a shop, in the order in which they were named. */
export type ShopUseCases = ReadonlyMap<UseCaseName, RecommenderOptions>;
