/** A recurring time. */
export interface Schedule {
  /**
   * The first time after `afterMs`, both in milliseconds since the Unix epoch; undefined if there is none.
   */
  next(afterMs: number): number | undefined;
}

/** A schedule expression that cannot be parsed; services translate it to their own error. */
export class ScheduleError extends Error {}
