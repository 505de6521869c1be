/**
 * Hours that runs wait, and then give up. The definitions of their state machines say the same, since every look adds to the events
 * of an execution, of which there are 25,000 at most.
 */
export const PATIENCE_HOURS = {
  /** For the end of data deletion jobs, each of which takes up to a day, and of another run. */
  claim: 30,
  /** For files that do not stop arriving. */
  arrival: 0.25,
  /** An import takes minutes; one of 100 GB, or one queued behind a deployment's, takes hours. */
  import: 6,
  /** For all answers of recommenders. */
  asking: 24,
  /** Beyond the hours of trainings and jobs. */
  converting: 24,
} as const;

/** Minutes that a step works in one go; a function may run for 15, and what it has begun takes seconds. */
export const TURN_MINUTES = 10;
