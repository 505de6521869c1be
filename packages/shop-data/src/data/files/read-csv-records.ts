import { isAscii } from 'node:buffer';
import { countInWords } from '@ecommerce-recommenders/csv/count-in-words';
import { excerpt } from '@ecommerce-recommenders/csv/excerpt';
import { atLine } from '@ecommerce-recommenders/csv/line-error';
import { readRelaxedCsv, type RelaxedChunk } from '@ecommerce-recommenders/csv/read-relaxed-csv';
import type { CsvDialect } from '@ecommerce-recommenders/csv/scanner';
import { withoutComments } from './leading-comments';
import type { RecordBatch, RecordFile } from './records';

/** V8 keeps the whole text alive for a slice of this length or more. It copies shorter slices. */
const SLICE_CHARACTERS = 13;

/**
 * Reads CSV text with any delimiter and quote. It accepts more than the reader of canonical tables: quotes within
 * values, and rows with more or fewer values than the header, which it reports as broken.
 */
export async function readCsvRecords(
  text: AsyncIterable<Buffer>,
  file: string,
  dialect: CsvDialect,
): Promise<RecordFile> {
  const { columns, chunks } = await readRelaxedCsv(withoutComments(text), file, dialect);
  const latest = new LatestChunk();
  return {
    column: (name) => {
      const values = new ColumnValues(latest, indexOf(name, columns, file));
      return (record) => values.of(record as number);
    },
    place: (name) => indexOf(name, columns, file),
    batches: readBatches(chunks, latest, columns.length),
  };
}

/** Numbers 0, 1, 2, …, up to the largest number of rows of a chunk so far. */
const numbers: number[] = [];

function firstNumbers(count: number): readonly number[] {
  while (numbers.length < count) numbers.push(numbers.length);
  return numbers.slice(0, count);
}

/** Yields batches whose records are the row numbers of a chunk. */
async function* readBatches(
  chunks: AsyncIterable<RelaxedChunk>,
  latest: LatestChunk,
  width: number,
): AsyncGenerator<RecordBatch> {
  for await (const chunk of chunks) {
    latest.set(chunk);
    const { rows, firstLine, lineOf } = chunk;
    const broken = chunk.broken.map(({ lines, fields }) => ({
      line: firstLine + lines,
      problem: `has ${countInWords(fields, 'value')} instead of ${width}`,
    }));
    yield { records: firstNumbers(rows), lineOf, broken, chunk };
  }
}

function indexOf(name: string, header: readonly string[], file: string): number {
  const index = header.indexOf(name);
  if (index < 0) throw atLine(file, 1, `lacks the column ${name}; it has ${excerpt(header.join(', '), 400)}`);
  if (header.lastIndexOf(name) !== index) throw atLine(file, 1, `has the column "${name}" more than once`);
  return index;
}

/** The latest chunk, with its text as a string. */
class LatestChunk {
  chunk!: RelaxedChunk;
  /** Whether all bytes of the chunk are ASCII, so that each is one character. */
  isAscii = true;
  private text: string | undefined;

  set(chunk: RelaxedChunk): void {
    this.chunk = chunk;
    this.text = undefined;
  }

  /** The text with one character per byte, whatever the bytes mean. */
  get characters(): string {
    return (this.text ??= this.read());
  }

  private read(): string {
    const { bytes } = this.chunk;
    this.isAscii = isAscii(bytes);
    return bytes.toString('latin1');
  }
}

/** The values of a column as strings. They are made on request, and only once for equal values in consecutive rows. */
class ColumnValues {
  private chunk: RelaxedChunk | undefined;
  private start = 0;
  private end = 0;
  private value = '';

  constructor(
    private readonly latest: LatestChunk,
    private readonly column: number,
  ) {}

  of(row: number): string {
    const { chunk } = this.latest;
    const { fields, width } = chunk;
    const at = 2 * (row * width + this.column);
    const start = fields[at];
    const end = fields[at + 1];
    if (this.chunk !== chunk || !this.isSame(chunk.bytes, start, end)) {
      this.chunk = chunk;
      this.start = start;
      this.end = end;
      this.value = this.read(start, end);
    }
    return this.value;
  }

  private isSame(bytes: Buffer, start: number, end: number): boolean {
    const offset = this.start - start;
    if (this.end - offset !== end) return false;
    // Compared backwards, because consecutive numbers differ at the end.
    for (let at = end - 1; at >= start; at--) if (bytes[at] !== bytes[at + offset]) return false;
    return true;
  }

  private read(start: number, end: number): string {
    const slice = this.latest.characters.slice(start, end);
    if (!this.latest.isAscii && NOT_ASCII.test(slice))
      return this.latest.chunk.bytes.toString('utf8', start, end);
    // The slice is copied, so that keeping the value does not keep the whole text.
    return end - start < SLICE_CHARACTERS ? slice : ` ${slice}`.slice(1);
  }
}

const NOT_ASCII = /[^\0-\x7f]/;
