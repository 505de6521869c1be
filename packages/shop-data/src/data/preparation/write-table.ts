import { atLine } from '@ecommerce-recommenders/csv/line-error';
import { lineOf } from '@ecommerce-recommenders/csv/csv-chunk';
import { readCsv } from '@ecommerce-recommenders/csv/read-csv';
import { DATASETS, type DatasetSource } from '../datasets';
import { MIN_ROWS } from '@ecommerce-recommenders/personalize/import-rules';
import { columnIndexes, tableCheck } from './check-table';
import { ColumnCopier } from './column-copier';
import type { OpenOutput, PreparedFile } from './prepared-output';
import { noRows } from './problem-words';
import { DataError } from '@ecommerce-recommenders/csv/data-error';

/**
 * Checks the rows of items or users, and writes their columns for import.
 *
 * @throws Error that names the line of a value that an import would refuse, or says that there is no row
 */
export async function writeTable(
  body: AsyncIterable<Buffer>,
  source: DatasetSource,
  type: 'ITEMS' | 'USERS',
  open: OpenOutput,
): Promise<PreparedFile> {
  const csv = await readCsv(body, { file: source.member, escape: '"' });
  const columns = columnIndexes(source, csv.columns);
  const problemIn = tableCheck(source, columns);
  const copier = new ColumnCopier(columns);
  const output = await open(DATASETS[type].file, source.columns);
  for await (const chunk of csv.chunks) {
    for (let row = 0; row < chunk.rows; row++) {
      const problem = problemIn(chunk, row);
      if (problem !== undefined) throw atLine(source.member, lineOf(chunk, row), problem);
      copier.copy(chunk, row, output.buffer);
      output.buffer.lineFeed();
    }
    output.rows += chunk.rows;
    await output.flush();
  }
  if (output.rows < MIN_ROWS[type]) throw new DataError(`${source.member} ${noRows(type)}`);
  return output.end();
}
