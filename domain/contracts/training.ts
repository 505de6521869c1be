/** Waits, for less than CloudFormation's hour, until recommenders are ACTIVE. */
export const TRAINING_TYPE = 'Custom::PersonalizeTraining';

/** Minutes that one waiting resource waits at most; longer trainings get a chain of them. */
export const TRAINING_WAIT_MINUTES = 50;

/** What the template says. Every waiting resource but the last one lets the next go on when its time is up. */
export interface TrainingProperties {
  readonly RecommenderArns: readonly string[];
  /** `true` for the last waiting resource, which gives up. */
  readonly Last: 'true' | 'false';
  /** Hours that the whole chain waits, for the words of the last one. */
  readonly TimeoutHours: string;
}
