import { minuteOfDay } from './minute-of-day';
import type { RunningHours } from './running-hours';

const DAY_MINUTES = 1_440;

/** Minutes from the start to the stop; a day where the clocks change may have more or fewer. */
export const minutesADay = ({ from, to }: Pick<RunningHours, 'from' | 'to'>): number =>
  (minuteOfDay(to) - minuteOfDay(from) + DAY_MINUTES) % DAY_MINUTES;
