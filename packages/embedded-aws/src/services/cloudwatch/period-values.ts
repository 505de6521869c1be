import { AwsError } from '../../aws-error';
import type { Series, StatisticSet } from '../../metrics';

/** Retention: age in seconds from which only five-minute, then only hourly, aggregates exist. */
const KEPT_BY = [
  { olderThan: 63 * 86_400, seconds: 3_600 },
  { olderThan: 15 * 86_400, seconds: 300 },
];

/** Requested periods, in seconds since 1970, and the limit on their number. */
export interface PeriodQuestion {
  readonly StartTime: number;
  readonly EndTime: number;
  readonly Period: number;
  readonly maxPeriods: number;
}

/**
 * Periods with values, oldest first, aligned to multiples of the period. A period shorter than the retained
 * resolution finds nothing.
 *
 * @param nowSeconds - since 1970
 * @see https://docs.aws.amazon.com/AmazonCloudWatch/latest/APIReference/API_GetMetricStatistics.html
 */
export function periodValues(
  series: Series | undefined,
  { StartTime, EndTime, Period, maxPeriods }: PeriodQuestion,
  nowSeconds: number,
): { readonly start: number; readonly set: Readonly<StatisticSet> }[] {
  if (StartTime >= EndTime)
    throw new AwsError('ValidationError', 'The parameter StartTime must be less than the parameter EndTime.');
  if (Period % 60 !== 0)
    throw new AwsError(
      'InvalidParameterValue',
      `The parameter Period must be a multiple of 60, got ${Period}.`,
    );
  if ((EndTime - StartTime) / Period > maxPeriods)
    throw new AwsError(
      'InvalidParameterCombination',
      `You have requested more than ${maxPeriods.toLocaleString('en')} datapoints. Ask for a longer Period or a shorter time.`,
    );
  const found = [];
  for (let start = Math.floor(StartTime / Period) * Period; start < EndTime; start += Period) {
    const kept = KEPT_BY.find(({ olderThan }) => start < nowSeconds - olderThan);
    if (kept && Period % kept.seconds !== 0) continue;
    const set = series?.between(start * 1_000, (start + Period) * 1_000);
    if (set) found.push({ start, set });
  }
  return found;
}
