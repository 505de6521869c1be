import type { CsvChunk } from '@ecommerce-recommenders/csv/csv-chunk';
import type { DatasetSource } from '../datasets';
import { isOurId, OUR_PREFIX } from '../our-ids';
import { excerpt } from '@ecommerce-recommenders/csv/excerpt';
import {
  hasLineEnd,
  importColumn,
  isId,
  valueRule,
  type ImportColumn,
} from '@ecommerce-recommenders/personalize/import-rules';
import { problemInWords, type ValueProblem } from './problem-words';
import { DataError } from '@ecommerce-recommenders/csv/data-error';

/** Returns the problem of a value; `undefined` if an import accepts it. */
export type ValueCheck = (bytes: Buffer, start: number, end: number) => string | undefined;

/** Checks for a dataset's columns, in order, derived from its schema. */
export function valueChecks(source: DatasetSource): ValueCheck[] {
  return source.columns.map(({ name }) => {
    const field = source.schema.fields.find((field) => field.name === name);
    return field === undefined ? () => undefined : checkOf(importColumn(field));
  });
}

function checkOf(column: ImportColumn): ValueCheck {
  const faultOf = valueRule(column);
  const mustBeOneLine = isId(column);
  const isUser = column.name === 'USER_ID';
  const problemOf = (bytes: Buffer, start: number, end: number): ValueProblem | undefined => {
    const fault = faultOf(bytes, start, end);
    if (fault !== undefined) return fault;
    // In other values, line ends become spaces. In ids, that would make different ids equal.
    if (mustBeOneLine && hasLineEnd(bytes, start, end)) return 'lineEnd';
    return isUser && isOurs(bytes, start, end) ? 'ourId' : undefined;
  };
  return (bytes, start, end) => {
    const problem = problemOf(bytes, start, end);
    return problem && problemInWords(problem, column, bytes.toString('utf8', start, end));
  };
}

const PREFIX_BYTES = Buffer.byteLength(OUR_PREFIX);

const isOurs = (bytes: Buffer, start: number, end: number): boolean =>
  end - start >= PREFIX_BYTES && isOurId(bytes.toString('latin1', start, start + PREFIX_BYTES));

/** Returns the problem of a row with its column and value; `undefined` if an import accepts it. */
export type RowCheck = (chunk: CsvChunk, row: number) => string | undefined;

/**
 * Returns the check for rows of items or users.
 *
 * @param columns - positions of the columns for import, in their order
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

/** A table lacks columns. The error is caught by code that can name the command for mapping a shop's own columns. */
export class MissingColumnsError extends DataError {}

/**
 * Indexes of a dataset's columns in the header of the archive's file.
 *
 * @throws MissingColumnsError that names the missing and the existing columns
 */
export function columnIndexes(source: DatasetSource, header: readonly string[]): number[] {
  const missing = source.columns.filter(({ from }) => !header.includes(from)).map(({ from }) => from);
  if (missing.length > 0) {
    const plural = missing.length > 1 ? 'columns' : 'column';
    throw new MissingColumnsError(
      `${source.member}, line 1: lacks the ${plural} ${missing.join(', ')}; it has ${excerpt(header.join(', '), 400)}`,
    );
  }
  return source.columns.map(({ from }) => header.indexOf(from));
}
