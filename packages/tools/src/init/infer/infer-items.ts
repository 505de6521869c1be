import type { ItemsMapping } from '@ecommerce-recommenders/shop-data/data/mapping/mapping';
import { NONE, type Decisions } from './decisions';
import type { InteractionsInference } from './infer-interactions';
import { joinedChoice, joinWords, withNeededJoins } from './joined-choice';
import { meetings, type Meeting } from './meeting-columns';
import { guessOwnColumns } from './own-columns-guess';
import { filledValues, valuesOf } from './sample';
import {
  columnOptions,
  dependsOn,
  filesOf,
  isDecimalComma,
  isNumeric,
  roleColumn,
  roleColumns,
  tableFiles,
  type TableChoice,
} from './table-choice';

/** A table other than the interactions, or why there is none. */
export interface TableInference<Mapping> {
  readonly mapping?: Mapping;
  /** The file that contains it, even if it is not mapped. */
  readonly looked?: TableChoice;
  readonly words: readonly string[];
}

/** Schema names that custom columns cannot use. */
const TAKEN = ['ITEM_ID', 'NAME', 'CATEGORY_L1', 'PRICE', 'PRODUCT_DESCRIPTION', 'CREATION_TIMESTAMP'];

/**
 * Finds the items, in a file of their own or in the lines of the interactions. The domain requires a category and a
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
  const source = sourceOf(interactions, found, decisions);
  const { choice, isOwnFile, describes } = source;
  const { table } = choice;
  const id = decisions.given('itemId') ?? (isOwnFile ? found!.id : interactions.mapping.item);
  const without = (what: string, remedy: string): TableInference<ItemsMapping> => ({
    looked: found?.choice,
    words: [`items: no dataset, because no column ${what}, which the domain requires (${remedy})`],
  });
  const price = roleColumn(choice, 'price', decisions, 'price', (column) => isNumeric(table, column))?.column;
  if (price === undefined) return without(`of ${filesOf(choice)} is a price`, '--price COLUMN');
  const name = roleColumn(choice, 'name', decisions, 'name', (column) => column !== id)?.column;
  const category = inferCategory(choice, id, decisions, (column) => column !== name && describes(column, id));
  if (category === undefined)
    return without('is a category', '--category COLUMN, or --category-constant TEXT for one category');
  const mayDescribe = (column: string): boolean =>
    (isOwnFile || (choice.joined?.has(column) ?? false)) && column !== name;
  const description = roleColumn(choice, 'description', decisions, undefined, mayDescribe)?.column;
  const required = typeof category === 'string' ? [price, category] : [price];
  const roles = [id, name, description, ...required];
  const rest = [...table.columns.keys()].filter(
    (column) => !roles.includes(column) && (isOwnFile || describesItemOnly(interactions, source, id, column)),
  );
  const { columns, guesses } = guessOwnColumns(table, rest, {
    type: 'ITEMS',
    taken: TAKEN,
    decimalComma: isDecimalComma(table),
    isOfLines: !isOwnFile,
  });
  const drop = required.filter((column) => valuesOf(table, column).some((value) => value.trim() === ''));
  const dropped = [
    ...(isOwnFile ? [] : (interactions.mapping.drop ?? [])),
    ...drop.map((column) => ({ column, empty: true }) as const),
  ];
  const mapping = withNeededJoins<InferredItems>({
    ...tableFiles(choice),
    ...(dropped.length > 0 && { drop: dropped }),
    id,
    ...(name !== undefined && { name }),
    category,
    price,
    ...(description !== undefined && { description }),
    ...(guesses.length > 0 && { columns }),
  });
  const ofIds = isOwnFile ? found?.ofIds : undefined;
  const words = itemsInWords(mapping, source, ofIds, [
    ...drop.map((column) => `left out: ${column} is empty`),
    ...guesses.map(
      (guess) => `${guess.name}: ${guess.column.from}, ${guess.column.type} (${guess.evidence})`,
    ),
  ]);
  return { looked: found?.choice, mapping, words };
}

/** An items mapping whose price is a column. */
type InferredItems = ItemsMapping & { readonly price: string };

/** @param ofIds - share of a file's ids that occur in the interactions, if the items have a file */
function itemsInWords(
  mapping: InferredItems,
  { choice, isOwnFile }: Source,
  ofIds: number | undefined,
  more: readonly string[],
): string[] {
  const { id, name, category, price, description } = mapping;
  return [
    `${filesOf(choice)}: items${isOwnFile ? (choice.known ? ` (${choice.known.title})` : '') : ' from the lines: the most frequent name, the median price'}`,
    ...joinWords(mapping),
    ...(isOwnFile && choice.known?.note !== undefined ? [choice.known.note] : []),
    `id: ${id}${ofIds === undefined ? '' : ` (${Math.round(ofIds * 100)}% of its sampled values are in the interactions)`}`,
    ...(name === undefined ? [] : [`name: ${name}`]),
    `category: ${typeof category === 'string' ? category : `"${category.constant}" for all`}`,
    `price: ${price}`,
    ...(description === undefined ? [] : [`description: ${description}`]),
    ...more,
  ];
}

/** Whether a column of the lines describes the item, and not the user or the order. */
function describesItemOnly(
  { choice, mapping, used }: InteractionsInference,
  source: Source,
  id: string,
  column: string,
): boolean {
  if (used.includes(column) || !source.describes(column, id)) return false;
  const { user, item, order } = mapping;
  // In small samples, each item may have only one buyer.
  const isOfUser = dependsOn(choice.table, user, column) && !dependsOn(choice.table, item, column);
  return !isOfUser && (order === undefined || !dependsOn(source.choice.table, order, column));
}

interface Source {
  readonly choice: TableChoice;
  readonly isOwnFile: boolean;
  /** Whether a column describes an item. */
  readonly describes: (column: string, id: string) => boolean;
}

/** The items file, or the order lines if there is none; or both joined, if the file lacks columns that the lines have. */
function sourceOf(
  { choice: lines, mapping: { item } }: InteractionsInference,
  found: Meeting | undefined,
  decisions: Decisions,
): Source {
  const ofLines = (column: string, id: string): boolean => dependsOn(lines.table, id, column);
  if (!found) return { choice: lines, isOwnFile: false, describes: ofLines };
  const { choice } = found;
  const has = (one: TableChoice, role: 'price' | 'category'): boolean =>
    decisions.given(role) === undefined
      ? roleColumns(one, role, (column) => role === 'category' || isNumeric(one.table, column)).length > 0
      : one.table.columns.has(decisions.given(role)!);
  const isLacking = (['price', 'category'] as const).some((role) => !has(choice, role) && has(lines, role));
  const joined = isLacking ? joinedChoice(lines, [choice], (column) => column === item) : lines;
  if (joined === lines) return { choice, isOwnFile: true, describes: () => true };
  return {
    choice: joined,
    isOwnFile: false,
    describes: (column, id) =>
      (joined.joined!.has(column) && !lines.table.columns.has(column)) || ofLines(column, id),
  };
}

/** The file whose ids are items of the interactions. */
function findFile(
  { choice, mapping }: InteractionsInference,
  others: readonly TableChoice[],
  given: string | undefined,
): Meeting | undefined {
  const candidates = given === undefined ? others : others.filter((other) => filesOf(other) === given);
  const found = meetings(mapping.item, valuesOf(choice.table, mapping.item), candidates, 0.5);
  const prescribed = found.find(
    ({ choice: { known }, id, ofIds }) => known?.holds === 'items' && known.roles.item === id && ofIds > 0.02,
  );
  return prescribed ?? found.find(({ ofIds }) => given !== undefined || ofIds > 0.02);
}

function inferCategory(
  choice: TableChoice,
  id: string,
  decisions: Decisions,
  fits: (column: string) => boolean,
): ItemsMapping['category'] | undefined {
  const constant = decisions.given('categoryConstant');
  if (constant !== undefined) return { constant };
  const { table } = choice;
  const items = new Set(valuesOf(table, id)).size;
  // A column that has a different value for each item is a name.
  const isShared = (column: string): boolean =>
    fits(column) && new Set(filledValues(valuesOf(table, column))).size <= items / 2;
  const named =
    roleColumn(choice, 'category', decisions, 'category', isShared) ??
    roleColumn(choice, 'category', decisions, 'category', fits);
  if (named) return named.column;
  const answer = decisions.decide({
    name: 'category',
    text: `Which column of ${filesOf(choice)} is the category of an item, which the domain requires?`,
    options: [{ value: NONE, evidence: 'no Items dataset' }, ...columnOptions(choice.table)],
    best: NONE,
  });
  return answer === NONE ? undefined : answer;
}
