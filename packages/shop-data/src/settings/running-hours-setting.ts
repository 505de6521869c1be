import { WEEKDAYS, type RunningHours, type Weekday } from '../running-hours';
import { memberProblem, refuseUnknownMembers } from './members';
import { parseObject, SettingProblem, type Kind, type Parse } from './setting-kinds';

/** All environment variables of a function, the recommenders' ARNs among them, share 4 KB. */
const MAX_HOLIDAYS = 100;

const MEMBERS: readonly string[] = ['days', 'from', 'to', 'timeZone', 'holidays'];
const TIME = /^([01]\d|2[0-3]):[0-5]\d$/;
const DATE = /^\d{4}-\d\d-\d\d$/;
/** `Asia/Seoul`, `UTC`, `Etc/GMT+9`; no bare offsets, which Intl accepts and EventBridge Scheduler refuses. */
const ZONE = /^[A-Z][\w+-]*(\/[\w+-]+)*$/;

/**
 * An object of running hours, also as JSON text; nothing, `''` or `null`, stands for always.
 *
 * @throws SettingProblem that names the member
 */
const parseRunningHours: Parse<RunningHours | null> = (raw) => {
  if (raw === '' || raw === null) return null;
  const given = parseObject(raw);
  if (!given) return undefined;
  refuseUnknownMembers(given, MEMBERS);
  const hours: RunningHours = {
    days: daysOf(given.days ?? 'MON-SUN'),
    from: matching('from', given.from, TIME, 'a time such as 08:00'),
    to: matching('to', given.to, TIME, 'a time such as 20:00'),
    timeZone: zoneOf(given.timeZone),
    holidays: holidaysOf(given.holidays ?? []),
  };
  if (hours.from === hours.to)
    throw memberProblem('to', hours.to, 'another time than from; without running hours they always run');
  return hours;
};

/** `MON-FRI`, `MON,WED,SAT`, or a list of days or ranges; a range may wrap around the end of the week. */
function daysOf(raw: unknown): Weekday[] {
  const refused = memberProblem('days', raw, `MON-FRI, MON,WED,SAT or the like, of ${WEEKDAYS.join(', ')}`);
  const parts: unknown[] = typeof raw === 'string' ? raw.split(',') : Array.isArray(raw) ? raw : [];
  const found = new Set<Weekday>();
  for (const part of parts) {
    if (typeof part !== 'string') throw refused;
    const [first, last = first, ...more] = part.split('-').map((day) => dayAt(day));
    if (first < 0 || last < 0 || more.length > 0) throw refused;
    for (let at = first; ; at = (at + 1) % WEEKDAYS.length) {
      found.add(WEEKDAYS[at]);
      if (at === last) break;
    }
  }
  if (found.size === 0) throw refused;
  return WEEKDAYS.filter((day) => found.has(day));
}

const dayAt = (text: string): number => (WEEKDAYS as readonly string[]).indexOf(text.trim().toUpperCase());

function zoneOf(raw: unknown): string {
  const zone = matching('timeZone', raw, ZONE, 'an IANA time zone such as Asia/Seoul');
  try {
    new Intl.DateTimeFormat('en', { timeZone: zone });
    return zone;
  } catch {
    throw memberProblem('timeZone', raw, 'an IANA time zone such as Asia/Seoul');
  }
}

function holidaysOf(raw: unknown): string[] {
  const allowed = 'a list of days such as 2026-12-25';
  if (!Array.isArray(raw)) throw memberProblem('holidays', raw, allowed);
  if (raw.length > MAX_HOLIDAYS)
    throw new SettingProblem(
      `holidays are ${raw.length}, allowed are up to ${MAX_HOLIDAYS}. Leave out those that are over, and add more when they come near.`,
    );
  return raw.map((entry: unknown) => {
    const date = matching('holidays', entry, DATE, allowed);
    const isThere = !Number.isNaN(Date.parse(date)) && new Date(date).toISOString().startsWith(date);
    if (!isThere) throw memberProblem('holidays', entry, 'days that there are');
    return date;
  });
}

function matching(member: string, raw: unknown, pattern: RegExp, allowed: string): string {
  if (typeof raw === 'string' && pattern.test(raw)) return raw;
  throw memberProblem(member, raw, allowed);
}

const DAY = `(${WEEKDAYS.join('|')})(-(${WEEKDAYS.join('|')}))?`;

/** When the recommenders run; null for always. */
export const RUNNING_HOURS: Kind<RunningHours | null> = {
  parse: parseRunningHours,
  allowed:
    'a JSON object such as {"days":"MON-FRI","from":"08:00","to":"20:00","timeZone":"Asia/Seoul","holidays":["2026-12-25"]}, or nothing',
  schema: {
    anyOf: [
      { enum: ['', null] },
      {
        type: 'object',
        additionalProperties: false,
        required: ['from', 'to', 'timeZone'],
        properties: {
          days: {
            anyOf: [
              { type: 'string', pattern: `^${DAY}(,${DAY})*$` },
              { type: 'array', minItems: 1, items: { type: 'string', pattern: `^${DAY}$` } },
            ],
          },
          from: { type: 'string', pattern: TIME.source },
          to: { type: 'string', pattern: TIME.source },
          timeZone: { type: 'string', pattern: ZONE.source },
          holidays: {
            type: 'array',
            maxItems: MAX_HOLIDAYS,
            items: { type: 'string', pattern: DATE.source },
          },
        },
      },
    ],
  },
};
