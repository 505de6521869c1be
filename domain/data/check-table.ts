import { atLine } from '../csv/at-line';
import { lineOf } from '../csv/csv-chunk';
import { readCsv } from '../csv/read-csv';
import type { DatasetSource } from '../datasets';
import { valueChecks } from './check-value';
import { columnIndexes } from './column-indexes';

/**
 * Checks the rows of items or users.
 *
 * @throws Error that names the line, for a column that is missing or a value that an import would refuse
 */
export async function checkTable(body: AsyncIterable<Buffer>, source: DatasetSource): Promise<void> {
  const csv = await readCsv(body, { file: source.member, escape: '"' });
  const columns = columnIndexes(source, csv.columns);
  const checks = valueChecks(source);
  for await (const chunk of csv.chunks) {
    for (let row = 0; row < chunk.rows; row++) {
      columns.forEach((column, index) => {
        const at = 2 * (row * chunk.width + column);
        const problem = checks[index](chunk.bytes, chunk.fields[at], chunk.fields[at + 1]);
        if (problem !== undefined) {
          throw atLine(source.member, lineOf(chunk, row), `${source.columns[index].from} ${problem}`);
        }
      });
    }
  }
}
