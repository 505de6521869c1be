import { textOf, type CsvChunk } from '../csv/csv-chunk';
import { DATASETS } from '../datasets';
import { checkId } from './check-id';
import { INTERACTION_COLUMNS } from './interaction-columns';
import { parseTimestamp, timestampProblem } from './parse-timestamp';

const { item, user, timestamp } = INTERACTION_COLUMNS;

/**
 * Why an import would refuse a row of interactions, or undefined where it would not.
 *
 * @param columns where the columns for import are in a row of the chunk, in their order
 */
export function interactionProblem(
  chunk: CsvChunk,
  row: number,
  columns: readonly number[],
): string | undefined {
  const { columns: names } = DATASETS.INTERACTIONS;
  for (const column of [item, user]) {
    const at = 2 * (row * chunk.width + columns[column]);
    const problem = checkId(chunk.bytes, chunk.fields[at], chunk.fields[at + 1]);
    if (problem !== undefined) return `${names[column].from} ${problem}`;
  }
  const at = 2 * (row * chunk.width + columns[timestamp]);
  return Number.isNaN(parseTimestamp(chunk.bytes, chunk.fields[at], chunk.fields[at + 1]))
    ? `${names[timestamp].from} ${timestampProblem(textOf(chunk, row, columns[timestamp]))}`
    : undefined;
}
