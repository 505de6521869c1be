import type {
  InteractionsMapping,
  ItemsMapping,
  JoinedFiles,
  TableFiles,
  UsersMapping,
} from '@ecommerce-recommenders/shop-data/data/mapping/mapping';
import { meetings, type Meeting } from './meeting-columns';
import { filledValues, valuesOf } from './sample';
import { tableFiles, type TableChoice } from './table-choice';

/** Thresholds if column names do not match: minimum share of values that are among the ids, and minimum mean length. */
const UNNAMED = { ofValues: 0.9, characters: 5 };

/**
 * Joins a table with others by their unique ids, transitively: a line with its order, and the order with its
 * customer. Columns of the table itself take precedence.
 *
 * @param isKey - whether a column may be used for a join
 */
export function joinedChoice(
  base: TableChoice,
  others: readonly TableChoice[],
  isKey: (column: string) => boolean,
): TableChoice {
  const { unroll } = base.table;
  let { rows } = base.table;
  if (unroll !== undefined || base.known) return base;
  let columns = new Map(base.table.columns);
  const join: JoinedFiles[] = [...(base.join ?? [])];
  const joined = new Set(base.joined);
  const before = join.length;
  let rest = others.filter(({ table, known }) => table.unroll === undefined && !known);
  const next = (): [on: string, meeting: Meeting] | undefined => {
    for (const [on, values] of columns) {
      if (!isKey(on)) continue;
      const found = meetings(on, values, rest, 1).find((one) => isSure(values, one));
      if (found) return [on, found];
    }
    return undefined;
  };
  for (let found = next(); found !== undefined; found = next()) {
    const [on, { choice, id }] = found;
    rest = rest.filter(({ files }) => files !== choice.files);
    const added = [...choice.table.columns.keys()].filter((name) => name !== id && !columns.has(name));
    if (added.length === 0) continue;
    const rowOf = new Map(valuesOf(choice.table, id).map((value, row) => [value, row]));
    let at = valuesOf({ rows, columns }, on).map((value) => rowOf.get(value));
    // If only a sample of the joined file was read, rows without a match are left out: their match may be beyond the sample.
    if (!choice.files.every(({ isWhole }) => isWhole)) {
      const isKnown = (_: unknown, row: number): boolean => at[row] !== undefined;
      columns = new Map([...columns].map(([name, values]) => [name, values.filter(isKnown)]));
      at = at.filter((row) => row !== undefined);
      rows = at.length;
    }
    for (const name of added) {
      const values = valuesOf(choice.table, name);
      columns.set(
        name,
        at.map((row) => (row === undefined ? '' : values[row])),
      );
      joined.add(name);
    }
    const { files, format, delimiter, quote, encoding } = tableFiles(choice);
    join.push({
      files,
      ...(format && { format }),
      ...(delimiter && { delimiter }),
      ...(quote && { quote }),
      ...(encoding && { encoding }),
      on,
      ...(id !== on && { id }),
      columns: added,
    });
  }
  return join.length === before ? base : { ...base, table: { rows, columns }, join, joined };
}

function isSure(column: readonly string[], { isNamed, ofValues }: Meeting): boolean {
  if (isNamed) return true;
  const values = filledValues(column);
  const characters = values.reduce((sum, { length }) => sum + length, 0) / values.length;
  return ofValues >= UNNAMED.ofValues && characters >= UNNAMED.characters;
}

/** Reduces the joins of a mapped table to the columns that it uses. */
export function withNeededJoins<Table extends InteractionsMapping | ItemsMapping | UsersMapping>(
  table: Table,
): Table {
  const { join = [], ...alone } = table;
  const named = new Set(textsOf({ ...alone, files: [] }));
  const needed: JoinedFiles[] = [];
  for (const one of [join].flat().reverse()) {
    const columns = one.columns.filter((name) => named.has(name));
    if (columns.length === 0) continue;
    named.add(one.on);
    needed.unshift({ ...one, columns });
  }
  return needed.length === 0
    ? (alone as Table)
    : { ...table, join: needed.length === 1 ? needed[0] : needed };
}

/** Descriptions of the joins of a mapped table. */
export const joinWords = ({ join = [] }: Pick<TableFiles, 'join'>): string[] =>
  [join]
    .flat()
    .map(
      ({ files, on, id = on, columns }) =>
        `joined with ${[files].flat().join(', ')} where ${on} is ${id === on ? 'the same' : `its ${id}`}: ${columns.join(', ')}`,
    );

/** Every string in a mapping, which includes the names of columns. */
export const textsOf = (value: unknown): string[] =>
  typeof value === 'string'
    ? [value]
    : typeof value === 'object' && value !== null
      ? Object.values(value).flatMap(textsOf)
      : [];
