import type { CsvChunk } from '../csv/csv-chunk';
import type { DatasetSource } from '../datasets';
import { valueChecks } from './check-value';

/** Says what is wrong with a row, column and value, or nothing where an import takes it. */
export type RowCheck = (chunk: CsvChunk, row: number) => string | undefined;

/**
 * The check of rows of items or users.
 *
 * @param columns - where the columns for import are, in their order
 */
export function tableCheck(source: DatasetSource, columns: readonly number[]): RowCheck {
  const checks = valueChecks(source);
  return (chunk, row) => {
    for (let index = 0; index < columns.length; index++) {
      const at = 2 * (row * chunk.width + columns[index]);
      const problem = checks[index](chunk.bytes, chunk.fields[at], chunk.fields[at + 1]);
      if (problem !== undefined) return `${source.columns[index].from} ${problem}`;
    }
    return undefined;
  };
}
