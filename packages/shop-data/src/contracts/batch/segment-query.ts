import { checkFilter, type FilterColumns } from '@ecommerce-recommenders/personalize/filters/check-filter';
import {
  FilterExpressionError,
  isField,
  type Condition,
} from '@ecommerce-recommenders/personalize/filters/filter-expression';
import { parseFilter } from '@ecommerce-recommenders/personalize/filters/parse-filter';

/** An invalid query. */
export class SegmentQueryError extends Error {}

/** Prefix that turns the conditions of a query into a filter, which the filter's parser can read. */
const AS_FILTER = 'INCLUDE ItemID WHERE ';

/**
 * Checks a query of Item-Attribute-Affinity, `ITEMS.CATEGORY_L1 = "shoes" AND ITEMS.STYLE = "boots"`, against the
 * columns of a dataset group. Returns it in the documented form.
 *
 * @param learned - columns of items that training uses
 * @throws SegmentQueryError that says what is wrong
 * @see https://docs.aws.amazon.com/personalize/latest/dg/prepare-input-data-user-segment.html
 */
export function segmentQuery(text: string, columns: FilterColumns, learned: readonly string[]): string {
  try {
    const expressions = parseFilter(`${AS_FILTER}${text}`);
    const [{ where, when }] = expressions;
    if (expressions.length > 1 || when.length > 0 || where.length > 1)
      throw new SegmentQueryError('it has |, IF or OR, but only AND can join the conditions of a query');
    const [conditions] = where;
    for (const condition of conditions) refuseOther(condition);
    // Filters compare strings with IN, unlike queries.
    const isText = ({ field }: Condition): boolean =>
      columns.ITEMS?.find(({ name }) => name.toUpperCase() === field.name.toUpperCase())?.type === 'string';
    const asInFilter = (condition: Condition): Condition =>
      isText(condition) ? { ...condition, operator: 'IN' } : condition;
    const [checked] = checkFilter(
      [{ action: 'INCLUDE', where: [conditions.map(asInFilter)], when }],
      columns,
    );
    for (const { field } of checked.where[0])
      if (!learned.includes(field.name))
        throw new SegmentQueryError(
          `it reads ${field.text}, which training does not use: make it categorical`,
        );
    return checked.where[0].map(asWritten).join(' AND ');
  } catch (error) {
    if (!(error instanceof FilterExpressionError)) throw error;
    throw new SegmentQueryError(inWords(error.message), { cause: error });
  }
}

/** A condition of a query: a column of items, and the value that it must have. */
export interface QueryCondition {
  readonly column: string;
  readonly value: string | number;
}

/** The conditions of a query that {@link segmentQuery} has returned. Items must meet all of them. */
export const queryConditions = (query: string): QueryCondition[] =>
  parseFilter(`${AS_FILTER}${query}`)[0].where[0].flatMap(({ field: { name: column }, against }) =>
    (isField(against) ? [] : against).flatMap((value): QueryCondition[] => {
      if (value.kind === 'text') return [{ column, value: value.text }];
      return value.kind === 'number' ? [{ column, value: value.number }] : [];
    }),
  );

function refuseOther({ field, operator, against }: Condition): void {
  if (field.dataset !== 'ITEMS')
    throw new SegmentQueryError(`it reads ${field.text}, but a query can only read columns of items`);
  const isValue = !isField(against) && (against[0].kind === 'text' || against[0].kind === 'number');
  if (operator !== '=' || !isValue)
    throw new SegmentQueryError(
      `its condition on ${field.text} is not supported, only ${field.text} = and a text in quotes, or a number`,
    );
}

function asWritten({ field, against }: Condition): string {
  const [value] = isField(against) ? [] : against;
  const written =
    value.kind === 'text' ? JSON.stringify(value.text) : value.kind === 'number' ? value.number : '';
  return `ITEMS.${field.name} = ${written}`;
}

/** Removes CreateFilter's wording from the parser's message, and the length of the prefix from its position. */
const inWords = (message: string): string =>
  message
    .replace(/^Could not create filter\. (Invalid Expression: )?/, '')
    .replace(/at character (\d+)/, (_, at) => `at character ${Number(at) - AS_FILTER.length}`);
