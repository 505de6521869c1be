import { dateParametersOf } from '@ecommerce-recommenders/personalize/filters/date-parameters';
import {
  conditionsOf,
  fieldsOf,
  isField,
} from '@ecommerce-recommenders/personalize/filters/filter-expression';
import { parseFilter } from '@ecommerce-recommenders/personalize/filters/parse-filter';
import type { UseCaseName } from '@ecommerce-recommenders/personalize/use-cases';
import { needsItem } from './read-list';

/**
 * Whether a filter has the same result for all users and all requests of a day: it has no placeholders except dates, and reads
 * neither CurrentUser nor the user's interactions. Filters that read CurrentItem suit use cases that need an item.
 */
export function isListed(expression: string, useCase: UseCaseName): boolean {
  const expressions = parseFilter(expression);
  const isFixed =
    dateParametersOf(expressions) !== undefined &&
    expressions.every((one) => fieldsOf(one).every(({ dataset }) => dataset === 'ITEMS'));
  const readsItem = expressions.some((one) => conditionsOf(one).some(({ against }) => isField(against)));
  return isFixed && (!readsItem || needsItem(useCase));
}

/** Names of the filters with which a use case has lists. */
export const listedFilters = (filters: Readonly<Record<string, string>>, useCase: UseCaseName): string[] =>
  Object.keys(filters).filter((name) => isListed(filters[name], useCase));
