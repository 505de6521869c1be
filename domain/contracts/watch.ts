/** What the function that looks after a shop finds in its environment. */
export interface WatchEnvironment {
  /** Tells this stack's metrics apart. */
  readonly STACK_NAME: string;
  /** JSON, the ARN of the recommender by its use case. */
  readonly RECOMMENDER_ARNS: string;
  /** JSON, the ARNs of the datasets. */
  readonly DATASET_ARNS: string;
  /** Users of the archive, by which AWS bills; 0 where they were not counted. */
  readonly USERS: string;
}
