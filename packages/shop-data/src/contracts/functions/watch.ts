import type { Shelves } from '../shelves/shelves';

/** Environment variables of the watching function. */
export interface WatchEnvironment {
  /** Value of the metrics' stack dimension. */
  readonly STACK_NAME: string;
  /** JSON, the ARN of the recommender by its use case. */
  readonly RECOMMENDER_ARNS: string;
  /** JSON, the ARNs of the datasets. */
  readonly DATASET_ARNS: string;
  /** Users in the archive, which AWS bills by; 0 if unknown. */
  readonly USERS: string;
  /** JSON, {@link RankingArns}; absent without a ranking. */
  readonly RANKING_ARNS?: string;
  /** JSON, {@link WatchedShelves}; absent without counted shelves. */
  readonly SHELVES?: string;
}

/** Shelves, and the function of the API that shows whether anybody could have seen them. */
export interface WatchedShelves {
  readonly shelves: Shelves;
  readonly functionName: string;
}

/** ARNs of a ranking. */
export interface RankingArns {
  readonly solutionArn: string;
  readonly campaignArn: string;
}
