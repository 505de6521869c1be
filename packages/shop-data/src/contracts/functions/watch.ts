import type { Shelves } from '../shelves/shelves';

/** Environment variables of the watching function. */
export interface WatchEnvironment {
  /** Value of the metrics' stack dimension. */
  readonly STACK_NAME: string;
  /** JSON object with the ARN of each use case's recommender. */
  readonly RECOMMENDER_ARNS: string;
  /** JSON array with the ARNs of the datasets. */
  readonly DATASET_ARNS: string;
  /** Number of users in the archive, by which AWS bills; 0 if unknown. */
  readonly USERS: string;
  /** JSON, {@link RankingArns}; absent without a ranking. */
  readonly RANKING_ARNS?: string;
  /** JSON, {@link WatchedShelves}; absent without counted shelves. */
  readonly SHELVES?: string;
}

/** Shelves, and the API's function. Its requests show whether anybody could have seen the shelves. */
export interface WatchedShelves {
  readonly shelves: Shelves;
  readonly functionName: string;
}

/** ARNs of a ranking. */
export interface RankingArns {
  readonly solutionArn: string;
  readonly campaignArn: string;
}
