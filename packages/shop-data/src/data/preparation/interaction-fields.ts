import { textOf, type CsvChunk } from '@ecommerce-recommenders/csv/csv-chunk';
import { FIRST_MILLISECONDS, importColumn } from '@ecommerce-recommenders/personalize/import-rules';
import { DATASETS, type DatasetSource } from '../datasets';
import { columnIndexes, valueChecks } from './check-table';
import { problemInWords } from './problem-words';

const indexOf = (name: (typeof DATASETS.INTERACTIONS.columns)[number]['name']): number =>
  DATASETS.INTERACTIONS.columns.findIndex((column) => column.name === name);

/** Indexes of the columns for import. */
export const INTERACTION_COLUMNS = {
  item: indexOf('ITEM_ID'),
  user: indexOf('USER_ID'),
  event: indexOf('EVENT_TYPE'),
  timestamp: indexOf('TIMESTAMP'),
  /** Number of columns for import. */
  count: DATASETS.INTERACTIONS.columns.length,
} as const;

/**
 * Positions of the columns of {@link INTERACTION_COLUMNS} in a header, in their order.
 *
 * @throws Error that names the missing columns
 */
export function interactionIndexes(source: DatasetSource, header: readonly string[]): number[] {
  const all = columnIndexes(source, header);
  // Custom columns precede the time.
  return [...all.slice(0, timestamp), all.at(-1)!];
}

const ZERO = 0x30;
const NINE = 0x39;

/** The Unix time in seconds of a field; NaN if it holds anything else. */
export function parseTimestamp(bytes: Uint8Array, start: number, end: number): number {
  let seconds = start === end ? NaN : 0;
  for (let i = start; i < end; i++) {
    const byte = bytes[i];
    if (byte < ZERO || byte > NINE) return NaN;
    seconds = 10 * seconds + (byte - ZERO);
  }
  return seconds < FIRST_MILLISECONDS ? seconds : NaN;
}

const { item, user, timestamp } = INTERACTION_COLUMNS;
const { columns: COLUMNS, schema } = DATASETS.INTERACTIONS;
const TIME = importColumn(schema.fields[timestamp]);

/** Why {@link parseTimestamp} rejected a value. */
const timestampProblem = (value: string): string =>
  problemInWords(/^\d+$/.test(value) ? 'milliseconds' : 'noSeconds', TIME, value);

const CHECKS = valueChecks(DATASETS.INTERACTIONS);

/** A rejected value of interactions. */
export interface InteractionProblem {
  /** Its column in the archive. */
  readonly column: string;
  readonly problem: string;
}

/**
 * Why an import would reject a row of interactions whose event type is kept; undefined if it would not.
 *
 * @param columns positions of the columns for import in a row of the chunk, in their order
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
