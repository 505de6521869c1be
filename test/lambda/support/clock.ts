/** A clock that tests turn by hand. */
export interface Clock {
  minutes: number;
}
