/**
 * How a quote in a quoted value is escaped: by doubling it, as in most CSV, or with a backslash, as Amazon
 * Personalize requires. A backslash then needs one, too.
 */
export type CsvEscape = '"' | '\\';

const QUOTE = 0x22;
const COMMA = 0x2c;
const CARRIAGE_RETURN = 0x0d;
const LINE_FEED = 0x0a;
const SPACE = 0x20;
const MOST_ASCII = 0x7f;

/**
 * Builds CSV text byte by byte. Values are quoted only if necessary. Line ends within a value become spaces, unless
 * they are to be kept, because Amazon Personalize reads one record per line.
 *
 * @see https://docs.aws.amazon.com/personalize/latest/dg/preparing-training-data.html
 */
export class CsvBuffer {
  length = 0;
  private bytes = Buffer.allocUnsafe(64 * 1024);
  private view = viewOf(this.bytes);
  private readonly escape: number;

  /** @param keepsLineEnds - whether line ends within a value are kept */
  constructor(
    escape: CsvEscape,
    private readonly keepsLineEnds = false,
  ) {
    this.escape = escape.charCodeAt(0);
  }

  /** A view of the text, valid until the next change. */
  text(): Buffer {
    return this.bytes.subarray(0, this.length);
  }

  /** Empties the buffer and keeps its memory. */
  clear(): void {
    this.length = 0;
  }

  /** Appends a value, quoted and escaped if necessary. */
  value(source: Uint8Array, start: number, end: number): void {
    this.reserve(end - start);
    const { bytes } = this;
    let to = this.length;
    for (let i = start; i < end; i++) {
      const byte = source[i];
      if (byte <= COMMA && mustBeQuoted(byte)) return this.quoted(source, start, end);
      bytes[to++] = byte;
    }
    this.length = to;
  }

  /** Appends a value that is a string. */
  string(value: string): void {
    this.reserve(value.length);
    const { bytes, length } = this;
    for (let i = 0; i < value.length; i++) {
      const code = value.charCodeAt(i);
      if (code > MOST_ASCII || (code <= COMMA && mustBeQuoted(code))) {
        const source = Buffer.from(value);
        return this.value(source, 0, source.length);
      }
      bytes[length + i] = code;
    }
    this.length += value.length;
  }

  /** Appends a comma. */
  comma(): void {
    this.reserve(1);
    this.bytes[this.length++] = COMMA;
  }

  /** Ends a row. */
  lineFeed(): void {
    this.reserve(1);
    this.bytes[this.length++] = LINE_FEED;
  }

  /** Appends CSV text in bulk: many rows. */
  raw(source: Uint8Array, start: number, end: number): void {
    this.reserve(end - start);
    this.bytes.set(source.subarray(start, end), this.length);
    this.length += end - start;
  }

  /** Appends a few values of CSV text. A loop is faster than a call for short text. */
  short(source: DataView, start: number, end: number): void {
    this.reserve(end - start);
    const { view } = this;
    let to = this.length;
    let from = start;
    for (; from + 4 <= end; from += 4, to += 4) view.setInt32(to, source.getInt32(from));
    while (from < end) view.setUint8(to++, source.getUint8(from++));
    this.length = to;
  }

  private quoted(source: Uint8Array, start: number, end: number): void {
    this.reserve(2 * (end - start) + 2);
    const { bytes, escape, keepsLineEnds } = this;
    let to = this.length;
    bytes[to++] = QUOTE;
    for (let i = start; i < end; i++) {
      const byte = source[i];
      if (byte === QUOTE || byte === escape) bytes[to++] = escape;
      const isLineEnd = !keepsLineEnds && (byte === CARRIAGE_RETURN || byte === LINE_FEED);
      if (isLineEnd && byte === CARRIAGE_RETURN && source[i + 1] === LINE_FEED) continue;
      bytes[to++] = isLineEnd ? SPACE : byte;
    }
    bytes[to++] = QUOTE;
    this.length = to;
  }

  private reserve(more: number): void {
    if (this.length + more <= this.bytes.length) return;
    const larger = Buffer.allocUnsafe(2 * (this.length + more));
    this.bytes.copy(larger, 0, 0, this.length);
    this.bytes = larger;
    this.view = viewOf(larger);
  }
}

function viewOf({ buffer, byteOffset, byteLength }: Buffer): DataView {
  return new DataView(buffer, byteOffset, byteLength);
}

function mustBeQuoted(byte: number): boolean {
  return byte === COMMA || byte === QUOTE || byte === LINE_FEED || byte === CARRIAGE_RETURN;
}

/** A value as CSV text, quoted if necessary. */
export function csvText(value: string, escape: CsvEscape): Buffer {
  const [buffer, bytes] = [new CsvBuffer(escape), Buffer.from(value)];
  buffer.value(bytes, 0, bytes.length);
  return Buffer.from(buffer.text());
}
