import type { DatasetType } from '@ecommerce-recommenders/personalize/dataset-types';
import type { UseCaseName } from '@ecommerce-recommenders/personalize/use-cases';

/** Size and training of one recommender. For absent options, Personalize's defaults apply. */
export interface RecommenderOptions {
  /**
   * Provisioned requests per second, billed even if unused.
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
   * How much little-known items are explored, from 0 to 1.
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

/** The recommenders of a shop with their options, in the order in which they were named. */
export type ShopUseCases = ReadonlyMap<UseCaseName, RecommenderOptions>;
