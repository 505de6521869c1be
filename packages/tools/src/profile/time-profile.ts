import type { InteractionLog } from './interaction-log';

const SECONDS_PER_HOUR = 3600;
const SECONDS_PER_DAY = 24 * SECONDS_PER_HOUR;

/** When interactions happened, in UTC. In each list, entry `e` has the counts of event type `e`. */
export interface TimeProfile {
  /** Unix seconds of the oldest and the newest row. */
  readonly first: number;
  readonly last: number;
  /** Number of rows with a time in the future. */
  readonly futureRows: number;
  /** Number of rows on each day from the first to the last. */
  readonly perDay: readonly Uint32Array[];
  /** Number of rows in each of the 24 hours of the day. */
  readonly perHour: readonly Uint32Array[];
}

/**
 * Counts rows by day and by hour; undefined if there are none.
 *
 * @param now Unix seconds
 */
export function timeProfile(log: InteractionLog, now: number): TimeProfile | undefined {
  if (log.rows === 0) return undefined;
  let first = Infinity;
  let last = 0;
  let futureRows = 0;
  for (let row = 0; row < log.rows; row++) {
    const seconds = log.timestamps[row];
    if (seconds < first) first = seconds;
    if (seconds > last) last = seconds;
    if (seconds > now) futureRows++;
  }
  const firstDay = Math.floor(first / SECONDS_PER_DAY);
  const days = Math.floor(last / SECONDS_PER_DAY) - firstDay + 1;
  const perDay = log.eventTypes.map(() => new Uint32Array(days));
  const perHour = log.eventTypes.map(() => new Uint32Array(24));
  for (let row = 0; row < log.rows; row++) {
    const seconds = log.timestamps[row];
    perDay[log.events[row]][Math.floor(seconds / SECONDS_PER_DAY) - firstDay]++;
    perHour[log.events[row]][Math.floor((seconds % SECONDS_PER_DAY) / SECONDS_PER_HOUR)]++;
  }
  return { first, last, futureRows, perDay, perHour };
}
