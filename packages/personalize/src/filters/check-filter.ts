import { type DatasetType } from '../dataset-types';
import type { AvroField } from '../avro-schema';
import {
  fieldsOf,
  invalidExpression,
  isField,
  type Condition,
  type Field,
  type FilterExpression,
  type Value,
} from './filter-expression';

/** The properties of a column that matter for filters. */
export interface FilterColumn {
  readonly name: string;
  readonly type: 'string' | 'boolean' | 'int' | 'long' | 'float' | 'double';
  readonly textual: boolean;
}

/** Columns of a dataset group's datasets. */
export type FilterColumns = Readonly<Partial<Record<DatasetType, readonly FilterColumn[]>>>;

/** Maximum number of distinct fields per filter. */
const MAX_FIELDS = 10;

const DATASET_NAMES: Readonly<Record<DatasetType, string>> = {
  INTERACTIONS: 'Interactions',
  ITEMS: 'Items',
  USERS: 'Users',
};

/**
 * Checks a filter against its dataset group's columns, and normalizes column names, which are case-insensitive.
 *
 * @throws FilterExpressionError for an unknown or unfilterable field, and for a value of the wrong type
 * @see https://docs.aws.amazon.com/personalize/latest/dg/filter-expression-guidelines-requirements.html
 */
export function checkFilter(
  expressions: readonly FilterExpression[],
  columns: FilterColumns,
): FilterExpression[] {
  const checked = expressions.map(({ action, where, when }) => ({
    action,
    where: where.map((conditions) => conditions.map((condition) => checkCondition(condition, columns))),
    when: when.map((condition) => checkCondition(condition, columns)),
  }));
  const { size } = distinctFields(checked);
  if (size > MAX_FIELDS)
    throw invalidExpression(`The filter reads ${size} distinct fields; ${MAX_FIELDS} are allowed.`);
  return checked;
}

/** Distinct columns in expressions, by dataset and name. */
export const distinctFields = (expressions: readonly FilterExpression[]): Set<string> =>
  new Set(expressions.flatMap(fieldsOf).map(({ dataset, name }) => `${dataset}.${name}`));

function checkCondition(condition: Condition, columns: FilterColumns): Condition {
  const { field, operator, against } = condition;
  const column = columnOf(field, columns);
  const isList = operator === 'IN' || operator === 'NOT IN';
  const checked = { field: { ...field, name: column.name }, operator };
  // AWS publishes an example that compares a text field of the current user with `=`.
  const isTextEquality = field.dataset === 'USERS' && (operator === '=' || operator === '!=');
  if (isList && column.type !== 'string')
    throw invalidExpression(
      `${field.text} is of type ${column.type}. IN and NOT IN are for strings; use =, !=, <, <=, > or >=.`,
    );
  if (!isList && column.type === 'string' && !isTextEquality)
    throw invalidExpression(`${field.text} is of type string. ${operator} is for numbers; use IN or NOT IN.`);
  if (isField(against)) {
    const other = columnOf(against, columns);
    if ((other.type === 'string') !== (column.type === 'string'))
      throw invalidExpression(
        `${field.text} is of type ${column.type}, ${against.text} of type ${other.type}; compare strings with strings and numbers with numbers.`,
      );
    return { ...checked, against: { ...against, name: other.name } };
  }
  for (const value of against) checkValue(value, field, column);
  return { ...checked, against };
}

function checkValue(value: Value, { text }: Field, { type }: FilterColumn): void {
  if (type === 'string' && value.kind === 'number')
    throw invalidExpression(
      `${text} is of type string, ${value.number} is a number; put it into double quotes.`,
    );
  if (type !== 'string' && value.kind === 'text')
    throw invalidExpression(
      `${text} is of type ${type}, "${value.text}" is a text; write a number without quotes.`,
    );
}

function columnOf({ dataset, name, text }: Field, columns: FilterColumns): FilterColumn {
  const known = columns[dataset];
  if (!known)
    throw invalidExpression(
      `${text} needs a dataset ${DATASET_NAMES[dataset]}, which the dataset group does not have. Create it first.`,
    );
  const column =
    known.find((one) => one.name === name) ??
    known.find((one) => one.name.toUpperCase() === name.toUpperCase());
  if (!column)
    throw invalidExpression(
      `The schema of ${DATASET_NAMES[dataset]} has no field ${name}. It has: ${known.map((one) => one.name).join(', ')}.`,
    );
  if (dataset === 'INTERACTIONS' && column.name !== 'EVENT_TYPE')
    throw invalidExpression(`${text} cannot be filtered; of interactions only EVENT_TYPE can.`);
  if (column.textual) throw invalidExpression(`${text} is textual and cannot be filtered.`);
  if (column.type === 'boolean')
    throw invalidExpression(
      `${text} is boolean and cannot be filtered. Use a string "True" or "False", or an int 0 or 1.`,
    );
  return column;
}

/** Converts a schema column to what filters need of it. */
export function filterColumn({ name, type, textual }: AvroField): FilterColumn {
  const [own] = [type].flat().filter((one) => one !== 'null');
  return { name, type: own, textual: textual ?? false };
}
