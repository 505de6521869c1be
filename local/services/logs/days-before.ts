const DAY_MS = 24 * 60 * 60 * 1_000;

/** A time so many days earlier, in milliseconds since the Unix epoch. */
export const daysBefore = (timeMs: number, days: number): number => timeMs - days * DAY_MS;
