import type { ItemsMapping } from '../mapping';
import { NONE, type Decisions } from './decisions';
import type { InteractionsInference } from './infer-interactions';
import { guessOwnColumns } from './own-columns-guess';
import { filledValues, shareOf, valuesOf } from './sample';
import {
  columnOptions,
  dependsOn,
  filesOf,
  isDecimalComma,
  isFilled,
  isNumeric,
  roleColumn,
  tableFiles,
  type TableChoice,
} from './table-choice';

/** A table beside the interactions, or why there is none. */
export interface TableInference<Mapping> {
  readonly mapping?: Mapping;
  readonly words: readonly string[];
}

/** Names of the schema that a shop's columns cannot have. */
const TAKEN = ['ITEM_ID', 'NAME', 'CATEGORY_L1', 'PRICE', 'PRODUCT_DESCRIPTION', 'CREATION_TIMESTAMP'];

/**
 * Finds the items: in a file of their own, or in the lines of the interactions. The domain requires a category and a
 * price; without them there is no Items dataset.
 *
 * @param others - tables of other files
 */
export function inferItems(
  interactions: InteractionsInference,
  others: readonly TableChoice[],
  decisions: Decisions,
): TableInference<ItemsMapping> {
  const given = decisions.given('items');
  if (given === NONE) return { words: ['items: none, as you say'] };
  const found = findFile(interactions, others, given);
  const choice = found?.choice ?? interactions.choice;
  const { table } = choice;
  const id = decisions.given('itemId') ?? found?.id ?? interactions.mapping.item;
  const isOwnFile = found !== undefined;
  const describes = (column: string): boolean => isOwnFile || dependsOn(table, id, column);

  const price = roleColumn(choice, 'price', decisions, 'price', (column) => isNumeric(table, column))?.column;
  if (price === undefined)
    return { words: ['items: no dataset, because no column is a price (--price COLUMN)'] };
  const name = roleColumn(choice, 'name', decisions, 'name', (column) => column !== id)?.column;
  const category = inferCategory(choice, decisions, (column) => column !== name && describes(column));
  if (category === undefined)
    return {
      words: [
        'items: no dataset, because no column is a category, which the domain requires ' +
          '(--category COLUMN, or --category-constant TEXT for one category)',
      ],
    };
  const description = roleColumn(
    choice,
    'description',
    decisions,
    undefined,
    (column) => isOwnFile && column !== name,
  )?.column;
  const roles = [id, price, name, description, typeof category === 'string' ? category : undefined];
  const rest = [...table.columns.keys()].filter(
    (column) =>
      !roles.includes(column) &&
      (isOwnFile ||
        (!interactions.used.includes(column) && describes(column) && !describesUser(interactions, column))),
  );
  const { columns, guesses } = guessOwnColumns(table, rest, {
    type: 'ITEMS',
    taken: TAKEN,
    decimalComma: isDecimalComma(table),
  });
  const drop = [price, ...(typeof category === 'string' ? [category] : [])].filter(
    (column) => isOwnFile && valuesOf(table, column).some((value) => value.trim() === ''),
  );
  const { drop: linesLeftOut } = interactions.mapping;
  const dropped = isOwnFile ? drop.map((column) => ({ column, empty: true }) as const) : (linesLeftOut ?? []);
  return {
    mapping: {
      ...tableFiles(choice),
      ...(dropped.length > 0 && { drop: dropped }),
      id,
      ...(name !== undefined && { name }),
      category,
      price,
      ...(description !== undefined && { description }),
      ...(guesses.length > 0 && { columns }),
    },
    words: [
      `${filesOf(choice)}: items${isOwnFile ? (choice.known ? ` (${choice.known.title})` : '') : ' from the lines: the most frequent name, the median price'}`,
      ...(isOwnFile && choice.known?.note !== undefined ? [choice.known.note] : []),
      `id: ${id}${found ? ` (${Math.round(found.overlap * 100)}% of its values looked at are in the interactions)` : ''}`,
      ...(name === undefined ? [] : [`name: ${name}`]),
      `category: ${typeof category === 'string' ? category : `"${category.constant}" for all`}`,
      `price: ${price}`,
      ...(description === undefined ? [] : [`description: ${description}`]),
      ...drop.map((column) => `left out: ${column} is empty`),
      ...guesses.map(
        (guess) => `${guess.name}: ${guess.column.from}, ${guess.column.type} (${guess.evidence})`,
      ),
    ],
  };
}

/** What describes the user is a column of the users, though each item may have been bought by one user only. */
const describesUser = ({ choice, mapping }: InteractionsInference, column: string): boolean =>
  dependsOn(choice.table, mapping.user, column) && !dependsOn(choice.table, mapping.item, column);

interface FoundFile {
  readonly choice: TableChoice;
  readonly id: string;
  readonly overlap: number;
}

/** The file whose ids are items of the interactions. */
function findFile(
  { choice, mapping }: InteractionsInference,
  others: readonly TableChoice[],
  given: string | undefined,
): FoundFile | undefined {
  const items = new Set(filledValues(valuesOf(choice.table, mapping.item)));
  const candidates = given === undefined ? others : others.filter((other) => filesOf(other) === given);
  const found = candidates.flatMap((other) =>
    [...other.table.columns.keys()].map((id) => {
      const values = [...new Set(filledValues(valuesOf(other.table, id)))];
      const isKey =
        isFilled(other.table, id) && values.length >= filledValues(valuesOf(other.table, id)).length * 0.5;
      const prescribed = other.known?.holds === 'items' && other.known.roles.item === id ? 0.001 : 0;
      return {
        choice: other,
        id,
        overlap: isKey ? shareOf(values, (value) => items.has(value)) + prescribed : 0,
      };
    }),
  );
  const [best] = found.sort((a, b) => b.overlap - a.overlap);
  return best !== undefined && best.overlap > (given === undefined ? 0.02 : 0) ? best : undefined;
}

function inferCategory(
  choice: TableChoice,
  decisions: Decisions,
  fits: (column: string) => boolean,
): ItemsMapping['category'] | undefined {
  const constant = decisions.given('categoryConstant');
  if (constant !== undefined) return { constant };
  const named = roleColumn(choice, 'category', decisions, 'category', fits);
  if (named) return named.column;
  const answer = decisions.decide({
    name: 'category',
    text: `Which column of ${filesOf(choice)} is the category of an item, which the domain requires?`,
    options: [{ value: NONE, evidence: 'no Items dataset' }, ...columnOptions(choice.table)],
    best: NONE,
  });
  return answer === NONE ? undefined : answer;
}
