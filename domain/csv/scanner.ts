import type { CsvEscape } from './csv-escape';
import type { Scan } from './scan';
import { scanPlain } from './scan-plain';
import { scanQuoted } from './scan-quoted';

const QUOTE = 0x22;
const LINE_FEED = 0x0a;

/** Finds the fields of CSV text, the fast way as long as no quote is in sight. */
export class Scanner {
  /** Field offsets of the latest scan, see `CsvChunk`. */
  fields = new Int32Array(0);

  private readonly escape: number;

  constructor(escape: CsvEscape) {
    this.escape = escape.charCodeAt(0);
  }

  /** Scans the whole rows in the first `length` bytes; without a width, the first row alone. */
  scan(bytes: Buffer, length: number, width?: number): Scan {
    if (this.fields.length < 2 * (length + 1)) this.fields = new Int32Array(2 * (bytes.length + 1));
    const text = bytes.subarray(0, length);
    return width === undefined || text.includes(QUOTE)
      ? scanQuoted(text, length, width, this.fields, this.escape)
      : scanPlain(text, text.lastIndexOf(LINE_FEED) + 1, width, this.fields);
  }
}
