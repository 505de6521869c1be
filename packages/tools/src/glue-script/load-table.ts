import { parse } from 'csv-parse';
import { createReadStream } from 'node:fs';
import { PassThrough } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { isDeepStrictEqual } from 'node:util';
import { createGunzip } from 'node:zlib';
import type { PreparationTables } from '@ecommerce-recommenders/shop-data/contracts/functions/preparation-job';
import type { Database } from './open-duckdb';

/** How the files of one table are read. */
export type DescribedTable = PreparationTables['tables'][string];

/** A file of a table, copied to this machine. */
export interface TableFile {
  /** `s3://bucket/key`, for messages. */
  readonly name: string;
  readonly path: string;
}

/**
 * Loads files into a table, with the columns that the SQL reads as text columns c0, c1, …, and the position of each row.
 *
 * @throws Error if the text is no table, a file lacks a column, or CSV files have different headers
 */
export async function loadTable(
  database: Database,
  name: string,
  table: DescribedTable,
  files: readonly TableFile[],
): Promise<void> {
  let first: readonly string[] | undefined;
  for (const file of files) {
    const names = table.format === 'jsonl' ? table.columns : await headerOf(table, file);
    if (first !== undefined && !isDeepStrictEqual(names, first))
      throw new Error(`${file.name}: the CSV header does not conform to that of ${files[0].name}`);
    const nameOf = namesOf(table, names);
    const columns = table.columns.map((column, at) => `${identifier(nameOf(column))} AS c${at}`).join(', ');
    const rows =
      `SELECT ${columns}, ${quoted(file.name)} AS _part, 0 AS _offset, row_number() OVER () AS _row ` +
      `FROM ${reader(table, file, names.map(nameOf))}`;
    await database.run(
      first === undefined ? `CREATE TABLE ${name} AS ${rows}` : `INSERT INTO ${name} ${rows}`,
    );
    first = names;
  }
}

const isGzip = ({ name }: TableFile): boolean => /\.gz$/i.test(name);

/** Column names of a CSV file. @throws Error if a column that the SQL reads is missing or occurs twice */
async function headerOf(
  { columns, delimiter, quote }: DescribedTable,
  file: TableFile,
): Promise<readonly string[]> {
  const text = isGzip(file) ? createGunzip() : new PassThrough();
  const rows = parse({ bom: true, delimiter, quote, escape: quote, relax_quotes: true, to: 1 });
  let header: readonly string[] = [];
  rows.on('data', (row: string[]) => (header = row));
  // This fails, because the parser stops after the first row, before the end of the file.
  await pipeline(createReadStream(file.path), text, rows).catch(() => undefined);
  const names = header.map((name) => name.trim());
  for (const column of columns) {
    const at = names.indexOf(column);
    if (at >= 0 && at === names.lastIndexOf(column)) continue;
    const problem = at < 0 ? `lacks the column ${column}` : `has the column ${column} more than once`;
    throw new Error(`${file.name}: ${problem}; it has ${names.join(', ')}`);
  }
  return names;
}

/** How SQL names a file's columns. Those of CSV are numbered, because a name may be empty or occur twice. */
const namesOf =
  ({ format }: DescribedTable, names: readonly string[]) =>
  (column: string, at = names.indexOf(column)): string =>
    format === 'jsonl' ? column : `_${at}`;

/** DuckDB's reader for CSV or JSON Lines. Every option is set, so that it infers nothing. */
function reader(
  { format, delimiter, quote }: DescribedTable,
  file: TableFile,
  columns: readonly string[],
): string {
  const types = `{${columns.map((column) => `${quoted(column)}: 'VARCHAR'`).join(', ')}}`;
  const shared = `${quoted(file.path)}, columns = ${types}, compression = '${isGzip(file) ? 'gzip' : 'uncompressed'}'`;
  if (format === 'jsonl') return `read_json(${shared}, format = 'newline_delimited')`;
  const dialect = `delim = ${quoted(delimiter)}, quote = ${quoted(quote)}, escape = ${quoted(quote)}`;
  return `read_csv(${shared}, auto_detect = false, header = true, ${dialect})`;
}

const quoted = (text: string): string => `'${text.replaceAll("'", "''")}'`;
const identifier = (text: string): string => `"${text.replaceAll('"', '""')}"`;
