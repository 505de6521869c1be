import { atLine } from '../csv/at-line';
import { lineOf, type CsvChunk } from '../csv/csv-chunk';
import type { DatasetSource } from '../datasets';
import { valueChecks } from './check-value';

/**
 * A check of rows of items or users.
 *
 * @param columns - where the columns for import are, in their order
 * @returns what throws an Error that names the line of a value that an import would refuse
 */
export function checkTable(
  source: DatasetSource,
  columns: readonly number[],
): (chunk: CsvChunk, row: number) => void {
  const checks = valueChecks(source);
  return (chunk, row) => {
    for (let index = 0; index < columns.length; index++) {
      const at = 2 * (row * chunk.width + columns[index]);
      const problem = checks[index](chunk.bytes, chunk.fields[at], chunk.fields[at + 1]);
      if (problem !== undefined)
        throw atLine(source.member, lineOf(chunk, row), `${source.columns[index].from} ${problem}`);
    }
  };
}
