/** When something repeats. */
export interface Schedule {
  /** The first time after that one, both in milliseconds since the Unix epoch; undefined if there is none. */
  next(afterMs: number): number | undefined;
}

/** Why a schedule expression cannot be read; services make it an error of their own. */
export class ScheduleError extends Error {}
