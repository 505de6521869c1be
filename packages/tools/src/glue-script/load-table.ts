import { createReadStream } from 'node:fs';
import { readCsv } from '@ecommerce-recommenders/csv/read-csv';
import type { Database } from './open-duckdb';

/** A part of a table, copied to this machine. */
export interface PartFile {
  /** `s3://bucket/key`, for messages. */
  readonly name: string;
  readonly path: string;
}

/** CSV as RFC 4180 has it, with nothing left to guess. */
const CSV = `auto_detect = false, header = true, delim = ',', quote = '"', escape = '"'`;

/**
 * Makes a table of its parts: every column text, and where each row stands.
 *
 * @throws Error for text that is no table, and for parts with different headers
 */
export async function loadTable(
  database: Database,
  table: string,
  parts: readonly PartFile[],
): Promise<void> {
  let columns: string | undefined;
  for (const { name, path } of parts) {
    const types = await columnTypes(name, path);
    if (columns !== undefined && types !== columns)
      throw new Error(`${name}: the CSV header does not conform to that of ${parts[0].name}`);
    const rows =
      `SELECT *, ${quoted(name)} AS _part, 0 AS _offset, row_number() OVER () AS _row ` +
      `FROM read_csv(${quoted(path)}, columns = ${types}, ${CSV})`;
    await database.run(
      columns === undefined ? `CREATE TABLE ${table} AS ${rows}` : `INSERT INTO ${table} ${rows}`,
    );
    columns ??= types;
  }
}

/** The columns of a file as DuckDB takes them, all of them text. */
async function columnTypes(file: string, path: string): Promise<string> {
  const { columns } = await readCsv(createReadStream(path) as AsyncIterable<Buffer>, { file, escape: '"' });
  return `{${columns.map((column) => `${quoted(column)}: 'VARCHAR'`).join(', ')}}`;
}

const quoted = (text: string): string => `'${text.replaceAll("'", "''")}'`;
