/** A clock that tests advance manually. */
export interface Clock {
  minutes: number;
}
