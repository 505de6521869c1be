/**
 * Hours after which runs give up. Their state machines have the same limits, because every poll adds events to an
 * execution, which can have at most 25,000.
 */
export const PATIENCE_HOURS = {
  /** For a data deletion job, which takes up to a day, or another run to end. */
  claim: 30,
  /** For files that do not stop arriving. */
  arrival: 0.25,
  /** An import takes minutes. One of 100 GB, or one queued behind a deployment's import, takes hours. */
  import: 6,
  /** For asking recommenders for all lists. */
  asking: 24,
  /** For converting results, in addition to the hours for trainings and jobs. */
  converting: 24,
} as const;

/**
 * Minutes after which a step returns, to resume later. A function may run for 15, and finishing what it has begun takes seconds.
 */
export const INVOCATION_MINUTES = 10;
