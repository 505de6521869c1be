import type { NumberList } from './number-list';

/** What the first pass over the interactions finds out. Memory grows with the users, and by 4 bytes a row. */
export interface InteractionSurvey {
  /** Number of the user of each kept row, in file order. */
  readonly users: NumberList;
  /** Kept rows of each user, by the user's number. */
  readonly counts: Uint32Array;
  /** Whether the kept rows of every user are in order of time already. */
  readonly isOrdered: boolean;
  /** Unix seconds of the newest kept row. */
  readonly latest: number;
}
