import { Cron } from 'croner';
import { ScheduleError, type Schedule } from './schedule';

/** Field names with first and last value, for steps that begin at a number. */
const FIELDS = [
  ['minutes', 0, 59],
  ['hours', 0, 23],
  ['day-of-month', 1, 31],
  ['month', 1, 12],
  ['day-of-week', 1, 7],
  ['year', 1970, 2199],
] as const;

const HOUR_MS = 3_600_000;

/**
 * AWS's cron() with its six fields, in a time zone. At a DST change, a skipped time does not occur and a
 * repeated one occurs once.
 *
 * @throws ScheduleError
 * @see https://docs.aws.amazon.com/scheduler/latest/UserGuide/schedule-types.html#cron-based
 */
export function parseCron(text: string, timeZone: string): Schedule {
  const fields = text.trim().split(/\s+/);
  if (fields.length !== FIELDS.length)
    throw new ScheduleError(
      `cron(${text}) has ${fields.length} fields instead of ${FIELDS.length}: ` +
        FIELDS.map(([name]) => name).join(', '),
    );
  if ((fields[2] === '?') === (fields[4] === '?'))
    throw new ScheduleError(`cron(${text}) must have ? for exactly one of day-of-month and day-of-week`);
  const cron = compiled(fields.map(translated), text, timeZone);
  const wallClock = wallClockOf(timeZone);
  return {
    next: (afterMs) => {
      for (let from = new Date(afterMs); ;) {
        const found = cron.nextRun(from);
        if (!found) return undefined;
        const atMs = found.getTime();
        if (cron.match(found) && wallClock(atMs) !== wallClock(atMs - HOUR_MS)) return atMs;
        from = found;
      }
    },
  };
}

/** Translates to croner: steps need a range, and `L` as weekday is Saturday. */
function translated(field: string, at: number): string {
  const [, first, last] = FIELDS[at];
  if (at === 4 && field === 'L') return String(last);
  return field.replace(/(^|,)(\d+)\/(\d+)/g, (_all, before: string, from: string, step: string) => {
    if (Number(from) < first) throw new ScheduleError(`'${field}' begins before ${first}`);
    return `${before}${from}-${last}/${step}`;
  });
}

function compiled(
  [minutes, hours, day, month, weekday, year]: string[],
  text: string,
  timeZone: string,
): Cron {
  const pattern = `0 ${minutes} ${hours} ${day} ${month} ${weekday} ${year}`;
  try {
    return new Cron(pattern, { paused: true, alternativeWeekdays: true, timezone: timeZone });
  } catch (cause) {
    throw new ScheduleError(`cron(${text}) cannot be read: ${(cause as Error).message}`);
  }
}

/** Formats local date and time in a zone. @throws ScheduleError for an unknown zone */
function wallClockOf(timeZone: string): (atMs: number) => string {
  try {
    const format = new Intl.DateTimeFormat('en', { timeZone, dateStyle: 'short', timeStyle: 'long' });
    return (atMs) =>
      format
        .formatToParts(atMs)
        .map(({ type, value }) => (type === 'timeZoneName' ? '' : value))
        .join('');
  } catch {
    throw new ScheduleError(`Unknown time zone '${timeZone}'`);
  }
}
