/** Days as EventBridge names them, Monday first. */
export const WEEKDAYS = ['MON', 'TUE', 'WED', 'THU', 'FRI', 'SAT', 'SUN'] as const;

/** `MON`, … */
export type Weekday = (typeof WEEKDAYS)[number];

/** When the recommenders of a shop run. At all other times they are stopped. */
export interface RunningHours {
  /** Days on which they start, in the order of a week. */
  readonly days: readonly Weekday[];
  /** `HH:MM`, local time of the zone. */
  readonly from: string;
  /** `HH:MM`; on the next day if it is not after {@link from}. */
  readonly to: string;
  /** IANA name. */
  readonly timeZone: string;
  /** Days on which they do not start, `YYYY-MM-DD`. */
  readonly holidays: readonly string[];
}

/** Minutes from midnight to `HH:MM`. */
export const minuteOfDay = (time: string): number => Number(time.slice(0, 2)) * 60 + Number(time.slice(3));

const DAY_MINUTES = 1_440;

/** Minutes from start to stop; ignores daylight-saving changes. */
export const minutesADay = ({ from, to }: Pick<RunningHours, 'from' | 'to'>): number =>
  (minuteOfDay(to) - minuteOfDay(from) + DAY_MINUTES) % DAY_MINUTES;

/** Hours of a week without a holiday. */
export const hoursAWeek = (hours: Pick<RunningHours, 'days' | 'from' | 'to'>): number =>
  (hours.days.length * minutesADay(hours)) / 60;

const DAY_MS = 86_400_000;

/**
 * Local minutes since the running hours began; `undefined` outside of them.
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
  // The Swedish locale formats dates as in ISO 8601.
  const [date, time] = new Intl.DateTimeFormat('sv-SE', options).format(atMs).split(' ');
  return { date, minute: minuteOfDay(time) };
}
