import type { JoinedFiles } from '../mapping';
import { otherRow } from '../row-problems';
import { PLACE, textSql, viewSql, type Sql } from './sql-text';

/** SQL of the files with which a table is joined. */
export interface JoinSql {
  /** Name of these files' table in the job. */
  readonly input: string;
  readonly files: JoinedFiles;
  /** Columns of the files that it reads: the id, then those that are added to rows. */
  readonly columns: readonly string[];
  readonly statements: readonly Sql[];
  /** View with one row per id. */
  readonly rows: string;
  /** View with the columns `_part` and `problem`; the latter is NULL in good rows. */
  readonly judged: string;
}

/**
 * Selects the first row of each id, as `joined-records.ts` does. A second row with other values is bad, and a row
 * without an id is ignored.
 */
export function joinSql(table: string, at: number, files: JoinedFiles): JoinSql {
  const { on, id = on } = files;
  const input = `${table}_join_${at}`;
  const columns = [id, ...files.columns];
  const window = `OVER (PARTITION BY c0 ORDER BY ${PLACE})`;
  const values = files.columns.map((_, column) => column + 1);
  const firsts = values.map((column) => `FIRST_VALUE(c${column}) ${window} AS first${column}`);
  const differs = values.map((column) => `c${column} <> first${column}`).join(' OR ');
  const words = textSql(otherRow(id));
  const texts = columns.map((_, column) => `COALESCE(c${column}, '') AS c${column}`).join(', ');
  const [textsOf, ranked, judged, rows] = ['texts', 'ranked', 'judged', 'rows'].map((of) => `${input}_${of}`);
  return {
    ...{ input, files, columns, rows, judged },
    statements: [
      viewSql(textsOf, `SELECT ${texts}, ${PLACE} FROM ${input}`),
      viewSql(
        ranked,
        `SELECT *, ROW_NUMBER() ${window} AS n, ${firsts.join(', ')} FROM ${textsOf} WHERE c0 <> ''`,
      ),
      viewSql(
        judged,
        `SELECT *, CASE WHEN n > 1 AND (${differs}) THEN ${words} END AS problem FROM ${ranked}`,
      ),
      viewSql(
        rows,
        `SELECT ${columns.map((_, column) => `c${column}`).join(', ')} FROM ${judged} WHERE n = 1`,
      ),
    ],
  };
}

/** Name of a column that a join adds. */
export const joinedName = (join: number, column: number): string => `j${join}_${column}`;

/**
 * Adds the columns of a join to a view. They are empty if the join has no row with the id. @param on column of the
 * view with the id
 */
export function withJoinedSql(from: string, { files, rows }: JoinSql, at: number, on: string): Sql {
  const columns = files.columns.map(
    (_, column) => `COALESCE(j.c${column + 1}, '') AS ${joinedName(at, column)}`,
  );
  return `SELECT s.*, ${columns.join(', ')} FROM ${from} s LEFT JOIN ${rows} j ON j.c0 = s.${on}`;
}
