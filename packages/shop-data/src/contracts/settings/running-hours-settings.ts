import { countInWords } from '@ecommerce-recommenders/csv/count-in-words';
import { WEEKDAYS, type RunningHours, type Weekday } from '../running-hours';
import {
  notAllowed,
  objectOf,
  orNothing,
  refined,
  required,
  SettingProblem,
  shapeOf,
  text,
  wholeNumber,
  withDefault,
  type Shape,
} from './shape';
import type { CoreSettings } from './core-settings';
import type { LISTS } from './lists-settings';
import type { SettingsTable, ValuesOf } from './setting';
import type { Conflict } from './terms';
import { servedBy } from '../lists/serving';
import { minutesADay } from '../running-hours';

/** All environment variables of a function share 4 KB, including the recommenders' ARNs. */
const MAX_HOLIDAYS = 100;

const DAY = `(${WEEKDAYS.join('|')})(-(${WEEKDAYS.join('|')}))?`;
const DAYS_IN_WORDS = `MON-FRI, MON,WED,SAT or the like, of ${WEEKDAYS.join(', ')}`;
const ZONE_IN_WORDS = 'an IANA time zone such as Asia/Seoul';
const HOLIDAYS_IN_WORDS = 'a list of days such as 2026-12-25';

/** `MON-FRI`, `MON,WED,SAT`, or a list of days or ranges. A range may wrap around the end of the week. */
const DAYS: Shape<Weekday[]> = shapeOf(
  DAYS_IN_WORDS,
  {
    anyOf: [
      { type: 'string', pattern: `^${DAY}(,${DAY})*$` },
      { type: 'array', minItems: 1, items: { type: 'string', pattern: `^${DAY}$` } },
    ],
  },
  (raw) => {
    const parts: unknown[] = typeof raw === 'string' ? raw.split(',') : Array.isArray(raw) ? raw : [];
    const found = new Set<Weekday>();
    for (const part of parts) {
      if (typeof part !== 'string') return undefined;
      const [first, last = first, ...more] = part.split('-').map((day) => dayAt(day));
      if (first < 0 || last < 0 || more.length > 0) return undefined;
      for (let at = first; ; at = (at + 1) % WEEKDAYS.length) {
        found.add(WEEKDAYS[at]);
        if (at === last) break;
      }
    }
    return found.size === 0 ? undefined : WEEKDAYS.filter((day) => found.has(day));
  },
);

const dayAt = (day: string): number => (WEEKDAYS as readonly string[]).indexOf(day.trim().toUpperCase());

const TIME = /^([01]\d|2[0-3]):[0-5]\d$/;

/** `Asia/Seoul`, `UTC`, `Etc/GMT+9`. Bare offsets are rejected: Intl accepts them, but EventBridge Scheduler does not. */
const ZONE = refined(text(/^[A-Z][\w+-]*(\/[\w+-]+)*$/, ZONE_IN_WORDS), (zone, at) => {
  try {
    new Intl.DateTimeFormat('en', { timeZone: zone });
    return zone;
  } catch {
    throw notAllowed(at, zone, ZONE_IN_WORDS);
  }
});

const HOLIDAY = refined(text(/^\d{4}-\d\d-\d\d$/, 'a day such as 2026-12-25'), (date, at) => {
  if (!Number.isNaN(Date.parse(date)) && new Date(date).toISOString().startsWith(date)) return date;
  throw notAllowed(at, date, 'a day that there is');
});

const HOLIDAYS: Shape<string[]> = {
  read: (raw, at, context) => {
    if (!Array.isArray(raw)) throw notAllowed(at, raw, HOLIDAYS_IN_WORDS);
    if (raw.length > MAX_HOLIDAYS)
      throw new SettingProblem(
        `${at} has ${countInWords(raw.length, 'day')}, allowed are up to ${MAX_HOLIDAYS}. Leave out those that are over, and add more when they come near.`,
      );
    return raw.map((day, index) => HOLIDAY.read(day, `${at}[${index}]`, context));
  },
  allowed: HOLIDAYS_IN_WORDS,
  schema: { type: 'array', maxItems: MAX_HOLIDAYS, items: HOLIDAY.schema },
};

/** The setting `runningHours`; null for always. */
const RUNNING_HOURS: Shape<RunningHours | null> = orNothing(
  refined(
    objectOf<RunningHours>(
      {
        days: withDefault(DAYS, [...WEEKDAYS]),
        from: required(text(TIME, 'a time such as 08:00')),
        to: required(text(TIME, 'a time such as 20:00')),
        timeZone: required(ZONE),
        holidays: withDefault(HOLIDAYS, []),
      },
      'a JSON object such as {"days":"MON-FRI","from":"08:00","to":"20:00","timeZone":"Asia/Seoul","holidays":["2026-12-25"]}, or nothing',
    ),
    (hours, at) => {
      if (hours.from !== hours.to) return hours;
      throw notAllowed(`${at}.to`, hours.to, 'another time than from; without running hours they always run');
    },
  ),
);

/** Settings of the running hours. */
export const RUNNING_HOURS_SETTINGS = {
  runningHours: {
    shape: RUNNING_HOURS,
    default: '',
    defaultInWords: { en: 'always', ko: '항상' },
    en: 'When the recommenders run. Stopped ones cost nothing.',
    ko: '추천자를 실행할 시간. 중지된 추천자에는 요금이 없습니다.',
  },
  stopWhenIdleHours: {
    shape: wholeNumber(
      { minimum: 0, maximum: 336 },
      'a whole number of hours up to 336, which are two weeks; 0 for never',
    ),
    default: 0,
    en: 'Stops a recommender after this many hours without a request, up to 336; 0 for never. One that was never asked keeps running.',
    ko: '이 시간(최대 336) 동안 요청이 없는 추천자를 중지합니다. 0이면 중지하지 않습니다. 요청을 한 번도 받지 않은 추천자는 계속 실행됩니다.',
  },
} as const satisfies SettingsTable;

type HoursChoices = CoreSettings & ValuesOf<typeof LISTS & typeof RUNNING_HOURS_SETTINGS>;

/** Conflicts of running hours with other settings. */
export const RUNNING_HOURS_CONFLICTS: readonly Conflict<HoursChoices>[] = [
  ({ runningHours, stopWhenIdleHours }, { The, name, Pass, set }) =>
    runningHours && stopWhenIdleHours >= minutesADay(runningHours) / 60
      ? `${The('stopWhenIdleHours')} is ${stopWhenIdleHours}, but ${name('runningHours')} from ${runningHours.from} to ` +
        `${runningHours.to} are no longer than that, so no recommender would be stopped for being idle. ` +
        `${Pass} a smaller ${set('stopWhenIdleHours')}, or 0 for never.`
      : undefined,
  (settings, { The, name, Pass, set, unset }) =>
    servedBy('live', settings).size === 0 && (settings.runningHours || settings.stopWhenIdleHours > 0)
      ? `${The('serving')} leaves no recommender live, so ${name('runningHours')} and ${name('stopWhenIdleHours')} would stop nothing. ` +
        `${Pass} ${unset('runningHours')} and ${set('stopWhenIdleHours', 0)}.`
      : undefined,
];
