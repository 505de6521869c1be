/** How a training is computed. Does not affect the result. */
export interface TrainingOptions {
  /**
   * Threads besides the waiting caller's; 0 for none.
   *
   * @default - one per processor if there is enough work, otherwise none
   */
  readonly threads?: number;
  /** Stops the threads and fails the training. */
  readonly signal?: AbortSignal;
}
