import type { RecommenderProperties } from './recommender';

/** Waits, for less than CloudFormation's hour, until recommenders are ACTIVE. */
export const TRAINING_TYPE = 'Custom::PersonalizeTraining';

/** Minutes that one waiting resource waits. Longer trainings get a chain of them. */
export const TRAINING_WAIT_MINUTES = 50;

/** Template properties. All waiting resources but the last complete when their time is up. */
export interface TrainingProperties {
  readonly RecommenderArns: readonly string[];
  /**
   * Recommenders with a configuration or with columns that may grow. Their updates are waited for, too. Absent if there are none.
   */
  readonly Configured?: readonly ({ readonly RecommenderArn: string } & Pick<
    RecommenderProperties,
    'RecommenderConfig' | 'TrainsOn'
  >)[];
  /** Present if recommenders that were started for an update have to be stopped again. */
  readonly StopsAgain?: 'true';
  /** `true` for the last waiting resource, which fails when its time is up. */
  readonly Last: 'true' | 'false';
  /** Hours that the whole chain waits, for the last one's message. */
  readonly TimeoutHours: string;
}
