import type { PreparationTables } from '@ecommerce-recommenders/shop-data/contracts/preparation-job';
import type { PartFile } from './load-table';
import type { Database } from './open-duckdb';

/** One table of a shop's own files. */
export type OwnTable = PreparationTables['tables'][string];

/**
 * Makes a table of a shop's own files: the columns that the SQL reads as c0, c1, …, all of them text, and where each row
 * stands.
 *
 * @throws Error for text that is no table, and for a file that lacks a column
 */
export async function loadOwnFiles(
  database: Database,
  name: string,
  table: OwnTable,
  files: readonly PartFile[],
): Promise<void> {
  const columns = table.columns.map((column, at) => `${identifier(column)} AS c${at}`).join(', ');
  for (const [index, { name: file, path }] of files.entries()) {
    const rows =
      `SELECT ${columns}, ${quoted(file)} AS _part, 0 AS _offset, row_number() OVER () AS _row ` +
      `FROM ${reader(table, path, file.endsWith('.gz'))}`;
    await database.run(index === 0 ? `CREATE TABLE ${name} AS ${rows}` : `INSERT INTO ${name} ${rows}`);
  }
}

function reader(table: OwnTable, path: string, isGzip: boolean): string {
  const compression = `compression = '${isGzip ? 'gzip' : 'uncompressed'}'`;
  if (table.format === 'jsonl') {
    const types = table.columns.map((column) => `${identifier(column)}: 'VARCHAR'`).join(', ');
    return `read_json(${quoted(path)}, format = 'newline_delimited', columns = {${types}}, ${compression})`;
  }
  const dialect = `delim = ${quoted(table.delimiter)}, quote = ${quoted(table.quote)}, escape = ${quoted(table.quote)}`;
  return `read_csv(${quoted(path)}, header = true, all_varchar = true, ${dialect}, ${compression})`;
}

const quoted = (text: string): string => `'${text.replaceAll("'", "''")}'`;
const identifier = (text: string): string => `"${text.replaceAll('"', '""')}"`;
