/** One record of a file: the values of a line of CSV, or a parsed object. */
export type SourceRecord = unknown;

/** Reads one column of a record as text; empty where it has no value. @throws RecordProblem */
export type ReadColumn = (record: SourceRecord) => string;

/** Records of a file, some thousands at a time. */
export interface RecordBatch {
  readonly records: readonly SourceRecord[];
  /** Line that each record begins in, counted from 1. */
  readonly lines: readonly number[];
  /** Lines that are no record. */
  readonly broken: readonly BrokenLine[];
}

/** A line that is no record. */
export interface BrokenLine {
  readonly line: number;
  readonly problem: string;
}

/** A file of records whose beginning has been read. */
export interface RecordFile {
  /** @throws Error that names the columns of the file, where it has no such column */
  readonly column: (name: string) => ReadColumn;
  /** Can be iterated once. */
  readonly batches: AsyncIterable<RecordBatch>;
}

/** What is wrong with a value; caught where its file and line are known. */
export class RecordProblem extends Error {}
