/** As AWS counts a month of something that is billed by the hour. */
export const HOURS_PER_MONTH = 730;
