import { USE_CASE_NAMES, USE_CASES, type UseCaseName } from '@ecommerce-recommenders/personalize/use-cases';
import type { Datasets } from '../../data/datasets';

/** Items that the catalogue describes alike: lists that a run makes itself, without Personalize. */
export const SIMILAR_ITEMS = 'similar-items';

/** A use case that lists or the API answer: one of Personalize's, or `similar-items`. */
export type AnsweredUseCase = UseCaseName | typeof SIMILAR_ITEMS;

/** All of them, in display order. */
export const ANSWERED_USE_CASES: readonly AnsweredUseCase[] = [...USE_CASE_NAMES, SIMILAR_ITEMS];

/** What a shop owner calls it. */
export const titleOf = (useCase: AnsweredUseCase): string =>
  useCase === SIMILAR_ITEMS ? 'Similar items' : USE_CASES[useCase].title;

/** Columns of the item table that say what an item is, besides its price. */
export interface DescribingColumns {
  /** Of its name. */
  readonly names: readonly string[];
  /** Of text about it. */
  readonly texts: readonly string[];
  /** Of categories and the like, `|` between several values. */
  readonly categories: readonly string[];
}

/** The name, the textual columns and the categorical ones of a shop's items; `undefined` without an item table. */
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
