import { seededRandom } from './seeded-random';

/** A mean with its confidence interval. */
export interface Estimate {
  readonly mean: number;
  /** Bounds of the 95 % confidence interval. */
  readonly low: number;
  readonly high: number;
}

const RESAMPLES = 1000;
const SEED = 1;

/**
 * Means of several measurements of the same users, with bootstrap confidence intervals. Users are resampled with
 * replacement 1,000 times, and the interval is the middle 95 % of the means.
 *
 * @param columns - one list per measurement, with one value per user
 * @see Efron: Bootstrap Methods: Another Look at the Jackknife (1979)
 */
export function estimates(columns: readonly (readonly number[])[]): Estimate[] {
  const users = columns[0]?.length ?? 0;
  const random = seededRandom(SEED);
  const draw = new Uint32Array(users);
  const means = columns.map(() => new Float64Array(RESAMPLES));
  for (let resample = 0; resample < RESAMPLES; resample++) {
    for (let at = 0; at < users; at++) draw[at] = random(users);
    columns.forEach((column, index) => {
      let sum = 0;
      for (let at = 0; at < users; at++) sum += column[draw[at]];
      means[index][resample] = sum / users;
    });
  }
  return columns.map((column, index) => {
    const sorted = means[index].sort();
    return {
      mean: column.reduce((sum, value) => sum + value, 0) / users,
      low: sorted[Math.floor(0.025 * RESAMPLES)],
      high: sorted[Math.ceil(0.975 * RESAMPLES) - 1],
    };
  });
}
