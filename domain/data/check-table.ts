import { atLine } from '../csv/at-line';
import { lineOf } from '../csv/csv-chunk';
import type { DatasetSource } from '../datasets';
import { valueChecks } from './check-value';
import type { RowCheck } from './read-table';

/**
 * Checks rows of items or users.
 *
 * @throws Error that names the line of a value that an import would refuse
 */
export function checkTable(source: DatasetSource): RowCheck {
  const checks = valueChecks(source);
  return (chunk, row, columns) => {
    for (let index = 0; index < columns.length; index++) {
      const at = 2 * (row * chunk.width + columns[index]);
      const problem = checks[index](chunk.bytes, chunk.fields[at], chunk.fields[at + 1]);
      if (problem !== undefined)
        throw atLine(source.member, lineOf(chunk, row), `${source.columns[index].from} ${problem}`);
    }
  };
}
