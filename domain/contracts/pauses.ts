/** What the function that starts and stops recommenders is asked to do. */
export interface PausesInput {
  /** Of those in hours that begin, of those in hours that end, or of those nobody asks. */
  readonly action: 'start' | 'stop' | 'stop-idle';
  /** ARN of the execution that asks. */
  readonly execution: string;
}

/** What that function finds in its environment. */
export interface PausesEnvironment {
  /** JSON: a list. */
  readonly RECOMMENDER_ARNS: string;
  /** JSON: running hours, or null for always. */
  readonly RUNNING_HOURS: string;
  /** Hours without a request after which a recommender is stopped; 0 for never. */
  readonly IDLE_HOURS: string;
  /** JSON: names of the alarms that tell nobody out of hours, for nothing is wrong then. */
  readonly QUIET_ALARMS: string;
}
