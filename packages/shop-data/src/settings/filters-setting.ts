import {
  checkFilter,
  distinctFields,
  type FilterColumns,
} from '@ecommerce-recommenders/personalize/filters/check-filter';
import { datasetsOf } from '../mapping/datasets-of';
import { filterColumns } from '../filter-columns';
import { isDateParameter } from '@ecommerce-recommenders/personalize/filters/date-parameters';
import {
  conditionsOf,
  FilterExpressionError,
  isField,
  type FilterExpression,
} from '@ecommerce-recommenders/personalize/filters/filter-expression';
import { parseFilter } from '@ecommerce-recommenders/personalize/filters/parse-filter';
import { parseObject, SettingProblem, type Kind, type Parse } from './setting-kinds';

/** Half of the quota of a dataset group: when all change in one deployment, old and new ones coexist. */
const MAX_FILTERS = 15;
/** Leaves room in Personalize's 63 characters for the start of the stack's name and a digest. */
const NAME = /^[a-zA-Z0-9][a-zA-Z0-9_-]{0,24}$/;
const MAX_EXPRESSION = 2_500;
/** Most distinct fields of all filters of a dataset group. */
const MAX_FIELDS = 20;

/**
 * An object from names of filters to their expressions, also as JSON text. Each expression is parsed and checked against
 * the schemas, as CreateFilter does.
 *
 * @throws SettingProblem that names the filter
 * @see https://docs.aws.amazon.com/personalize/latest/dg/limits.html
 */
const parseFilters: Parse<Readonly<Record<string, string>>> = (raw, _, mapping) => {
  const columns = filterColumns(datasetsOf(mapping));
  const given = parseObject(raw);
  if (!given || Object.keys(given).length > MAX_FILTERS) return undefined;
  const { size } = distinctFields(Object.entries(given).flatMap(([name, text]) => read(name, text, columns)));
  if (size > MAX_FIELDS)
    throw new SettingProblem(`The filters read ${size} distinct fields, allowed are ${MAX_FIELDS} in all.`);
  return given as Record<string, string>;
};

function read(name: string, expression: unknown, columns: FilterColumns): FilterExpression[] {
  if (!NAME.test(name))
    throw new SettingProblem(
      `A filter is called ${JSON.stringify(name)}, allowed are up to 25 letters, digits, - and _, with one of the ` +
        `first two in front.`,
    );
  if (typeof expression !== 'string' || expression.length > MAX_EXPRESSION)
    throw new SettingProblem(
      `The filter ${name} is ${JSON.stringify(expression)}, allowed is an expression of up to ${MAX_EXPRESSION} ` +
        `characters, such as EXCLUDE ItemID WHERE Items.PRICE > 100.`,
    );
  try {
    const expressions = checkFilter(parseFilter(expression), columns);
    refuseTextualDates(name, expressions);
    return expressions;
  } catch (error) {
    if (!(error instanceof FilterExpressionError)) throw error;
    throw new SettingProblem(`The filter ${name}: ${error.message}`);
  }
}

/** A placeholder for a day is a number of seconds, and IN is for texts. */
function refuseTextualDates(filter: string, expressions: readonly FilterExpression[]): void {
  for (const { field, operator, against } of expressions.flatMap(conditionsOf)) {
    const date = isField(against)
      ? undefined
      : against.find((value) => value.kind === 'parameter' && isDateParameter(value.name));
    if (date?.kind === 'parameter' && (operator === 'IN' || operator === 'NOT IN'))
      throw new SettingProblem(
        `The filter ${filter} compares ${field.text} with $${date.name}, which is a number of Unix seconds, by ${operator}, ` +
          `which is for texts. Use a column of numbers and <, <=, > or >=, or give the placeholder another name.`,
      );
  }
}

/** Filters by name. */
export const FILTERS: Kind<Readonly<Record<string, string>>> = {
  parse: parseFilters,
  allowed: `a JSON object from up to ${MAX_FILTERS} names to filter expressions`,
  schema: {
    type: 'object',
    maxProperties: MAX_FILTERS,
    propertyNames: { pattern: NAME.source },
    additionalProperties: { type: 'string', maxLength: MAX_EXPRESSION },
  },
};
