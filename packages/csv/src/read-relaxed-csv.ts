import { grouped } from './count-in-words';
import type { CsvChunk } from './csv-chunk';
import { giveBack, takeMemory, type CsvMemory } from './csv-memory';
import { DataError } from './data-error';
import { atLine } from './line-error';
import { Scanner, type BrokenRow, type CsvDialect } from './scanner';
import { TextWindow } from './text-window';
import { visible } from './visible';

/** Whole rows of a file in a shop's own CSV dialect, and the rows that were skipped. Valid until the next chunk is requested. */
export interface RelaxedChunk extends CsvChunk {
  /** Whether a value may contain a zero byte. */
  readonly hasZero: boolean;
  /** Rows with more or fewer fields than the header. */
  readonly broken: readonly BrokenRow[];
  /** Line in which a row begins, counted from 1. Fast if rows are asked for in order. */
  readonly lineOf: (row: number) => number;
}

/** A file in a shop's own CSV dialect whose column names have been read. */
export interface RelaxedCsv {
  /** Trimmed column names. A name may occur more than once. */
  readonly columns: readonly string[];
  /** The rows below the header; can be iterated once. */
  readonly chunks: AsyncIterable<RelaxedChunk>;
}

/** Maximum length of a row. A longer one most likely has an unclosed quote. */
const MAX_ROW_CHARACTERS = 1024 * 1024;

/**
 * Reads a CSV file with any delimiter and quote, as described at {@link Scanner}.
 *
 * @param source - UTF-8 text without a byte order mark
 * @param file - its name, for messages
 * @throws LineError for an unclosed quote
 */
export async function readRelaxedCsv(
  source: AsyncIterable<Buffer>,
  file: string,
  dialect: CsvDialect,
): Promise<RelaxedCsv> {
  const memory = takeMemory();
  const rows = new RelaxedRows(source, memory, file, dialect);
  const columns = await rows.readHeader();
  return { columns, chunks: rows.chunks(columns.length) };
}

class RelaxedRows {
  private readonly window: TextWindow;
  private readonly scanner: Scanner;
  /** Line in which the window begins. */
  private line = 1;

  constructor(
    source: AsyncIterable<Buffer>,
    private readonly memory: CsvMemory,
    private readonly file: string,
    dialect: CsvDialect,
  ) {
    this.window = new TextWindow(source, memory, false);
    this.scanner = new Scanner(memory, dialect);
  }

  async readHeader(): Promise<string[]> {
    const { window, scanner, memory } = this;
    for (;;) {
      await window.fill();
      const { rows, width, end, lines } = scanner.scan(
        window.start,
        window.length,
        undefined,
        window.isAtEnd,
      );
      if (rows > 0) {
        const { fields } = memory;
        const columns = Array.from({ length: width }, (_, at) =>
          window
            .text()
            .toString('utf8', fields[2 * at], fields[2 * at + 1])
            .trim(),
        );
        this.skip(end, lines);
        return columns;
      }
      this.skip(end, lines);
      this.refuseUnfinished();
      if (window.isAtEnd)
        throw new DataError(`${visible(this.file)} is empty; it must start with a line of column names`);
    }
  }

  async *chunks(width: number): AsyncGenerator<RelaxedChunk> {
    const { window, scanner, memory } = this;
    try {
      for (; window.length > 0 || !window.isAtEnd; await window.fill()) {
        const { rows, end, lines, isPlain, broken } = scanner.scan(
          window.start,
          window.length,
          width,
          window.isAtEnd,
        );
        const bytes = window.text().subarray(0, end);
        if (end > MAX_ROW_CHARACTERS) this.refuseLong(bytes, rows, width);
        if (rows > 0 || broken.length > 0) {
          const { fields } = memory;
          const address = memory.text.at + window.start;
          const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
          const lineOf = this.lineCounter(address, fields, width);
          const firstLine = this.line;
          const hasZero = bytes.includes(0);
          yield { bytes, address, view, rows, width, fields, isPlain, firstLine, hasZero, broken, lineOf };
        }
        this.skip(end, lines);
        this.refuseUnfinished();
      }
    } finally {
      giveBack(memory);
    }
  }

  private skip(bytes: number, lines: number): void {
    this.window.drop(bytes);
    this.line += lines;
  }

  /** Counts lines starting from the latest row. */
  private lineCounter(address: number, fields: Int32Array, width: number): (row: number) => number {
    const { run } = this.memory.program;
    const first = this.line;
    let [at, line] = [0, first];
    return (row) => {
      const start = fields[2 * row * width];
      if (start < at) [at, line] = [0, first];
      line += run.countLines(address + at, address + start);
      at = start;
      return line;
    };
  }

  private refuseUnfinished(): void {
    const { window } = this;
    if (window.length > MAX_ROW_CHARACTERS) this.refuseLongText(window.text(), 0);
    if (window.length > 0 && window.isAtEnd)
      throw atLine(this.file, this.line, 'has a quote that is never closed');
  }

  /** Rejects whole rows that are too long. */
  private refuseLong(bytes: Buffer, rows: number, width: number): void {
    const { fields } = this.memory;
    for (let row = 0; row < rows; row++) {
      const start = fields[2 * row * width];
      const end = fields[2 * ((row + 1) * width - 1) + 1];
      if (end - start > MAX_ROW_CHARACTERS)
        this.refuseLongText(
          bytes.subarray(start, end),
          this.memory.program.run.countLines(
            this.memory.text.at + this.window.start,
            this.memory.text.at + this.window.start + start,
          ),
        );
    }
  }

  /** @param lines - number of lines before the text in the window */
  private refuseLongText(text: Buffer, lines: number): void {
    if (text.toString().length <= MAX_ROW_CHARACTERS) return;
    throw atLine(
      this.file,
      this.line + lines,
      `is longer than ${grouped(MAX_ROW_CHARACTERS)} characters; is a quote never closed?`,
    );
  }
}
