import type { Condition, Value } from '@ecommerce-recommenders/personalize/filters/filter-expression';
import type { SchemaColumn } from '../data/parsed-schema';
import type { Dataset } from '../dataset';
import { invalidInput } from '../errors';
import { itemIndexOf } from '../filters/item-index';
import { itemsWhere } from '../filters/items-where';
import type { PersonalizeStore } from '../personalize-store';

/** A parsed comparison and the remaining text. */
const COMPARISON =
  /\s*ITEMS\s*\.\s*(?<name>[A-Za-z_]\w*)\s*=\s*(?:"(?<text>(?:[^"\\]|\\.)*)"|(?<number>[+-]?\d+(?:\.\d+)?))\s*(?<and>AND\b|$)/isy;

const RESERVED = ['ITEM_ID', 'CREATION_TIMESTAMP'];

/** Columns of an Items dataset that expressions may use. */
export const attributeColumns = (dataset: Dataset, store: PersonalizeStore): SchemaColumn[] =>
  store.schemas
    .mustGet(dataset.schemaArn)
    .parsed.columns.filter(
      ({ name, textual, categorical, type }) =>
        !textual && type !== 'boolean' && (type !== 'string' || categorical) && !RESERVED.includes(name),
    );

/**
 * Positions in a list of items of those that satisfy an expression:
 *
 *     attributes := comparison ( AND comparison )*
 *     comparison := ITEMS '.' COLUMN '=' ( "text" | number )
 *
 * As in filters, keywords and columns may be in any case, and a categorical column has several values.
 *
 * @param columns - those that the expression may use
 * @throws AwsError `InvalidInputException`
 * @see https://docs.aws.amazon.com/personalize/latest/dg/prepare-input-data-user-segment.html
 */
export function itemsWith(
  expression: string,
  itemIds: readonly string[],
  dataset: Dataset | undefined,
  columns: readonly SchemaColumn[],
): number[] {
  const conditions = comparisons(expression).map(({ name, value }) => conditionOf(name, value, columns));
  if (!dataset?.records) return [];
  const index = itemIndexOf(dataset.records);
  const places = index.placesOf(itemIds);
  const found = itemsWhere([conditions], index, undefined);
  return [...itemIds.keys()].filter((item) => found.has(places[item]));
}

function comparisons(expression: string): { readonly name: string; readonly value: Value }[] {
  const found: { name: string; value: Value }[] = [];
  COMPARISON.lastIndex = 0;
  for (let hasMore = true; hasMore;) {
    const from = COMPARISON.lastIndex;
    const groups = COMPARISON.exec(expression)?.groups;
    if (!groups)
      throw invalidInput(
        `itemAttributes cannot be parsed from character ${from + 1} on: ${expression.slice(from).trim() || 'the end'}. ` +
          'It must be like ITEMS.COLUMN = "value" AND ITEMS.OTHER = 1: there is no other operator, and no OR',
      );
    const { name, text, number, and } = groups;
    found.push({
      name,
      value:
        number === undefined
          ? { kind: 'text', text: text.replace(/\\(.)/gs, '$1') }
          : { kind: 'number', number: Number(number) },
    });
    hasMore = and !== '';
  }
  return found;
}

function conditionOf(name: string, value: Value, columns: readonly SchemaColumn[]): Condition {
  const column = columns.find((one) => one.name.toUpperCase() === name.toUpperCase());
  if (!column)
    throw invalidInput(
      `ITEMS.${name} cannot be asked for. The columns that the solution has learned are ${columns.map((one) => one.name).join(', ')}`,
    );
  const kind = column.type === 'string' ? 'text' : 'number';
  if (value.kind !== kind)
    throw invalidInput(
      `ITEMS.${column.name} is of type ${column.type}: its value is ${kind === 'text' ? 'a text in double quotes' : 'a number without quotes'}`,
    );
  return {
    field: { dataset: 'ITEMS', name: column.name, text: `ITEMS.${column.name}` },
    operator: '=',
    against: [value],
  };
}
