import type { DatasetType } from './datasets';
import type { UseCaseName } from './use-cases';

/** How one recommender is sized and trained; what is absent is as the service has it by default. */
export interface RecommenderOptions {
  /** Requests a second that are provisioned, and billed if fewer come; 1 by default. */
  readonly minRecommendationRequestsPerSecond?: number;
  /** Whether answers may carry columns of the items, which costs extra; not by default. */
  readonly metadata?: boolean;
  /** Columns that training leaves out and filters see all the same. */
  readonly excludedColumns?: Readonly<Partial<Record<DatasetType, readonly string[]>>>;
  /** How much items that are little known are tried, 0 to 1; 0.3 by default. */
  readonly explorationWeight?: number;
  /** Days for which an item counts as new and is tried; 30 by default. */
  readonly explorationItemAgeCutOff?: number;
}

/** The recommenders of a shop, in the order in which they were named. */
export type ShopUseCases = ReadonlyMap<UseCaseName, RecommenderOptions>;
