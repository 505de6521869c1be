import { dateParametersOf } from '@ecommerce-recommenders/personalize/filters/date-parameters';
import {
  conditionsOf,
  fieldsOf,
  isField,
} from '@ecommerce-recommenders/personalize/filters/filter-expression';
import { parseFilter } from '@ecommerce-recommenders/personalize/filters/parse-filter';

/** The properties of a filter that decide which requests can use it. */
export interface ApiFilter {
  /** Whether it reads the user. Lists cannot be made with such a filter. */
  readonly readsUser?: true;
  /** Whether it reads the item at which the user is looking. */
  readonly readsItem?: true;
  /** Date placeholders, which the API fills in. */
  readonly dates?: readonly string[];
}

/** The filters that requests to the API can name, by name: those whose placeholders, if any, are all dates. */
export const apiFilters = (filters: Readonly<Record<string, string>>): Readonly<Record<string, ApiFilter>> =>
  Object.fromEntries(
    Object.entries(filters).flatMap(([name, text]) => {
      const expressions = parseFilter(text);
      const dates = dateParametersOf(expressions);
      if (!dates) return [];
      const readsUser = expressions.some((one) => fieldsOf(one).some(({ dataset }) => dataset !== 'ITEMS'));
      const readsItem = expressions.some((one) => conditionsOf(one).some(({ against }) => isField(against)));
      const needs = {
        ...(readsUser && { readsUser }),
        ...(readsItem && { readsItem }),
        ...(dates.length > 0 && { dates }),
      };
      return [[name, needs] as const];
    }),
  );
