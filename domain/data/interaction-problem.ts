import { textOf, type CsvChunk } from '../csv/csv-chunk';
import { DATASETS } from '../datasets';
import { checkId } from './check-id';
import { INTERACTION_COLUMNS } from './interaction-columns';
import { timestampProblem } from './parse-timestamp';

const { item, user, timestamp } = INTERACTION_COLUMNS;

/**
 * What is wrong with a row of interactions that an import would refuse.
 *
 * @param columns where the columns for import are in a row of the chunk, in their order
 */
export function interactionProblem(chunk: CsvChunk, row: number, columns: readonly number[]): string {
  const { columns: names } = DATASETS.INTERACTIONS;
  for (const column of [item, user]) {
    const at = 2 * (row * chunk.width + columns[column]);
    const problem = checkId(chunk.bytes, chunk.fields[at], chunk.fields[at + 1]);
    if (problem !== undefined) return `${names[column].from} ${problem}`;
  }
  return `${names[timestamp].from} ${timestampProblem(textOf(chunk, row, columns[timestamp]))}`;
}
