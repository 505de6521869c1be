/** A number and its frequency. */
export type WeightedNumber = readonly [value: number, count: number];

/** One bar of a histogram: numbers from `from` to below `to`. The last bar may have no end. */
export interface Bin {
  readonly from: number;
  readonly to: number;
  readonly count: number;
}

const MAX_BINS = 24;

/** Quantile that determines the scale. The few numbers above it share the last bar. */
const SCALE_SHARE = 0.95;

/**
 * Counts numbers in bars of a round width: 1, 2 or 5 times a power of ten.
 *
 * @param smallestStep - minimum width of a bar: 1 for whole numbers
 */
export function histogram(numbers: readonly WeightedNumber[], smallestStep = 0): Bin[] {
  const sorted = numbers.filter(([, count]) => count > 0).sort(([a], [b]) => a - b);
  if (sorted.length === 0) return [];
  const total = sorted.reduce((sum, [, count]) => sum + count, 0);
  let below = 0;
  const high = sorted.find(([, count]) => (below += count) >= SCALE_SHARE * total)![0];
  const low = sorted[0][0];
  const step = Math.max(smallestStep, roundUp((high - low) / (MAX_BINS - 2)));
  const first = Math.floor(low / step);
  const counts = new Array<number>(Math.floor(high / step) - first + 1).fill(0);
  const last = counts.length - 1;
  for (const [value, count] of sorted) counts[Math.min(last, Math.floor(value / step) - first)] += count;
  const isOpen = Math.floor(sorted[sorted.length - 1][0] / step) - first > last;
  return counts.map((count, at) => ({
    from: (first + at) * step,
    to: at === last && isOpen ? Infinity : (first + at + 1) * step,
    count,
  }));
}

/** The smallest number of the form 1, 2 or 5 times a power of ten that is not below the given one. */
function roundUp(number: number): number {
  if (!(number > 0)) return 1;
  const power = 10 ** Math.floor(Math.log10(number));
  return [1, 2, 5, 10].map((factor) => factor * power).find((step) => step >= number * (1 - 1e-9))!;
}

/** Distribution of the numbers in a column. */
export interface NumberSummary {
  readonly min: number;
  readonly lowerQuartile: number;
  readonly median: number;
  readonly upperQuartile: number;
  readonly max: number;
  readonly mean: number;
}

/** Summarizes at least one number. A quantile is a number that occurs: the first at or above its share. */
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
