import {
  checkFilter,
  distinctFields,
  type FilterColumns,
} from '@ecommerce-recommenders/personalize/filters/check-filter';
import { datasetsOf } from '../../data/mapping/datasets-of';
import { filterColumns } from '../../data/filter-columns';
import { isDateParameter } from '@ecommerce-recommenders/personalize/filters/date-parameters';
import {
  conditionsOf,
  FilterExpressionError,
  isField,
  type FilterExpression,
} from '@ecommerce-recommenders/personalize/filters/filter-expression';
import { parseFilter } from '@ecommerce-recommenders/personalize/filters/parse-filter';
import { namesOf, recordOf, refined, SettingProblem, textUpTo, type Names, type Shape } from './shape';
import type { SettingsTable } from './setting';

/** Half of a dataset group's quota. If all filters change in one deployment, old and new ones coexist. */
const MAX_FILTERS = 15;
const MAX_EXPRESSION = 2_500;
/** Maximum number of distinct fields in all filters of a dataset group. */
const MAX_FIELDS = 20;

/**
 * A name that a shop gives to a filter or a query. Within Personalize's 63 characters, it leaves room for the start
 * of the stack's name and a digest.
 */
export const GIVEN_NAME = /^[a-zA-Z0-9][a-zA-Z0-9_-]{0,24}$/;

/** Shape of such names as keys of an object. */
export const givenNames = (what: string): Names =>
  namesOf(what, GIVEN_NAME, 'up to 25 letters, digits, - and _, with one of the first two in front');

const EXPRESSION = textUpTo(
  MAX_EXPRESSION,
  `an expression of up to ${MAX_EXPRESSION} characters, such as EXCLUDE ItemID WHERE Items.PRICE > 100`,
);

/**
 * Filters by name. Each expression is parsed and checked against the schemas, as CreateFilter does.
 *
 * @see https://docs.aws.amazon.com/personalize/latest/dg/limits.html
 */
const FILTERS: Shape<Readonly<Record<string, string>>> = refined(
  recordOf(
    givenNames('filter'),
    EXPRESSION,
    { most: MAX_FILTERS },
    `a JSON object from up to ${MAX_FILTERS} names to filter expressions`,
  ),
  (filters, at, { mapping }) => {
    const columns = filterColumns(datasetsOf(mapping));
    const expressions = Object.entries(filters).flatMap(([name, expression]) =>
      checkedExpressions(expression, columns, `${at}.${name}`),
    );
    const { size } = distinctFields(expressions);
    if (size > MAX_FIELDS)
      throw new SettingProblem(`${at} reads ${size} distinct fields, allowed are ${MAX_FIELDS} in all.`);
    return filters;
  },
);

function checkedExpressions(expression: string, columns: FilterColumns, at: string): FilterExpression[] {
  try {
    const expressions = checkFilter(parseFilter(expression), columns);
    refuseTextualDates(expressions, at);
    return expressions;
  } catch (error) {
    if (!(error instanceof FilterExpressionError)) throw error;
    throw new SettingProblem(`${at}: ${error.message}`);
  }
}

/** Rejects date placeholders with IN: they are numbers of seconds, and IN compares texts. */
function refuseTextualDates(expressions: readonly FilterExpression[], at: string): void {
  for (const { field, operator, against } of expressions.flatMap(conditionsOf)) {
    const date = isField(against)
      ? undefined
      : against.find((value) => value.kind === 'parameter' && isDateParameter(value.name));
    if (date?.kind === 'parameter' && (operator === 'IN' || operator === 'NOT IN'))
      throw new SettingProblem(
        `${at} compares ${field.text} with $${date.name}, which is a number of Unix seconds, by ${operator}, ` +
          `which is for texts. Use a column of numbers and <, <=, > or >=, or give the placeholder another name.`,
      );
  }
}

/** Settings of the filters. */
export const FILTER_SETTINGS = {
  filters: {
    shape: FILTERS,
    default: {},
    en: 'Filters by name, each an [expression](https://docs.aws.amazon.com/personalize/latest/dg/filter-expressions.html).',
    ko: '이름별 필터. 값은 [표현식](https://docs.aws.amazon.com/personalize/latest/dg/filter-expressions.html)입니다.',
  },
} as const satisfies SettingsTable;
