import type { CsvChunk } from './csv-chunk';
import { readCsv, type CsvOptions } from './read-csv';

/** A CSV file without the rows that have given values in a column. */
export interface ReducedCsv {
  /** Whether the header names the column. Otherwise all rows are kept. */
  readonly hasColumn: boolean;
  /** The remaining bytes, unchanged; can be iterated once. */
  readonly pieces: AsyncIterable<Buffer>;
  /** Number of rows removed so far. */
  readonly removed: number;
}

const QUOTE = 0x22;
const LINE_FEED = 0x0a;
const HEADER_LINE = 1;

/**
 * Removes the rows whose value in a column is one of these. Values are compared byte by byte after quotes and escapes
 * are resolved. All other rows keep their bytes, but blank lines may be removed.
 *
 * @throws Error that names the file and the line, here or while the pieces are read
 */
export async function withoutRows(
  source: AsyncIterable<Buffer>,
  options: Pick<CsvOptions, 'file' | 'escape'>,
  { column, values }: { readonly column: string; readonly values: readonly string[] },
): Promise<ReducedCsv> {
  const raw = new RawText(source);
  const { columns, chunks } = await readCsv(raw, options);
  const field = columns.indexOf(column);
  const wanted = values.map((value) => Buffer.from(value));
  const reduced = { hasColumn: field >= 0, removed: 0, pieces: pieces() };
  return reduced;

  async function* pieces(): AsyncGenerator<Buffer> {
    yield raw.line();
    for await (const chunk of chunks) {
      const text = raw.rows(chunk);
      let keptFrom = 0;
      for (let row = 0; field >= 0 && row < chunk.rows; row++) {
        if (!wanted.some((value) => isAt(chunk, row, field, value))) continue;
        const start = startOf(chunk, row);
        if (start > keptFrom) yield text.subarray(keptFrom, start);
        keptFrom = row + 1 < chunk.rows ? startOf(chunk, row + 1) : text.length;
        reduced.removed++;
      }
      if (keptFrom < text.length) yield text.subarray(keptFrom);
    }
  }
}

function isAt({ bytes, fields, width }: CsvChunk, row: number, field: number, wanted: Buffer): boolean {
  const at = 2 * (row * width + field);
  const [start, end] = [fields[at], fields[at + 1]];
  return end - start === wanted.length && bytes.compare(wanted, 0, wanted.length, start, end) === 0;
}

/** Offset of a row, including the opening quote of its first value. */
function startOf({ bytes, fields, width }: CsvChunk, row: number): number {
  const at = fields[2 * row * width];
  return at > 0 && bytes[at - 1] === QUOTE ? at - 1 : at;
}

/** Passes a source through and buffers its original bytes, because the reader resolves escapes in its own copy. */
class RawText implements AsyncIterable<Buffer> {
  private text = Buffer.alloc(0);
  private later: Buffer[] = [];
  private lineNumber = HEADER_LINE;

  constructor(private readonly source: AsyncIterable<Buffer>) {}

  async *[Symbol.asyncIterator](): AsyncIterator<Buffer> {
    for await (const piece of this.source) {
      this.later.push(piece);
      yield piece;
    }
  }

  /** Takes a line, including its line feed if it has one. */
  line(): Buffer {
    this.catchUp();
    this.lineNumber++;
    return this.take(this.text.indexOf(LINE_FEED) + 1 || this.text.length);
  }

  /** Takes the rows of a chunk. Skips blank lines between chunks, which the reader does not report. */
  rows({ bytes, firstLine }: CsvChunk): Buffer {
    while (this.lineNumber < firstLine) this.line();
    this.catchUp();
    // The reader may have added a line feed to the last line.
    const rows = this.take(Math.min(bytes.length, this.text.length));
    for (let at = bytes.indexOf(LINE_FEED); at >= 0; at = bytes.indexOf(LINE_FEED, at + 1)) this.lineNumber++;
    return rows;
  }

  private take(length: number): Buffer {
    const taken = this.text.subarray(0, length);
    this.text = this.text.subarray(length);
    return taken;
  }

  private catchUp(): void {
    if (this.later.length === 0) return;
    this.text = Buffer.concat([this.text, ...this.later]);
    this.later = [];
  }
}
