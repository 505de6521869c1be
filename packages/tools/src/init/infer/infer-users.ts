import type { UsersMapping } from '@ecommerce-recommenders/shop-data/data/mapping/mapping';
import { NONE, type Decisions } from './decisions';
import type { InteractionsInference } from './infer-interactions';
import type { TableInference } from './infer-items';
import { columnsNamed } from './column-aliases';
import { withNeededJoins } from './joined-choice';
import { meetings, type Meeting } from './meeting-columns';
import { guessOwnColumns } from './own-columns-guess';
import { valuesOf } from './sample';
import { dependsOn, filesOf, isDecimalComma, tableFiles, type TableChoice } from './table-choice';

/**
 * Finds the users, in a file of their own or in columns of the interactions.
 *
 * @param others - tables of other files
 */
export function inferUsers(
  interactions: InteractionsInference,
  others: readonly TableChoice[],
  decisions: Decisions,
): TableInference<UsersMapping> {
  const given = decisions.given('users');
  if (given === NONE) return { words: ['users: none, as you say'] };
  const { mapping, choice: lines } = interactions;
  if (mapping.hashUsers) return { words: ['users: no dataset, because their ids are hashes'] };
  const found = findFile(interactions, others, given);
  const choice = found?.choice ?? lines;
  const id = found?.id ?? mapping.user;
  const { table } = choice;
  const rest = [...table.columns.keys()].filter(
    (column) =>
      column !== id &&
      (found !== undefined ||
        (!interactions.used.includes(column) &&
          dependsOn(table, id, column, mapping.order) &&
          !dependsOn(table, mapping.item, column))),
  );
  const { columns, guesses } = guessOwnColumns(table, rest, {
    type: 'USERS',
    taken: ['USER_ID'],
    decimalComma: isDecimalComma(table),
    isOfLines: !found,
  });
  if (guesses.length === 0)
    return {
      looked: found?.choice,
      words: [
        found
          ? `users: no dataset, because no column of ${filesOf(choice)} but the id is filled, varied and not personal`
          : 'users: no dataset, because no column says anything of them',
      ],
    };
  const drop = found ? undefined : mapping.drop;
  return {
    looked: found?.choice,
    mapping: withNeededJoins<UsersMapping>({ ...tableFiles(choice), ...(drop && { drop }), id, columns }),
    words: [
      `${filesOf(choice)}: users${found ? '' : ' from the lines'}`,
      `id: ${id}`,
      ...guesses.map(
        (guess) => `${guess.name}: ${guess.column.from}, ${guess.column.type} (${guess.evidence})`,
      ),
    ],
  };
}

/** The file whose ids are users of the interactions, but not a file of their orders. */
function findFile(
  { choice, mapping }: InteractionsInference,
  others: readonly TableChoice[],
  given: string | undefined,
): Meeting | undefined {
  const candidates = others.filter((other) =>
    given === undefined
      ? columnsNamed('order', other.table).length === 0 && columnsNamed('item', other.table).length === 0
      : filesOf(other) === given,
  );
  return meetings(mapping.user, valuesOf(choice.table, mapping.user), candidates, 0.95).find(
    ({ ofIds }) => given !== undefined || ofIds > 0.02,
  );
}
