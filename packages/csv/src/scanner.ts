import type { CsvEscape } from './csv-buffer';
import { countLines } from './csv-chunk';
import type { CsvMemory } from './csv-memory';
import { countInWords } from './count-in-words';

/** Result of scanning a piece of CSV text. */
interface Scan {
  /** Number of whole rows; their field offsets are in the array passed to the scanner. */
  readonly rows: number;
  /** Fields per row. */
  readonly width: number;
  /** Offset behind the last whole row; on a fault, the start of the faulty row. */
  readonly end: number;
  /** Line feeds before `end`. */
  readonly lines: number;
  /** Whether no value contains a quote, comma or line end. */
  readonly isPlain: boolean;
  /** What is wrong with the row at `end`. */
  readonly fault?: string;
}

/** The fault of a row with a wrong number of fields. */
function wrongWidth(fields: number, width: number): string {
  return `has ${countInWords(fields, 'field')} where the header has ${width}; a value that holds a comma must be quoted`;
}

const ALL = 0x01010101;
const BEHIND_COMMA = 0x2d * ALL;
const TOP_BITS = 0x80808080;

/** Cached, because a global look-up is slow in Jest's sandbox. */
const { clz32 } = Math;

/**
 * Offset of the next comma or smaller byte, which includes quotes and line ends, four bytes at a time. May be
 * beyond `end`.
 *
 * @param text must have seven bytes of padding after `end`
 */
function skipText(text: DataView, from: number, end: number): number {
  for (let at = from; at < end; at += 8) {
    const small = smallBytes(text.getInt32(at, true));
    if (small !== 0) return at + firstOf(small);
    const next = smallBytes(text.getInt32(at + 4, true));
    if (next !== 0) return at + 4 + firstOf(next);
  }
  return end;
}

/** Subtraction sets the top bit of the first small byte, and possibly of bytes behind it. */
const smallBytes = (word: number): number => (word - BEHIND_COMMA) & ~word & TOP_BITS;

const firstOf = (small: number): number => (31 - clz32(small & -small)) >> 3;

const QUOTE = 0x22;
const COMMA = 0x2c;
const CARRIAGE_RETURN = 0x0d;
const LINE_FEED = 0x0a;
const SPACE = 0x20;

/**
 * Finds the fields of text that may contain quoted values, and resolves escapes in place. An incomplete last
 * row is left untouched, to be rescanned with more text.
 *
 * @param bytes text with seven bytes of padding after `end`
 * @param escape byte that makes the next one literal within quotes, besides a doubled quote
 * @param givenWidth fields per row, or undefined to take the first row's and stop after it
 * @param fields receives the offsets, see `CsvChunk`; must have room for `2 * (end + 1)` entries
 */
function scanQuoted(
  bytes: Buffer,
  end: number,
  givenWidth: number | undefined,
  fields: Int32Array,
  escape: number,
): Scan {
  const text = new DataView(bytes.buffer, bytes.byteOffset);
  let width = givenWidth;
  let rows = 0;
  let at = 0;
  let rowStart = 0;
  const stopAt = (fault?: string): Scan => ({
    rows,
    width: width ?? 0,
    end: rowStart,
    lines: countLines(bytes, rowStart),
    isPlain: false,
    fault,
  });

  while (rowStart < end) {
    const rowAt = at;
    const escaped: number[] = [];
    let i = rowStart;
    for (let isLast = false; !isLast; i++) {
      if (bytes[i] === QUOTE && i < end) {
        const close = closingQuote(bytes, i + 1, end, escape);
        if (close.at < 0) return stopAt();
        if (close.isEscaped) escaped.push(at);
        fields[at++] = i + 1;
        fields[at++] = close.at;
        i = close.at + 1;
        if (bytes[i] === CARRIAGE_RETURN && (i + 1 === end || bytes[i + 1] === LINE_FEED)) i++;
        if (i < end && bytes[i] !== COMMA && bytes[i] !== LINE_FEED) {
          return stopAt('has text behind a closing quote; a quote within a quoted value must be doubled');
        }
      } else {
        const start = i;
        i = skipText(text, i, end);
        while (i < end && !isSpecial(bytes[i])) i = skipText(text, i + 1, end);
        if (i < end && bytes[i] === QUOTE) {
          return stopAt(
            'has a quote within a value that is not quoted; quote the value and double the quote',
          );
        }
        fields[at++] = start;
        fields[at++] = i > start && bytes[i] === LINE_FEED && bytes[i - 1] === CARRIAGE_RETURN ? i - 1 : i;
      }
      if (i >= end) return stopAt();
      isLast = bytes[i] === LINE_FEED;
    }

    const found = (at - rowAt) / 2;
    if (found === 1 && fields[rowAt] === rowStart && fields[rowAt + 1] === rowStart) {
      at = rowAt; // Skip a blank line.
    } else {
      width ??= found;
      if (found !== width) return stopAt(wrongWidth(found, width));
      for (const field of escaped)
        fields[field + 1] = unescape(bytes, fields[field], fields[field + 1], escape);
      rows++;
    }
    rowStart = i;
    if (givenWidth === undefined && rows === 1) break;
  }
  return stopAt();
}

/** End of the quoted value that starts at `from`; `at` is -1 if it does not end before `end`. */
function closingQuote(
  bytes: Buffer,
  from: number,
  end: number,
  escape: number,
): { at: number; isEscaped: boolean } {
  let isEscaped = false;
  for (let i = from; i < end; i++) {
    if (escape === QUOTE) i = bytes.indexOf(QUOTE, i);
    if (i < 0) break;
    if (isEscape(bytes, i, escape)) {
      isEscaped = true;
      i++;
    } else if (bytes[i] === QUOTE) {
      return { at: i, isEscaped };
    }
  }
  return { at: -1, isEscaped };
}

/** Whether the byte ends an unquoted value, or is an error in it. */
function isSpecial(byte: number): boolean {
  return byte === COMMA || byte === LINE_FEED || byte === QUOTE;
}

/** Whether the byte escapes the next one. A doubled quote always does. */
function isEscape(bytes: Buffer, i: number, escape: number): boolean {
  return bytes[i] === QUOTE ? bytes[i + 1] === QUOTE : bytes[i] === escape;
}

/**
 * Removes escapes from a value; returns its new end. The gap is filled with spaces, so that no line feed is
 * counted twice.
 */
function unescape(bytes: Buffer, start: number, end: number, escape: number): number {
  let to = start;
  for (let i = start; i < end; i++) {
    if (isEscape(bytes, i, escape)) i++;
    bytes[to++] = bytes[i];
  }
  bytes.fill(SPACE, to, end);
  return to;
}

/** Finds fields, on a fast path while the text has no quotes. */
export class Scanner {
  private readonly escape: number;

  constructor(
    private readonly memory: CsvMemory,
    escape: CsvEscape,
  ) {
    this.escape = escape.charCodeAt(0);
  }

  /** Scans the whole rows in `length` bytes; without a width, the first row only. */
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
