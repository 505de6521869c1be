import type { UsersMapping } from '../mapping';
import { NONE, type Decisions } from './decisions';
import type { InteractionsInference } from './infer-interactions';
import type { TableInference } from './infer-items';
import { guessOwnColumns } from './own-columns-guess';
import { filledValues, shareOf, valuesOf } from './sample';
import { dependsOn, filesOf, isDecimalComma, isFilled, tableFiles, type TableChoice } from './table-choice';

/**
 * Finds the users: in a file of their own, or in what the lines of the interactions say of them.
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
          dependsOn(table, id, column) &&
          !dependsOn(table, mapping.item, column))),
  );
  const { columns, guesses } = guessOwnColumns(table, rest, {
    type: 'USERS',
    taken: ['USER_ID'],
    decimalComma: isDecimalComma(table),
  });
  if (guesses.length === 0) return { words: ['users: no dataset, because no column says anything of them'] };
  const drop = found ? undefined : mapping.drop;
  return {
    mapping: { ...tableFiles(choice), ...(drop && { drop }), id, columns },
    words: [
      `${filesOf(choice)}: users${found ? '' : ' from the lines'}`,
      `id: ${id}`,
      ...guesses.map(
        (guess) => `${guess.name}: ${guess.column.from}, ${guess.column.type} (${guess.evidence})`,
      ),
    ],
  };
}

/** The file whose ids are users of the interactions. */
function findFile(
  { choice, mapping }: InteractionsInference,
  others: readonly TableChoice[],
  given: string | undefined,
): { readonly choice: TableChoice; readonly id: string } | undefined {
  const users = new Set(filledValues(valuesOf(choice.table, mapping.user)));
  const candidates = given === undefined ? others : others.filter((other) => filesOf(other) === given);
  const [best] = candidates
    .flatMap((other) =>
      [...other.table.columns.keys()].map((id) => {
        const values = filledValues(valuesOf(other.table, id));
        const isKey = isFilled(other.table, id) && new Set(values).size >= values.length * 0.95;
        return { choice: other, id, overlap: isKey ? shareOf(values, (value) => users.has(value)) : 0 };
      }),
    )
    .sort((a, b) => b.overlap - a.overlap);
  return best !== undefined && best.overlap > (given === undefined ? 0.02 : 0) ? best : undefined;
}
