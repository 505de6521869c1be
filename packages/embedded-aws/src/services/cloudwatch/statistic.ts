import type { StatisticSet, Dimensions } from '../../metrics';

/** Supported statistics of a period. */
export const STATISTICS = ['Average', 'Sum', 'Minimum', 'Maximum', 'SampleCount'] as const;

/** `Average`, `Sum`, … */
export type Statistic = (typeof STATISTICS)[number];

/** Computes each statistic from an aggregate. */
export const STATISTIC_OF: Record<Statistic, (set: Readonly<StatisticSet>) => number> = {
  Average: ({ sum, count }) => sum / count,
  Sum: ({ sum }) => sum,
  Minimum: ({ min }) => min,
  Maximum: ({ max }) => max,
  SampleCount: ({ count }) => count,
};

/** A dimension as CloudWatch writes it. */
export interface Dimension {
  readonly Name: string;
  readonly Value: string;
}

/** Converts dimensions of an input. */
export const dimensionsOf = (list: readonly Dimension[] = []): Dimensions =>
  Object.fromEntries(list.map(({ Name, Value }) => [Name, Value]));

/** Converts dimensions for an output. */
export const dimensionList = (dimensions: Dimensions): Dimension[] =>
  Object.entries(dimensions).map(([Name, Value]) => ({ Name, Value }));
