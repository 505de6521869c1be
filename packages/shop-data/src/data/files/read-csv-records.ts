import { CsvError, parse } from 'csv-parse';
import { countInWords, grouped } from '@ecommerce-recommenders/csv/count-in-words';
import { excerpt } from '@ecommerce-recommenders/csv/excerpt';
import { atLine } from '@ecommerce-recommenders/csv/line-error';
import { withoutComments } from './leading-comments';
import type { BrokenLine, ReadColumn, RecordBatch, RecordFile } from './records';
import { visible } from '@ecommerce-recommenders/csv/visible';

/** How a CSV file differs from the default format. */
export interface CsvDialect {
  readonly delimiter: string;
  readonly quote: string;
}

/** A longer row most likely has an unclosed quote. */
const MAX_ROW_BYTES = 1024 * 1024;

/** Descriptions of csv-parse's errors, by code. */
const FAULTS: Readonly<Record<string, string>> = {
  CSV_MAX_RECORD_SIZE: `is longer than ${grouped(MAX_ROW_BYTES)} bytes; is a quote never closed?`,
  CSV_QUOTE_NOT_CLOSED: 'has a quote that is never closed',
};

/**
 * Reads CSV text with any delimiter and quote, with csv-parse. Slower than the reader of canonical tables, because it allocates an
 * array for each row, but accepts more dialects.
 */
export async function readCsvRecords(
  text: AsyncIterable<string>,
  file: string,
  dialect: CsvDialect,
): Promise<RecordFile> {
  const batches = readBatches(text, file, dialect);
  const first = await batches.next();
  if (first.done) throw new Error(`${visible(file)} is empty; it must start with a line of column names`);
  const { header, batch } = first.value;
  return {
    column: (name) => columnReader(name, header, file),
    batches: withFirst(batch, batches),
  };
}

interface CsvBatch {
  readonly header: readonly string[];
  readonly batch: RecordBatch;
}

async function* withFirst(first: RecordBatch, rest: AsyncIterable<CsvBatch>): AsyncGenerator<RecordBatch> {
  yield first;
  for await (const { batch } of rest) yield batch;
}

async function* readBatches(
  text: AsyncIterable<string>,
  file: string,
  { delimiter, quote }: CsvDialect,
): AsyncGenerator<CsvBatch> {
  let header: string[] | undefined;
  let records: string[][] = [];
  let lines: number[] = [];
  let broken: BrokenLine[] = [];
  let nextLine = 1;
  const parser = parse({
    delimiter,
    quote,
    escape: quote,
    relax_quotes: true,
    relax_column_count: true,
    skip_empty_lines: true,
    max_record_size: MAX_ROW_BYTES,
    // Records are collected here, so the stream itself emits none.
    on_record: (record: string[], { lines: end }) => {
      const line = nextLine;
      nextLine = end + 1;
      if (header === undefined) header = record.map((name) => name.trim());
      else if (record.length === header.length) {
        records.push(record);
        lines.push(line);
      } else
        broken.push({
          line,
          problem: `has ${countInWords(record.length, 'value')} instead of ${header.length}`,
        });
      return undefined;
    },
  });
  // An error also reaches the callbacks.
  parser.on('error', () => undefined).resume();
  const step = (begin: (done: (error?: Error | null) => void) => void): Promise<void> =>
    new Promise<void>((resolve, reject) => {
      parser.once('error', reject);
      begin((error) => {
        parser.off('error', reject);
        if (error) reject(error);
        else resolve();
      });
    }).catch((error: unknown) => {
      if (!(error instanceof CsvError)) throw error;
      throw atLine(file, nextLine, FAULTS[error.code] ?? `is no CSV: ${error.message}`);
    });
  const taken = (): CsvBatch => {
    const batch = { records, lines, broken };
    [records, lines, broken] = [[], [], []];
    return { header: header!, batch };
  };

  for await (const piece of withoutComments(text)) {
    await step((done) => parser.write(piece, done));
    if (records.length > 0 || broken.length > 0) yield taken();
  }
  await step((done) => parser.end(done));
  if (header !== undefined) yield taken();
}

function columnReader(name: string, header: readonly string[], file: string): ReadColumn {
  const index = header.indexOf(name);
  if (index < 0) throw atLine(file, 1, `lacks the column ${name}; it has ${excerpt(header.join(', '), 400)}`);
  if (header.lastIndexOf(name) !== index) throw atLine(file, 1, `has the column "${name}" more than once`);
  return (record) => (record as readonly string[])[index];
}
