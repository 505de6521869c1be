import { readCsv } from '../csv/read-csv';
import type { DATASETS } from '../datasets';
import { ColumnCopier } from './column-copier';
import { columnIndexes } from './column-indexes';
import type { OpenOutput, PreparedFile } from './prepared-output';

/** Writes the columns for import of items or users. The text of every value stays as it is. */
export async function writeTable(
  body: AsyncIterable<Buffer>,
  source: (typeof DATASETS)['ITEMS' | 'USERS'],
  open: OpenOutput,
): Promise<PreparedFile> {
  const output = await open(source.file, source.columns);
  const csv = await readCsv(body, { file: source.member, escape: '"' });
  const columns = new ColumnCopier(columnIndexes(source, csv.columns));
  for await (const chunk of csv.chunks) {
    for (let row = 0; row < chunk.rows; row++) {
      columns.copy(chunk, row, output.buffer);
      output.buffer.lineFeed();
    }
    output.rows += chunk.rows;
    await output.flush();
  }
  return output.end();
}
