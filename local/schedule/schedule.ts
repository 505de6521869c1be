/** When something repeats. */
export interface Schedule {
  /** The first time after that one, both in milliseconds since the Unix epoch; undefined if there is none. */
  next(afterMs: number): number | undefined;
}
