import { parseCron } from './parse-cron';
import { ScheduleError, type Schedule } from './schedule';

/** Context of a schedule expression. */
export interface ScheduleFrame {
  /** IANA name. */
  readonly timeZone: string;
  /** Origin of rate() intervals, in milliseconds since the Unix epoch. */
  readonly startMs: number;
}

/**
 * Reads `rate(…)`, `cron(…)` or `at(yyyy-mm-ddThh:mm:ss)`.
 *
 * @throws ScheduleError
 */
export function parseSchedule(expression: string, { timeZone, startMs }: ScheduleFrame): Schedule {
  const [, kind, text] = /^(rate|cron|at)\((.*)\)$/.exec(expression) ?? [];
  if (kind === 'rate') return parseRate(text, startMs);
  if (kind === 'cron') return parseCron(text, timeZone);
  if (kind === 'at') return at(text, timeZone);
  throw new ScheduleError(`'${expression}' must be rate(…), cron(…) or at(…)`);
}

/** A single local time, as a cron expression with seconds. */
function at(text: string, timeZone: string): Schedule {
  const [, year, month, day, hour, minute, second] =
    /^(\d{4})-(\d\d)-(\d\d)T(\d\d):(\d\d):(\d\d)$/.exec(text) ?? [];
  if (year === undefined) throw new ScheduleError(`at(${text}) must be at(yyyy-mm-ddThh:mm:ss)`);
  const fields = [minute, hour, day, month].map(Number).join(' ');
  const ofMinute = parseCron(`${fields} ? ${year}`, timeZone);
  const secondMs = Number(second) * 1_000;
  return {
    next: (afterMs) => {
      const minuteMs = ofMinute.next(0);
      const atMs = minuteMs === undefined ? undefined : minuteMs + secondMs;
      return atMs !== undefined && atMs > afterMs ? atMs : undefined;
    },
  };
}

const UNIT_MS: Readonly<Record<string, number>> = { minute: 60_000, hour: 3_600_000, day: 86_400_000 };

/**
 * `rate(5 minutes)`: the start, then every interval. A day is always 24 hours, whatever the time zone.
 *
 * @throws ScheduleError
 */
function parseRate(text: string, startMs: number): Schedule {
  const [, value, unit, plural] = /^(\d+)\s+(minute|hour|day)(s?)$/.exec(text) ?? [];
  const count = Number(value);
  if (!(count > 0) || (count === 1) === (plural === 's'))
    throw new ScheduleError(
      `rate(${text}) must have a positive number and a unit: minute, hour or day for 1, otherwise minutes, hours or days`,
    );
  const everyMs = count * UNIT_MS[unit];
  return {
    next: (afterMs) =>
      afterMs < startMs ? startMs : startMs + (Math.floor((afterMs - startMs) / everyMs) + 1) * everyMs,
  };
}
