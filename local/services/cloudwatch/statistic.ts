import type { StatisticSet } from '../../metrics';

/** What can be asked of the values of a period. */
export const STATISTICS = ['Average', 'Sum', 'Minimum', 'Maximum', 'SampleCount'] as const;

/** `Average`, `Sum`, … */
export type Statistic = (typeof STATISTICS)[number];

/** How each statistic comes from what was counted. */
export const STATISTIC_OF: Record<Statistic, (set: Readonly<StatisticSet>) => number> = {
  Average: ({ sum, count }) => sum / count,
  Sum: ({ sum }) => sum,
  Minimum: ({ min }) => min,
  Maximum: ({ max }) => max,
  SampleCount: ({ count }) => count,
};
