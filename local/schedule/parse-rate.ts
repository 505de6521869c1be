import type { Schedule } from './schedule';
import { ScheduleError } from './schedule-error';

const UNIT_MS: Readonly<Record<string, number>> = { minute: 60_000, hour: 3_600_000, day: 86_400_000 };

/**
 * `rate(5 minutes)`: the start, and every interval from it. A day has 24 hours whatever the clocks do.
 *
 * @throws ScheduleError
 */
export function parseRate(text: string, startMs: number): Schedule {
  const [, value, unit, plural] = /^\s*(\d+)\s+(minute|hour|day)(s?)\s*$/.exec(text) ?? [];
  const count = Number(value);
  if (!(count > 0) || (count === 1) === (plural === 's'))
    throw new ScheduleError(
      `rate(${text}) must have a positive number and minutes, hours or days, of which 1 wants the singular`,
    );
  const everyMs = count * UNIT_MS[unit];
  return {
    next: (afterMs) =>
      afterMs < startMs ? startMs : startMs + (Math.floor((afterMs - startMs) / everyMs) + 1) * everyMs,
  };
}
