import { readCsv } from '../csv/read-csv';
import type { DATASETS } from '../datasets';
import { checkTable } from './check-table';
import { ColumnCopier } from './column-copier';
import { columnIndexes } from './column-indexes';
import type { OpenOutput, PreparedFile } from './prepared-output';

/**
 * Checks the rows of items or users, and writes their columns for import.
 *
 * @throws Error that names the line of a value that an import would refuse
 */
export async function writeTable(
  body: AsyncIterable<Buffer>,
  source: (typeof DATASETS)['ITEMS' | 'USERS'],
  open: OpenOutput,
): Promise<PreparedFile> {
  const csv = await readCsv(body, { file: source.member, escape: '"' });
  const columns = columnIndexes(source, csv.columns);
  const check = checkTable(source, columns);
  const copier = new ColumnCopier(columns);
  const output = await open(source.file, source.columns);
  for await (const chunk of csv.chunks) {
    for (let row = 0; row < chunk.rows; row++) {
      check(chunk, row);
      copier.copy(chunk, row, output.buffer);
      output.buffer.lineFeed();
    }
    output.rows += chunk.rows;
    await output.flush();
  }
  return output.end();
}
