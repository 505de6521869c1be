/** Input of the function that starts and stops recommenders. */
export interface PausesInput {
  /** `start` and `stop` begin and end the running hours; `stop-idle` stops idle recommenders. */
  readonly action: 'start' | 'stop' | 'stop-idle';
  /** ARN of the calling execution. */
  readonly execution: string;
}

/** Environment variables of that function. */
export interface PausesEnvironment {
  /** ARNs as a JSON array. */
  readonly RECOMMENDER_ARNS: string;
  /** Running hours as JSON; null for always. */
  readonly RUNNING_HOURS: string;
  /** Hours without a request after which a recommender is stopped; 0 for never. */
  readonly IDLE_HOURS: string;
  /** Names of the alarms that are disabled outside the running hours, as a JSON array. */
  readonly QUIET_ALARMS: string;
}
