import { grouped } from '@ecommerce-recommenders/csv/count-in-words';
import { ArchiveError } from '../preparation/archive-error';
import { readRecords } from '../files/read-records';
import { RecordProblem, type ReadColumn, type RecordFile, type SourceRecord } from '../files/records';
import { matchingFiles, type ShopFiles } from '../files/shop-files';
import type { ColumnName, JoinedFiles } from './mapping';
import type { TableCounts } from './mapping-report';
import { otherRow } from './row-problems';

/** Columns that are added to records by an id. */
export interface JoinedTable {
  /** Column of the records with the id. */
  readonly on: ColumnName;
  readonly columns: readonly ColumnName[];
  /** Values of the columns by id. */
  readonly rows: ReadonlyMap<string, readonly string[]>;
}

/**
 * Maximum number of ids, and of characters in all their values, that are held in memory. That is about 250 MB of the
 * preparing function's 1.7 GB.
 */
const MOST = { ids: 1_000_000, characters: 100_000_000 };

/**
 * Reads joined files into memory. If an id has two different rows, the first one wins and the second counts as bad.
 *
 * @throws ArchiveError if there are more ids than fit into memory
 */
export async function readJoined(
  files: ShopFiles,
  join: JoinedFiles,
  counts: TableCounts,
  most = MOST,
): Promise<JoinedTable> {
  const { on, id = on, columns } = join;
  const rows = new Map<string, readonly string[]>();
  let characters = 0;
  const add = (key: string, values: readonly string[]): void => {
    const former = rows.get(key);
    if (former?.every((value, at) => value === values[at])) return;
    if (former) throw new RecordProblem(otherRow(id));
    rows.set(key, values);
    characters += values.reduce((sum, { length }) => sum + length, key.length);
    if (rows.size > most.ids || characters > most.characters)
      throw new ArchiveError(
        `${[join.files].flat().join(', ')} is held in memory for the join on ${on}, and has more than ` +
          `${grouped(most.ids)} ids or ${grouped(most.characters)} characters. Let Glue ` +
          `prepare the data (settings source and preparation), or join the files in the export and leave "join" out of the mapping`,
      );
  };
  for await (const file of matchingFiles(files, [join.files].flat()))
    for await (const records of readRecords(file, join)) {
      const read = rowReader(records, id, columns);
      for await (const { records: batch, lineOf, broken } of records.batches) {
        for (const { line, problem } of broken) counts.refuse(problem, file.path, line);
        batch.forEach((record, at) => {
          try {
            const { key, values } = read(record);
            if (key !== '') add(key, values);
          } catch (error) {
            if (!(error instanceof RecordProblem)) throw error;
            counts.refuse(error.message, file.path, lineOf(at));
          }
        });
      }
    }
  return { on, columns, rows };
}

function rowReader(
  file: RecordFile,
  id: ColumnName,
  columns: readonly ColumnName[],
): (record: SourceRecord) => { readonly key: string; readonly values: readonly string[] } {
  const readId = file.column(id);
  const reads = columns.map((name) => file.column(name));
  return (record) => ({ key: readId(record), values: reads.map((read) => read(record)) });
}

/** The records of a file with the columns of joined tables. A join may use a column of an earlier join. */
export const withJoined = (file: RecordFile, tables: readonly JoinedTable[]): RecordFile => ({
  ...file,
  column: (name) => columnOf(file, tables, name),
  place: (name) => (tables.some(({ columns }) => columns.includes(name)) ? undefined : file.place?.(name)),
});

/** Reads a column; empty if no joined row has the id. */
function columnOf(file: RecordFile, tables: readonly JoinedTable[], name: ColumnName): ReadColumn {
  const at = tables.findLastIndex(({ columns }) => columns.includes(name));
  if (at < 0) return file.column(name);
  const { on, columns, rows } = tables[at];
  const readId = columnOf(file, tables.slice(0, at), on);
  const place = columns.indexOf(name);
  return (record) => rows.get(readId(record))?.[place] ?? '';
}
