import type { Dimensions } from '../../metrics';

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
