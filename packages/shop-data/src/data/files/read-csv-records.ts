import { excerpt } from '@ecommerce-recommenders/csv/excerpt';
import { atLine } from '@ecommerce-recommenders/csv/line-error';
import { visible } from '@ecommerce-recommenders/csv/visible';
import { withoutComments } from './leading-comments';
import { RecordScanner, type CsvDialect } from './record-scanner';
import type { ReadColumn, RecordBatch, RecordFile } from './records';
import { DataError } from '@ecommerce-recommenders/csv/data-error';

/**
 * Reads CSV text with any delimiter and quote. Accepts more than the reader of canonical tables: quotes within values, and rows
 * with more or fewer values than the header, which it reports as broken.
 */
export async function readCsvRecords(
  text: AsyncIterable<string>,
  file: string,
  dialect: CsvDialect,
): Promise<RecordFile> {
  const scanner = new RecordScanner(file, dialect);
  const batches = readBatches(text, scanner);
  const first = await batches.next();
  const { header } = scanner;
  if (first.done || header === undefined)
    throw new DataError(`${visible(file)} is empty; it must start with a line of column names`);
  return {
    column: (name) => columnReader(name, header, scanner, file),
    batches: withFirst(first.value, batches),
  };
}

async function* withFirst(first: RecordBatch, rest: AsyncIterable<RecordBatch>): AsyncGenerator<RecordBatch> {
  yield first;
  yield* rest;
}

/** Records are the numbers of the scanner's rows. */
async function* readBatches(
  text: AsyncIterable<string>,
  scanner: RecordScanner,
): AsyncGenerator<RecordBatch> {
  const read = (piece?: string): RecordBatch => {
    scanner.read(piece);
    const { lines, broken } = scanner;
    return { records: lines.map((_, row) => row), lines, broken };
  };
  for await (const piece of withoutComments(text)) {
    const batch = read(piece);
    if (batch.records.length > 0 || batch.broken.length > 0) yield batch;
  }
  const last = read();
  if (scanner.header !== undefined) yield last;
}

function columnReader(
  name: string,
  header: readonly string[],
  scanner: RecordScanner,
  file: string,
): ReadColumn {
  const index = header.indexOf(name);
  if (index < 0) throw atLine(file, 1, `lacks the column ${name}; it has ${excerpt(header.join(', '), 400)}`);
  if (header.lastIndexOf(name) !== index) throw atLine(file, 1, `has the column "${name}" more than once`);
  return (record) => scanner.value(record as number, index);
}
