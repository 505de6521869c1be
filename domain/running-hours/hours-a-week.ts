import { minutesADay } from './minutes-a-day';
import type { RunningHours } from './running-hours';

/** Hours of a week without a holiday. */
export const hoursAWeek = (hours: Pick<RunningHours, 'days' | 'from' | 'to'>): number =>
  (hours.days.length * minutesADay(hours)) / 60;
