import { countInWords, grouped } from '@ecommerce-recommenders/csv/count-in-words';
import { atLine } from '@ecommerce-recommenders/csv/line-error';
import type { BrokenLine } from './records';

/** How a CSV file differs from the default format. */
export interface CsvDialect {
  /** One character, like {@link quote}. */
  readonly delimiter: string;
  readonly quote: string;
}

/** A longer row most likely has an unclosed quote. */
const MAX_ROW_CHARACTERS = 1024 * 1024;

const LINE_FEED = 0x0a;
const CARRIAGE_RETURN = 0x0d;

/** V8 keeps the whole text of a slice from this length on; shorter ones are copies. */
const SLICE_CHARACTERS = 13;

/**
 * Finds the rows of CSV text that comes in pieces. A string is made of a value only when it is asked for. Rows end with LF, CRLF
 * or CR, as the first one does, and blank lines are skipped. A quote within a value belongs to it unless the value begins with
 * one; with text behind its closing quote, a value keeps both quotes: csv-parse reads the same with `relax_quotes`.
 */
export class RecordScanner {
  /** Column names; `undefined` before the first row has been read. */
  header: readonly string[] | undefined;
  /** Line in which each row of the latest piece begins, from 1. */
  lines: number[] = [];
  /** Rows of the latest piece that have more or fewer values than the header. */
  broken: BrokenLine[] = [];

  private readonly delimiter: number;
  private readonly quote: number;
  private text = '';
  /** Whether no text follows. */
  private isLast = false;
  /** Offset of the next character. */
  private at = 0;
  private line = 1;
  /** How rows end; empty before the first end. */
  private rowEnd = '';
  /** Offset of the first line feed that is not counted yet, if it is at or behind the current value. */
  private lineFeedAt = -1;
  /**
   * Start and end of each value of the latest piece: value `v` of row `r` is at `2 * (r * width + v)` and next. A value that is
   * not a part of the text has `-1 - index` in {@link rewritten} as its start.
   */
  private places = new Int32Array(1024);
  private rewritten: string[] = [];
  /** Values of the current row so far. */
  private count = 0;
  private names: string[] = [];

  /** @param file - its name, for messages */
  constructor(
    private readonly file: string,
    private readonly dialect: CsvDialect,
  ) {
    this.delimiter = dialect.delimiter.charCodeAt(0);
    this.quote = dialect.quote.charCodeAt(0);
  }

  /**
   * Reads the rows that end in a piece of the text. Rows of the piece before are no longer valid.
   *
   * @param piece - `undefined` at the end of the text
   * @throws LineError for a quote that is never closed
   */
  read(piece: string | undefined): void {
    this.text = this.text.slice(this.at) + (piece ?? '');
    this.isLast = piece === undefined;
    [this.at, this.lineFeedAt] = [0, -1];
    [this.lines, this.broken, this.rewritten] = [[], [], []];
    while (this.at < this.text.length) {
      const { at: start, line } = this;
      const isWhole = this.skipBlank() || this.readRow(line);
      if (this.at - start > MAX_ROW_CHARACTERS)
        throw atLine(
          this.file,
          line,
          `is longer than ${grouped(MAX_ROW_CHARACTERS)} characters; is a quote never closed?`,
        );
      if (isWhole) continue;
      [this.at, this.line] = [start, line];
      return;
    }
  }

  /** The value of a column in a row of the latest piece. */
  value(row: number, column: number): string {
    const at = 2 * (row * this.header!.length + column);
    const start = this.places[at];
    if (start < 0) return this.rewritten[-1 - start];
    const end = this.places[at + 1];
    const slice = this.text.slice(start, end);
    // A copy, so that a caller who keeps the value does not keep the text.
    return end - start < SLICE_CHARACTERS ? slice : ` ${slice}`.slice(1);
  }

  private skipBlank(): boolean {
    if (!this.endsRow(this.at)) return false;
    this.endLine();
    return true;
  }

  /** Returns false if the row does not end in this text; {@link at} is then as far as it was read. */
  private readRow(line: number): boolean {
    [this.count, this.names] = [0, []];
    for (;;) {
      const isQuoted = this.text.charCodeAt(this.at) === this.quote;
      if (!(isQuoted ? this.readQuoted(line) : this.readPlain())) return false;
      if (this.text.charCodeAt(this.at) !== this.delimiter) break;
      this.at++;
    }
    this.endLine();
    const { header, count } = this;
    if (header === undefined) this.header = this.names.map((name) => name.trim());
    else if (count === header.length) this.lines.push(line);
    else
      this.broken.push({ line, problem: `has ${countInWords(count, 'value')} instead of ${header.length}` });
    return true;
  }

  private endLine(): void {
    if (this.at < this.text.length) this.at += this.rowEnd.length;
    this.line++;
  }

  /** @param before - what the value begins with, before the text at {@link at} */
  private readPlain(before?: string): boolean {
    const { text, delimiter } = this;
    const start = this.at;
    let at = start;
    for (; at < text.length; at++) {
      const code = text.charCodeAt(at);
      if (code === delimiter) break;
      if (code !== LINE_FEED && code !== CARRIAGE_RETURN) continue;
      if (this.needsMore(at)) return this.stopAt(at);
      if (this.endsRow(at)) break;
      if (code === LINE_FEED) this.line++;
    }
    this.at = at;
    if (at === text.length && !this.isLast) return false;
    if (before === undefined) this.add(start, at);
    else this.addText(before + text.slice(start, at));
    return true;
  }

  private readQuoted(rowLine: number): boolean {
    const { text, quote } = this;
    const mark = this.dialect.quote;
    const start = this.at + 1;
    let isEscaped = false;
    let end = text.indexOf(mark, start);
    while (end >= 0 && text.charCodeAt(end + 1) === quote) {
      isEscaped = true;
      end = text.indexOf(mark, end + 2);
    }
    if (end < 0) {
      if (this.isLast && text.length - start < MAX_ROW_CHARACTERS)
        throw atLine(this.file, rowLine, 'has a quote that is never closed');
      return this.stopAt(text.length);
    }
    if (this.needsMore(end + 1)) return this.stopAt(end);
    this.countLines(start, end);
    this.at = end + 1;
    const isClosed = this.at === text.length || text.charCodeAt(this.at) === this.delimiter;
    if (!isClosed && !this.endsRow(this.at)) return this.readPlain(mark + this.unescaped(start, end) + mark);
    if (isEscaped) this.addText(this.unescaped(start, end));
    else this.add(start, end);
    return true;
  }

  private unescaped(start: number, end: number): string {
    const { quote } = this.dialect;
    return this.text.slice(start, end).replaceAll(quote + quote, () => quote);
  }

  /** Counts the lines that end within a quoted value. */
  private countLines(start: number, end: number): void {
    if (this.lineFeedAt < start) this.lineFeedAt = this.nextLineFeed(start);
    for (; this.lineFeedAt < end; this.lineFeedAt = this.nextLineFeed(this.lineFeedAt + 1)) this.line++;
  }

  private nextLineFeed(from: number): number {
    const at = this.text.indexOf('\n', from);
    return at < 0 ? this.text.length : at;
  }

  private stopAt(at: number): false {
    this.at = at;
    return false;
  }

  /** Whether the next piece is needed, because its first character may belong to this one. */
  private needsMore(at: number): boolean {
    return !this.isLast && at + 1 >= this.text.length;
  }

  private endsRow(at: number): boolean {
    const { text } = this;
    const code = text.charCodeAt(at);
    if ((code !== LINE_FEED && code !== CARRIAGE_RETURN) || this.needsMore(at)) return false;
    if (this.rowEnd === '')
      this.rowEnd = code === LINE_FEED ? '\n' : text.charCodeAt(at + 1) === LINE_FEED ? '\r\n' : '\r';
    return text.startsWith(this.rowEnd, at);
  }

  private add(start: number, end: number): void {
    const { header, count } = this;
    if (header === undefined) this.names.push(this.text.slice(start, end));
    else if (count < header.length) {
      const at = 2 * (this.lines.length * header.length + count);
      if (at + 2 > this.places.length) this.grow();
      this.places[at] = start;
      this.places[at + 1] = end;
    }
    this.count++;
  }

  private addText(value: string): void {
    if (this.header !== undefined) this.add(-this.rewritten.push(value), 0);
    else this.count = this.names.push(value);
  }

  private grow(): void {
    const larger = new Int32Array(2 * this.places.length);
    larger.set(this.places);
    this.places = larger;
  }
}
