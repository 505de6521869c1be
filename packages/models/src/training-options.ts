/** How a training is computed. The options do not affect the result. */
export interface TrainingOptions {
  /**
   * Number of threads in addition to the caller's, which waits.
   *
   * @default - one per processor if there is enough work, otherwise none
   */
  readonly threads?: number;
  /** If it aborts, the threads stop and the training fails. */
  readonly signal?: AbortSignal;
}
