import type { Parse } from './setting-parsers';

const RATE = /^rate\((1 (minute|hour|day)|([2-9]|[1-9]\d+) (minutes|hours|days))\)$/;

/** Minutes, hours, day of the month, month, day of the week, year. */
const CRON = /^cron\(([\d*,/-]+) ([\d*,/-]+) ([\d*,/?LW-]+) ([\dA-Z*,/-]+) ([\dA-Z*,/?#-]+) ([\d*,/-]+)\)$/;

/**
 * An expression of EventBridge for times in UTC; `''` stands for none. EventBridge itself knows which numbers a field
 * may have.
 *
 * @see https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-scheduled-rule-pattern.html
 */
export const parseSchedule: Parse<string> = (raw) => {
  if (raw === '') return raw;
  if (typeof raw !== 'string') return undefined;
  const [, , , dayOfMonth, , dayOfWeek] = CRON.exec(raw) ?? [];
  // Exactly one of the two days is left open.
  const isCron = dayOfMonth !== undefined && (dayOfMonth === '?') !== (dayOfWeek === '?');
  return isCron || RATE.test(raw) ? raw : undefined;
};
