import type { RecommenderConfigProperties } from './recommender';
import type { TagProperties } from './tags';

/**
 * A solution: a recipe in a dataset group. It is complete once it is ACTIVE, which is before its first training.
 * `Ref` is its ARN.
 */
export const SOLUTION_TYPE = 'Custom::PersonalizeSolution';

/** Template properties. All but tags and schedule are create-only, so the name contains a digest of the excluded columns. */
export interface SolutionProperties extends TagProperties {
  readonly Name: string;
  readonly DatasetGroupArn: string;
  readonly RecipeArn: string;
  /** Absent if training uses all columns. */
  readonly TrainingDataConfig?: RecommenderConfigProperties['TrainingDataConfig'];
  /** Schedule on which Personalize trains new solution versions, `rate(n days)`; absent if it never does. */
  readonly TrainingSchedule?: string;
}

/**
 * Trains a solution unless it has a trained version: creates the first version and waits for it, for less than
 * CloudFormation's hour.
 */
export const SOLUTION_TRAINING_TYPE = 'Custom::PersonalizeSolutionTraining';

/** Template properties. All waiting resources but the last complete when their time is up. */
export interface SolutionTrainingProperties {
  readonly SolutionArn: string;
  /** `true` for the first waiting resource, which creates the version. */
  readonly First: 'true' | 'false';
  /** `true` for the last waiting resource, which fails when its time is up. */
  readonly Last: 'true' | 'false';
  /** Hours that the whole chain waits, for the last one's message. */
  readonly TimeoutHours: string;
}
