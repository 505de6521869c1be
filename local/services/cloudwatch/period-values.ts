import { AwsError } from '../../aws-error';
import type { Series, StatisticSet } from '../../metrics';

/** As many as one request may ask for. */
const MAX_PERIODS = 100_800;

/** The periods of a time in which there are values, oldest first; the first period begins at a whole one. */
export function periodValues(
  series: Series | undefined,
  {
    StartTime,
    EndTime,
    Period,
  }: { readonly StartTime: number; readonly EndTime: number; readonly Period: number },
): { readonly start: number; readonly set: Readonly<StatisticSet> }[] {
  if (StartTime >= EndTime)
    throw new AwsError('ValidationError', 'The parameter StartTime must be less than the parameter EndTime.');
  if (Period % 60 !== 0)
    throw new AwsError(
      'InvalidParameterValue',
      `The parameter Period must be a multiple of 60, got ${Period}.`,
    );
  if ((EndTime - StartTime) / Period > MAX_PERIODS)
    throw new AwsError(
      'InvalidParameterCombination',
      `You have requested more than ${MAX_PERIODS} datapoints. Ask for a longer Period or a shorter time.`,
    );
  const found = [];
  for (let start = Math.floor(StartTime / Period) * Period; start < EndTime; start += Period) {
    const set = series?.between(start * 1_000, (start + Period) * 1_000);
    if (set) found.push({ start, set });
  }
  return found;
}
