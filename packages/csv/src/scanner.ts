import type { CsvEscape } from './csv-buffer';
import { FIELD_BYTES, type CsvMemory } from './csv-memory';
import { countInWords } from './count-in-words';

/** Format of a CSV file. */
export interface CsvDialect {
  /** One character, like {@link quote}. */
  readonly delimiter: string;
  readonly quote: string;
}

/** The dialect of files that this project writes, and of tables without a mapping. */
const STRICT: CsvDialect = { delimiter: ',', quote: '"' };

/** A row with more or fewer fields than the header. */
export interface BrokenRow {
  /** Number of lines before it in the scanned text. */
  readonly lines: number;
  readonly fields: number;
}

/** Result of scanning a piece of CSV text. */
interface Scan {
  /** Number of whole rows; their field offsets are in the memory's fields. */
  readonly rows: number;
  /** Fields per row. */
  readonly width: number;
  /** Offset after the last whole row. After a fault, the start of the faulty row. */
  readonly end: number;
  /** Number of lines that end before `end`. */
  readonly lines: number;
  /** Whether no value contains a quote, comma or line end. */
  readonly isPlain: boolean;
  /** The problem with the row at `end`. */
  readonly fault?: string;
  /** Rows that were skipped. */
  readonly broken: readonly BrokenRow[];
}

/** Index in {@link FAULTS}. */
const WRONG_WIDTH = 1;

/** Descriptions of faults, by the program's numbers. */
const FAULTS: readonly ((fields: number, width: number) => string | undefined)[] = [
  () => undefined,
  (fields, width) =>
    `has ${countInWords(fields, 'field')} where the header has ${width}; a value that holds a comma must be quoted`,
  () => 'has text behind a closing quote; a quote within a quoted value must be doubled',
  () => 'has a quote within a value that is not quoted; quote the value and double the quote',
];

const COMMA = 0x2c;
const QUOTE = 0x22;
const LINE_FEED = 0x0a;

/**
 * Finds the fields of CSV text, on a fast path as long as it has no quotes.
 *
 * A strict scanner takes commas, quotes and LF or CRLF, and ends at a faulty row. A relaxed one takes any delimiter
 * and quote. Its rows end with LF, CRLF or CR, as the first row does. Rows with more or fewer fields than the header
 * are skipped and listed. Quotes within a value are part of it, unless the value begins with one; if text follows the
 * closing quote, both quotes are part of the value. csv-parse reads the same with `relax_quotes`.
 */
export class Scanner {
  private readonly delimiter: Buffer;
  private readonly quote: Buffer;
  private readonly isRelaxed: boolean;
  /** Results of the program's last scan, see `setFound` there. */
  private readonly found: Int32Array;

  /** @param how - for a strict scanner, how quotes are escaped; for a relaxed one, the dialect */
  constructor(
    private readonly memory: CsvMemory,
    how: CsvEscape | CsvDialect,
  ) {
    this.isRelaxed = typeof how === 'object';
    const { delimiter, quote } = typeof how === 'object' ? how : STRICT;
    this.delimiter = Buffer.from(delimiter);
    this.quote = Buffer.from(quote);
    const escape = how === '\\' ? how.charCodeAt(0) : -1;
    const { run, memory: shared } = memory.program;
    run.setDialect(...packed(this.delimiter), ...packed(this.quote), escape, this.isRelaxed);
    this.found = new Int32Array(shared.buffer, run.found(), 8);
  }

  /**
   * Scans the whole rows in `length` bytes. Without a width, it scans only the first row.
   *
   * @param isLast - whether no text follows
   */
  scan(start: number, length: number, width?: number, isLast = false): Scan {
    const { text, fieldsAt, program } = this.memory;
    const bytes = text.bytes.subarray(start, start + length);
    const plainEnd = width === undefined ? 0 : this.plainEnd(bytes);
    const scanned = { rows: 0, lines: 0, isPlain: this.isCsvAsIs(bytes), broken: [] as BrokenRow[] };
    for (let from = 0; ;) {
      const place = [text.at + start, from] as const;
      const fields = fieldsAt + FIELD_BYTES * scanned.rows * (width ?? 0);
      const isQuick = from < plainEnd && program.run.scanPlain(...place, plainEnd, width!, fields) !== 0;
      if (!isQuick) program.run.scanRows(...place, length, width ?? 0, fields, isLast);
      const [rows, end, lines, isPlain, fault, count, faultEnd, faultLines] = this.found;
      scanned.rows += rows;
      scanned.lines += lines;
      scanned.isPlain &&= isQuick && isPlain !== 0;
      if (this.isRelaxed && fault === WRONG_WIDTH) {
        scanned.broken.push({ lines: scanned.lines, fields: count });
        scanned.lines += faultLines;
        from = faultEnd;
      } else if (isQuick && isLast && end < length) from = end;
      else return { ...scanned, width: width ?? count, end, fault: FAULTS[fault](count, width ?? 0) };
    }
  }

  /** End of the whole lines that can be scanned on the fast path; 0 if there are none. */
  private plainEnd(bytes: Buffer): number {
    return this.delimiter.length > 1 || bytes.includes(this.quote) ? 0 : bytes.lastIndexOf(LINE_FEED) + 1;
  }

  /** Whether values that contain none of the dialect's special characters are also valid strict CSV. */
  private isCsvAsIs(bytes: Buffer): boolean {
    return !this.isRelaxed || (this.delimiter[0] === COMMA && !bytes.includes(QUOTE));
  }
}

/** The bytes of a character packed into one number, and their count. */
const packed = (bytes: Buffer): [number: number, bytes: number] => [
  bytes.readUIntLE(0, bytes.length),
  bytes.length,
];
