import {
  isField,
  type Condition,
  type FilterExpression,
  type Value,
} from '@ecommerce-recommenders/personalize/filters/filter-expression';
import type { Bitmap } from './bitmap';
import { COMPARE } from './column-values';
import type { InvertedColumn } from './inverted-column';
import type { ItemIndex } from './item-index';

/**
 * Places of items that satisfy an expression's item conditions. An empty field satisfies only NOT IN and !=,
 * the negations of IN and =.
 */
export function itemsWhere(
  where: FilterExpression['where'],
  index: ItemIndex,
  currentItemId: string | undefined,
): Bitmap {
  return where
    .map((conditions) =>
      conditions
        .map((condition) => itemsOf(condition, index, currentItemId))
        .reduce((all, rows) => all.intersect(rows)),
    )
    .reduce((any, rows) => any.unite(rows));
}

function itemsOf(
  { field, operator, against }: Condition,
  index: ItemIndex,
  currentItemId: string | undefined,
): Bitmap {
  const values = isField(against)
    ? index.valuesOf(currentItemId ?? '', against.name)
    : against.flatMap(literalOf);
  const isAny = (parts: readonly (string | number)[]): boolean => parts.some((part) => values.includes(part));
  const places = (
    rowsOf: (column: InvertedColumn, value: string | number) => Uint32Array,
    test: (parts: readonly (string | number)[]) => boolean,
    isOpposite = false,
  ): Bitmap =>
    index.places(
      field.name,
      (column, found) => {
        for (const value of values) found.addAll(rowsOf(column, value));
        return isOpposite ? found.invert() : found;
      },
      test,
    );
  switch (operator) {
    case 'IN':
    case '=':
      return places((column, value) => column.rowsOf(value), isAny);
    case 'NOT IN':
    case '!=':
      return places(
        (column, value) => column.rowsOf(value),
        (parts) => !isAny(parts),
        true,
      );
    case '<':
    case '<=':
    case '>':
    case '>=':
      return places(
        (column, value) => column.rowsCompared(operator, Number(value)),
        (parts) =>
          parts.some(
            (part) =>
              typeof part === 'number' && values.some((value) => COMPARE[operator](part, Number(value))),
          ),
      );
  }
}

/** Asterisk and unbound placeholders, which no longer occur here, give nothing. */
function literalOf(value: Value): readonly (string | number)[] {
  if (value.kind === 'text') return [value.text];
  return value.kind === 'number' ? [value.number] : [];
}
