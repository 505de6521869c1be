import type { RecommenderConfigProperties } from './recommender';

/** Waits, for less than CloudFormation's hour, until recommenders are ACTIVE. */
export const TRAINING_TYPE = 'Custom::PersonalizeTraining';

/** Minutes that one waiting resource waits at most; longer trainings get a chain of them. */
export const TRAINING_WAIT_MINUTES = 50;

/** What the template says. Every waiting resource but the last one lets the next go on when its time is up. */
export interface TrainingProperties {
  readonly RecommenderArns: readonly string[];
  /** Those whose configuration is not the default one: a change is to be waited for. Absent if there are none. */
  readonly Configured?: readonly {
    readonly RecommenderArn: string;
    readonly RecommenderConfig: RecommenderConfigProperties;
  }[];
  /** Given where recommenders are started for an update: they are stopped again. */
  readonly StopsAgain?: 'true';
  /** `true` for the last waiting resource, which gives up. */
  readonly Last: 'true' | 'false';
  /** Hours that the whole chain waits, for the words of the last one. */
  readonly TimeoutHours: string;
}
