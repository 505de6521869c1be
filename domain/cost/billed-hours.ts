import { hoursAWeek } from '../running-hours/hours-a-week';
import type { RunningHours } from '../running-hours/running-hours';
import { HOURS_PER_MONTH } from './hours-per-month';

const HOURS_A_WEEK = 168;

/**
 * Hours of a month for which recommenders are billed: all of them, or those in which they run. Holidays, and stops for
 * want of requests, make it fewer and are not counted.
 */
export const billedHoursPerMonth = (runningHours: RunningHours | null): number =>
  runningHours ? (HOURS_PER_MONTH * hoursAWeek(runningHours)) / HOURS_A_WEEK : HOURS_PER_MONTH;
