import type { CsvEscape } from './csv-escape';
import type { CsvMemory } from './csv-memory';
import { wrongWidth, type Scan } from './scan';
import { scanQuoted } from './scan-quoted';

const QUOTE = 0x22;
const LINE_FEED = 0x0a;

/** Finds the fields of the text in some memory, the fast way as long as no quote is in sight. */
export class Scanner {
  private readonly escape: number;

  constructor(
    private readonly memory: CsvMemory,
    escape: CsvEscape,
  ) {
    this.escape = escape.charCodeAt(0);
  }

  /** Scans the whole rows in `length` bytes of the text in memory; without a width, the first row alone. */
  scan(start: number, length: number, width?: number): Scan {
    const { text, fields } = this.memory;
    const bytes = text.bytes.subarray(start, start + length);
    return width === undefined || bytes.includes(QUOTE)
      ? scanQuoted(bytes, length, width, fields, this.escape)
      : this.scanPlain(text.at + start, bytes.lastIndexOf(LINE_FEED) + 1, width);
  }

  private scanPlain(address: number, length: number, width: number): Scan {
    const { program, fieldsAt } = this.memory;
    const { run } = program;
    run.scanPlain(address, length, width, fieldsAt);
    const wrong = run.wrongFields.value;
    return {
      rows: run.scannedRows.value,
      width,
      end: run.scannedBytes.value,
      lines: run.scannedLines.value,
      isPlain: run.isPlain.value !== 0,
      fault: wrong > 0 ? wrongWidth(wrong, width) : undefined,
    };
  }
}
