import { personalKind } from '@ecommerce-recommenders/shop-data/data/mapping/personal-columns';
import type {
  InteractionsMapping,
  ShownMapping,
} from '@ecommerce-recommenders/shop-data/data/mapping/mapping';
import { comparable } from './column-aliases';
import type { Decisions } from './decisions';
import type { InteractionsInference } from './infer-interactions';
import { joinedChoice, joinWords, withNeededJoins } from './joined-choice';
import { dependsOn, filesOf, isNumeric, roleColumn, tableFiles, type TableChoice } from './table-choice';

/** The interactions of a shop without an Items dataset. */
export interface ShownInference {
  /** The mapping, with the item details to show in answers, if the files have any. */
  readonly mapping: InteractionsMapping;
  readonly words: readonly string[];
}

/** Names of columns with the total price of a line. */
const OF_THE_LINE = ['salesvalue'];

/**
 * Finds names, categories and prices of items in the interactions, or in an items file that does not suffice for an
 * Items dataset.
 *
 * @param looked - that file
 */
export function inferShown(
  { choice: lines, mapping }: InteractionsInference,
  looked: TableChoice | undefined,
  decisions: Decisions,
): ShownInference {
  const { item, user } = mapping;
  const choice = looked ? joinedChoice(lines, [looked], (column) => column === item) : lines;
  const { table, joined } = choice;
  const isOfFile = (column: string): boolean => joined?.has(column) === true && !lines.joined?.has(column);
  // A name in an order line may be a person's.
  const describesItem = (column: string): boolean =>
    column !== item &&
    column !== user &&
    [undefined, 'name'].includes(personalKind(column)) &&
    (isOfFile(column) || dependsOn(table, item, column));
  const isPrice = (column: string): boolean =>
    isNumeric(table, column) && !OF_THE_LINE.includes(comparable(column));
  const columns = {
    name: roleColumn(choice, 'name', decisions, 'name', describesItem),
    category: roleColumn(choice, 'category', decisions, 'category', describesItem),
    price: roleColumn(choice, 'price', decisions, 'price', isPrice),
  };
  const shown: ShownMapping = Object.fromEntries(
    Object.entries(columns).flatMap(([name, found]) => (found ? [[name, found.column]] : [])),
  );
  if (Object.keys(shown).length === 0) return { mapping, words: [] };
  const { join } = tableFiles(choice);
  const withShown = withNeededJoins<InteractionsMapping>({ ...mapping, ...(join && { join }), shown });
  return {
    mapping: withShown,
    words: [
      `${filesOf(lines)}: shown of items, and not trained on: of each the newest value`,
      ...joinWords(withShown).filter((words) => !joinWords(mapping).includes(words)),
      ...Object.entries(shown).map(([name, column]) => `${name}: ${column}`),
    ],
  };
}
