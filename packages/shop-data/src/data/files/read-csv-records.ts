import { isAscii } from 'node:buffer';
import { countInWords } from '@ecommerce-recommenders/csv/count-in-words';
import { excerpt } from '@ecommerce-recommenders/csv/excerpt';
import { atLine } from '@ecommerce-recommenders/csv/line-error';
import { readRelaxedCsv, type RelaxedChunk } from '@ecommerce-recommenders/csv/read-relaxed-csv';
import type { CsvDialect } from '@ecommerce-recommenders/csv/scanner';
import { withoutComments } from './leading-comments';
import type { RecordBatch, RecordFile } from './records';

/** V8 keeps the whole text of a slice from this length on; shorter ones are copies. */
const SLICE_CHARACTERS = 13;

/**
 * Reads CSV text with any delimiter and quote. Accepts more than the reader of canonical tables: quotes within values, and rows
 * with more or fewer values than the header, which it reports as broken.
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
      const index = indexOf(name, columns, file);
      return (record) => latest.value(record as number, index);
    },
    place: (name) => indexOf(name, columns, file),
    batches: readBatches(chunks, latest, columns.length),
  };
}

/** Records are the numbers of a chunk's rows. */
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
    yield { records: Array.from({ length: rows }, (_, row) => row), lineOf, broken, chunk };
  }
}

function indexOf(name: string, header: readonly string[], file: string): number {
  const index = header.indexOf(name);
  if (index < 0) throw atLine(file, 1, `lacks the column ${name}; it has ${excerpt(header.join(', '), 400)}`);
  if (header.lastIndexOf(name) !== index) throw atLine(file, 1, `has the column "${name}" more than once`);
  return index;
}

/** The values of the latest chunk as strings, made when they are asked for. */
class LatestChunk {
  private chunk!: RelaxedChunk;
  /** A character for each byte, whatever it stands for. */
  private text: string | undefined;
  private isAscii = true;

  set(chunk: RelaxedChunk): void {
    this.chunk = chunk;
    this.text = undefined;
  }

  value(row: number, column: number): string {
    const { fields, width } = this.chunk;
    const at = 2 * (row * width + column);
    const start = fields[at];
    const end = fields[at + 1];
    const slice = (this.text ??= this.read()).slice(start, end);
    if (!this.isAscii && NOT_ASCII.test(slice)) return this.chunk.bytes.toString('utf8', start, end);
    // A copy, so that a caller who keeps the value does not keep the text.
    return end - start < SLICE_CHARACTERS ? slice : ` ${slice}`.slice(1);
  }

  private read(): string {
    const { bytes } = this.chunk;
    this.isAscii = isAscii(bytes);
    return bytes.toString('latin1');
  }
}

const NOT_ASCII = /[^\0-\x7f]/;
