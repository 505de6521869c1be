import type { RelaxedChunk } from '@ecommerce-recommenders/csv/read-relaxed-csv';

/** One record of a file: the values of a line of CSV, or a parsed object. */
export type SourceRecord = unknown;

/** Reads one column of a record as text; empty where it has no value. The text of equal values in a row is often the same string. @throws RecordProblem */
export type ReadColumn = (record: SourceRecord) => string;

/** Records of a file, some thousands at a time; valid until the next batch is requested. */
export interface RecordBatch {
  readonly records: readonly SourceRecord[];
  /** Line that a record begins in, counted from 1, by its index. Quick for records that are asked for in their order. */
  readonly lineOf: (index: number) => number;
  /** Lines that could not be parsed. */
  readonly broken: readonly BrokenLine[];
  /** The rows of CSV that the records are the numbers of. */
  readonly chunk?: RelaxedChunk;
}

/** A line that could not be parsed. */
export interface BrokenLine {
  readonly line: number;
  readonly problem: string;
}

/** A file of records whose beginning has been read. */
export interface RecordFile {
  /** @throws Error that names the file's columns if this one does not exist */
  readonly column: (name: string) => ReadColumn;
  /** The number of a column in the batches' chunks; `undefined` for a column that is not in them. */
  readonly place?: (name: string) => number | undefined;
  /** Can be iterated once. */
  readonly batches: AsyncIterable<RecordBatch>;
}

/** A problem with a value. Callers that know its file and line catch it. */
export class RecordProblem extends Error {}
