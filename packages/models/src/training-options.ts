/** How items are compared. What comes out is the same. */
export interface TrainingOptions {
  /**
   * Threads beside the caller's, which waits for them; 0 for none.
   *
   * @default - one for each processor if there is enough for them to do, or none
   */
  readonly threads?: number;
  /** Ends the threads; the training fails then. */
  readonly signal?: AbortSignal;
}
