import { Decompressed } from '../data/decompress';
import type { TableFiles } from '../mapping/mapping';
import { ArchiveError } from '../data/archive-error';
import { decodeText } from './decode-text';
import { readCsvRecords } from './read-csv-records';
import { readJsonRecords } from './read-json-records';
import { formatOf } from './record-format';
import type { ShopFile } from './shop-files';

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

/**
 * Opens a file of records: CSV, TSV or JSON Lines, compressed with gzip or not.
 *
 * @throws Error that names the file and the line, for text that is none of these
 */
export async function* readRecords({ path, body }: ShopFile, files: TableFiles): AsyncGenerator<RecordFile> {
  const format = files.format ?? formatOf(path) ?? 'csv';
  const content = new Decompressed(body);
  try {
    const text = decodeText(content, files.encoding ?? 'utf-8', path);
    yield await (format === 'jsonl'
      ? readJsonRecords(text, path, files.unroll)
      : readCsvRecords(text, path, {
          delimiter: files.delimiter ?? (format === 'tsv' ? '\t' : ','),
          quote: files.quote ?? '"',
        }));
  } catch (error) {
    throw error instanceof ArchiveError ? error.of(path) : error;
  } finally {
    await content.close();
  }
}
