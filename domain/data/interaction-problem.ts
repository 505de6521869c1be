import { textOf, type CsvChunk } from '../csv/csv-chunk';
import { DATASETS } from '../datasets';
import { valueChecks } from './check-value';
import { INTERACTION_COLUMNS } from './interaction-columns';
import { parseTimestamp, timestampProblem } from './parse-timestamp';

const { item, user, timestamp } = INTERACTION_COLUMNS;
const { columns: COLUMNS } = DATASETS.INTERACTIONS;
const CHECKS = valueChecks(DATASETS.INTERACTIONS);

/** A value of interactions that is refused. */
export interface InteractionProblem {
  /** Its column in the archive. */
  readonly column: string;
  readonly problem: string;
}

/**
 * Why an import would refuse a row of interactions whose event type is kept, or undefined where it would not.
 *
 * @param columns where the columns for import are in a row of the chunk, in their order
 */
export function interactionProblem(
  chunk: CsvChunk,
  row: number,
  columns: readonly number[],
): InteractionProblem | undefined {
  const { bytes, fields, width } = chunk;
  for (const index of [item, user]) {
    const at = 2 * (row * width + columns[index]);
    const problem = CHECKS[index](bytes, fields[at], fields[at + 1]);
    if (problem !== undefined) return { column: COLUMNS[index].from, problem };
  }
  const at = 2 * (row * width + columns[timestamp]);
  if (!Number.isNaN(parseTimestamp(bytes, fields[at], fields[at + 1]))) return undefined;
  return {
    column: COLUMNS[timestamp].from,
    problem: timestampProblem(textOf(chunk, row, columns[timestamp])),
  };
}
