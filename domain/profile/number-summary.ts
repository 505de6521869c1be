import type { WeightedNumber } from './weighted-number';

/** Where the numbers of a column lie. */
export interface NumberSummary {
  readonly min: number;
  readonly lowerQuartile: number;
  readonly median: number;
  readonly upperQuartile: number;
  readonly max: number;
  readonly mean: number;
}

/** Summarises numbers, at least one. A quantile is a number that occurs: the first at or above its share. */
export function summariseNumbers(numbers: readonly WeightedNumber[]): NumberSummary {
  const sorted = [...numbers].sort(([a], [b]) => a - b);
  const total = sorted.reduce((sum, [, count]) => sum + count, 0);
  const quantile = (share: number): number => {
    let below = 0;
    return sorted.find(([, count]) => (below += count) >= share * total)![0];
  };
  return {
    min: sorted[0][0],
    lowerQuartile: quantile(0.25),
    median: quantile(0.5),
    upperQuartile: quantile(0.75),
    max: sorted[sorted.length - 1][0],
    mean: sorted.reduce((sum, [value, count]) => sum + value * count, 0) / total,
  };
}
