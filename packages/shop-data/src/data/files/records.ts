import type { RelaxedChunk } from '@ecommerce-recommenders/csv/read-relaxed-csv';

/** One record of a file: the values of a line of CSV, or a parsed object. */
export type SourceRecord = unknown;

/**
 * Reads one column of a record as text; empty if it has no value. Equal values in consecutive records often share one
 * string. @throws RecordProblem
 */
export type ReadColumn = (record: SourceRecord) => string;

/** Some thousands of records of a file. Valid until the next batch is requested. */
export interface RecordBatch {
  readonly records: readonly SourceRecord[];
  /** Line in which a record begins, counted from 1, by the record's index. Fast if records are asked for in order. */
  readonly lineOf: (index: number) => number;
  /** Lines that could not be parsed. */
  readonly broken: readonly BrokenLine[];
  /** The CSV rows to which the records refer by number. */
  readonly chunk?: RelaxedChunk;
}

/** A line that could not be parsed. */
export interface BrokenLine {
  readonly line: number;
  readonly problem: string;
}

/** A file of records whose beginning has been read. */
export interface RecordFile {
  /** @throws Error that names the file's columns if there is no such column */
  readonly column: (name: string) => ReadColumn;
  /** The index of a column in the batches' chunks; `undefined` if it is not in them. */
  readonly place?: (name: string) => number | undefined;
  /** Can be iterated once. */
  readonly batches: AsyncIterable<RecordBatch>;
}

/** A problem with a value. Callers that know its file and line catch it. */
export class RecordProblem extends Error {}
