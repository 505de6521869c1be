/** Days as EventBridge names them, Monday first. */
export const WEEKDAYS = ['MON', 'TUE', 'WED', 'THU', 'FRI', 'SAT', 'SUN'] as const;

/** `MON`, … */
export type Weekday = (typeof WEEKDAYS)[number];

/** When the recommenders of a shop run; out of these hours they are stopped. */
export interface RunningHours {
  /** Days on which they start, in the order of a week. */
  readonly days: readonly Weekday[];
  /** `HH:MM` on the wall clocks of the zone. */
  readonly from: string;
  /** `HH:MM`; one that is not after {@link from} is of the day after. */
  readonly to: string;
  /** IANA name. */
  readonly timeZone: string;
  /** Days on which they do not start, `YYYY-MM-DD`. */
  readonly holidays: readonly string[];
}
