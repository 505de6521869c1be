/** Input of the function that starts and stops recommenders. */
export interface PausesInput {
  /** `start` and `stop` at the beginning and end of the running hours, `stop-idle` for idle recommenders. */
  readonly action: 'start' | 'stop' | 'stop-idle';
  /** ARN of the calling execution. */
  readonly execution: string;
}

/** Environment variables of that function. */
export interface PausesEnvironment {
  /** JSON: a list. */
  readonly RECOMMENDER_ARNS: string;
  /** JSON: running hours, or null for always. */
  readonly RUNNING_HOURS: string;
  /** Hours without a request after which a recommender is stopped; 0 for never. */
  readonly IDLE_HOURS: string;
  /** JSON: names of the alarms that are disabled outside the running hours. */
  readonly QUIET_ALARMS: string;
}
