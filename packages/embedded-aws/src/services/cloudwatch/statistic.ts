import type { StatisticSet, Dimensions } from '../../metrics';

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

/** A dimension as CloudWatch writes it. */
export interface Dimension {
  readonly Name: string;
  readonly Value: string;
}

/** Dimensions of an input by their names. */
export const dimensionsOf = (list: readonly Dimension[] = []): Dimensions =>
  Object.fromEntries(list.map(({ Name, Value }) => [Name, Value]));

/** Dimensions for an answer. */
export const dimensionList = (dimensions: Dimensions): Dimension[] =>
  Object.entries(dimensions).map(([Name, Value]) => ({ Name, Value }));
