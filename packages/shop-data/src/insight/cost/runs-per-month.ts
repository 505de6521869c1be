import { HOURS_PER_MONTH } from '@ecommerce-recommenders/personalize/charges';
import { WEEKDAYS } from '../../contracts/running-hours';

const HOURS = { minute: 1 / 60, hour: 1, day: 24 } as const;
const DAYS_PER_MONTH = HOURS_PER_MONTH / 24;

/** How often a schedule expression of EventBridge runs in an average month. The year field is ignored. */
export function runsPerMonth(schedule: string): number {
  const [, count, unit] = /^rate\((\d+) (minute|hour|day)s?\)$/.exec(schedule) ?? [];
  if (unit !== undefined) return HOURS_PER_MONTH / (Number(count) * HOURS[unit as keyof typeof HOURS]);
  const [minutes, hours, dayOfMonth, months, dayOfWeek] = schedule.slice('cron('.length, -1).split(' ');
  const days =
    dayOfWeek === '?'
      ? countOf(dayOfMonth, DAYS_PER_MONTH)
      : (countOf(dayOfWeek, WEEKDAYS.length) * DAYS_PER_MONTH) / WEEKDAYS.length;
  return countOf(minutes, 60) * countOf(hours, 24) * days * (countOf(months, 12) / 12);
}

/** Number of values of a field: all of `size`, a list, ranges, or steps. A value for a single day, such as `L`, counts as one. */
function countOf(field: string, size: number): number {
  if (field === '*') return size;
  return field.split(',').reduce((sum, part) => {
    const [first, last] = part.split('-').map((value) => numberOf(value));
    const [from, step] = part.split('/').map((value) => (value === '*' ? 0 : Number(value)));
    if (step !== undefined) return sum + Math.ceil((size - from) / step);
    return sum + (last === undefined ? 1 : ((last - first + size) % size) + 1);
  }, 0);
}

/** Number of a weekday or month, for ranges. */
function numberOf(value: string): number {
  const day = (WEEKDAYS as readonly string[]).indexOf(value);
  if (day >= 0) return day;
  const month = 'JANFEBMARAPRMAYJUNJULAUGSEPOCTNOVDEC'.indexOf(value);
  return month >= 0 ? month / 3 : Number(value);
}
