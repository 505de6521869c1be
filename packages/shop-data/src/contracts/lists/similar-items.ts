import { USE_CASE_NAMES, USE_CASES, type UseCaseName } from '@ecommerce-recommenders/personalize/use-cases';
import type { Datasets } from '../../data/datasets';

/** Use case for items with similar descriptions in the catalogue. A run makes its lists itself, without Personalize. */
export const SIMILAR_ITEMS = 'similar-items';

/** A use case that lists or the API can answer: one of Personalize's, or `similar-items`. */
export type AnsweredUseCase = UseCaseName | typeof SIMILAR_ITEMS;

/** All answered use cases, in display order. */
export const ANSWERED_USE_CASES: readonly AnsweredUseCase[] = [...USE_CASE_NAMES, SIMILAR_ITEMS];

/** The name that a shop owner would use. */
export const titleOf = (useCase: AnsweredUseCase): string =>
  useCase === SIMILAR_ITEMS ? 'Similar items' : USE_CASES[useCase].title;

/** Columns of the item table that describe an item, besides its price. */
export interface DescribingColumns {
  /** Columns with its name. */
  readonly names: readonly string[];
  /** Columns with text about it. */
  readonly texts: readonly string[];
  /** Columns with categories and the like. A value may contain several, separated by `|`. */
  readonly categories: readonly string[];
}

/**
 * The columns with the name, the textual columns and the categorical columns of a shop's items; `undefined` without
 * an item table.
 */
export function describingColumns({ ITEMS }: Datasets): DescribingColumns | undefined {
  if (ITEMS === undefined) return undefined;
  const { fields } = ITEMS.schema;
  const named = (isOne: (field: (typeof fields)[number]) => boolean): string[] =>
    fields.filter(isOne).map(({ name }) => name);
  return {
    names: named(({ name }) => name === 'NAME'),
    texts: named(({ textual = false }) => textual),
    categories: named(({ categorical = false }) => categorical),
  };
}
