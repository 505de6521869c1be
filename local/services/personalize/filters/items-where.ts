import {
  isField,
  type Condition,
  type FilterExpression,
  type Value,
} from '../../../../domain/filters/filter-expression';
import type { Bitmap } from './bitmap';
import type { ItemIndex } from './item-index';

/**
 * Rows of the items for which an expression's conditions on items hold. An empty field satisfies nothing but
 * NOT IN and !=, which are the opposites of IN and =.
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
  const column = index.column(field.name);
  const values = isField(against)
    ? index.valuesOf(currentItemId ?? '', against.name)
    : against.flatMap(literalOf);
  const rows = index.noRows();
  const addEach = (find: (value: string | number) => Uint32Array): Bitmap => {
    for (const value of values) rows.addAll(find(value));
    return rows;
  };
  switch (operator) {
    case 'IN':
    case '=':
      return addEach((value) => column.rowsOf(value));
    case 'NOT IN':
    case '!=':
      return addEach((value) => column.rowsOf(value)).invert();
    case '<':
    case '<=':
      return addEach((value) => column.rowsBelow(Number(value), operator === '<='));
    case '>':
    case '>=':
      return addEach((value) => column.rowsAbove(Number(value), operator === '>='));
  }
}

/** The asterisk and placeholders, which the items' conditions do not have any more, give nothing. */
function literalOf(value: Value): readonly (string | number)[] {
  if (value.kind === 'text') return [value.text];
  return value.kind === 'number' ? [value.number] : [];
}
