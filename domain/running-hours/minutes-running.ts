import { minuteOfDay } from './minute-of-day';
import { minutesADay } from './minutes-a-day';
import { WEEKDAYS, type RunningHours } from './running-hours';

const DAY_MINUTES = 1_440;
const DAY_MS = 86_400_000;

/**
 * For how long the hours run already, in minutes on the wall clocks; `undefined` out of hours.
 *
 * @param atMs milliseconds since 1970
 */
export function minutesRunning(hours: RunningHours, atMs: number): number | undefined {
  const { date, minute } = wallClock(hours.timeZone, atMs);
  const sinceStart = minute - minuteOfDay(hours.from);
  const [day, minutes] = sinceStart < 0 ? [dayBefore(date), sinceStart + DAY_MINUTES] : [date, sinceStart];
  return runsOn(hours, day) && minutes < minutesADay(hours) ? minutes : undefined;
}

const runsOn = ({ days, holidays }: RunningHours, date: string): boolean =>
  days.includes(WEEKDAYS[(new Date(date).getUTCDay() + 6) % 7]) && !holidays.includes(date);

const dayBefore = (date: string): string => new Date(Date.parse(date) - DAY_MS).toISOString().slice(0, 10);

/** Date, `YYYY-MM-DD`, and minute of the day in a time zone. */
function wallClock(timeZone: string, atMs: number): { date: string; minute: number } {
  const options = { timeZone, dateStyle: 'short', timeStyle: 'short' } as const;
  // Sweden writes dates as ISO 8601 does.
  const [date, time] = new Intl.DateTimeFormat('sv-SE', options).format(atMs).split(' ');
  return { date, minute: minuteOfDay(time) };
}
