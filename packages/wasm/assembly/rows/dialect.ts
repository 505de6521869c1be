/** How rows end. */
export const ANY_END: u32 = 0; // LF or CRLF, which may differ from row to row.
const FIRST_END: u32 = 1; // As the first row does, which has not been read yet.
export const LF_END: u32 = 2;
export const CRLF_END: u32 = 3;
const CR_END: u32 = 4;

const LINE_FEED: u8 = 0x0a;
const CARRIAGE_RETURN: u8 = 0x0d;

/** The row end lies in text that follows. */
export const NEEDS_MORE: i32 = -1;

/** Dialect of the current file. A delimiter or quote has up to three bytes; the lowest byte is the first. */
@unmanaged
export class Dialect {
  static delimiter: u32 = 0x2c;
  static delimiterMask: u32 = 0xff;
  static delimiterBytes: u32 = 1;
  static quote: u32 = 0x22;
  static quoteMask: u32 = 0xff;
  static quoteBytes: u32 = 1;
  /** Byte that makes the next one literal within quotes, in addition to doubled quotes; none if negative. */
  static escape: i32 = -1;
  /** Whether quotes within values are part of them. */
  static isRelaxed: bool = false;
  static rowEnd: u32 = ANY_END;
}

/** @param isRelaxed whether quotes within values are part of them, and all rows end as the first one does */
export function setDialect(
  delimiter: u32,
  delimiterBytes: u32,
  quote: u32,
  quoteBytes: u32,
  escape: i32,
  isRelaxed: bool,
): void {
  Dialect.delimiter = delimiter;
  Dialect.delimiterBytes = delimiterBytes;
  Dialect.delimiterMask = (1 << (8 * delimiterBytes)) - 1;
  Dialect.quote = quote;
  Dialect.quoteBytes = quoteBytes;
  Dialect.quoteMask = (1 << (8 * quoteBytes)) - 1;
  Dialect.escape = escape;
  Dialect.isRelaxed = isRelaxed;
  Dialect.rowEnd = isRelaxed ? FIRST_END : ANY_END;
}

export function isDelimiter(at: usize, end: usize): bool {
  return (load<u32>(at) & Dialect.delimiterMask) === Dialect.delimiter && at + Dialect.delimiterBytes <= end;
}

export function isQuote(at: usize, end: usize): bool {
  return (load<u32>(at) & Dialect.quoteMask) === Dialect.quote && at + Dialect.quoteBytes <= end;
}

/** Bytes compared per step; texts need as much padding. */
const STEP: usize = 16;

/** Address of the next byte that may begin a delimiter, a quote or a row end, or `end`. */
export function skipText(from: usize, end: usize): usize {
  const delimiter = i8x16.splat(<u8>Dialect.delimiter);
  const quote = i8x16.splat(<u8>Dialect.quote);
  const lineFeed = i8x16.splat(LINE_FEED);
  const carriageReturn = i8x16.splat(CARRIAGE_RETURN);
  for (let at = from; at < end; at += STEP) {
    const bytes = v128.load(at);
    const found = i8x16.bitmask(
      v128.or(
        v128.or(i8x16.eq(bytes, delimiter), i8x16.eq(bytes, quote)),
        v128.or(i8x16.eq(bytes, lineFeed), i8x16.eq(bytes, carriageReturn)),
      ),
    );
    if (found !== 0) return min(at + ctz(found), end);
  }
  return end;
}

/** Address of the next byte that may begin a quote or an escape, or `end`. */
export function skipQuoted(from: usize, end: usize): usize {
  const quote = i8x16.splat(<u8>Dialect.quote);
  const escape = i8x16.splat(<u8>(Dialect.escape < 0 ? Dialect.quote : Dialect.escape));
  for (let at = from; at < end; at += STEP) {
    const bytes = v128.load(at);
    const found = i8x16.bitmask(v128.or(i8x16.eq(bytes, quote), i8x16.eq(bytes, escape)));
    if (found !== 0) return min(at + ctz(found), end);
  }
  return end;
}

/** Number of bytes of the row end at an address: 0 if there is none, or {@link NEEDS_MORE}. */
export function rowEndAt(at: usize, end: usize, isLast: bool): i32 {
  const byte = load<u8>(at);
  if (byte !== LINE_FEED && byte !== CARRIAGE_RETURN) return 0;
  const isReturn = byte === CARRIAGE_RETURN;
  if (isReturn && at + 1 >= end && !isLast) return NEEDS_MORE;
  const isPair = isReturn && at + 1 < end && load<u8>(at, 1) === LINE_FEED;
  if (Dialect.rowEnd === ANY_END) return isPair ? 2 : isReturn ? 0 : 1;
  if (Dialect.rowEnd === FIRST_END) Dialect.rowEnd = isPair ? CRLF_END : isReturn ? CR_END : LF_END;
  if (Dialect.rowEnd === CRLF_END) return isPair ? 2 : 0;
  return isReturn === (Dialect.rowEnd === CR_END) ? 1 : 0;
}

/** Number of lines that end in some text. */
export function countLines(start: usize, end: usize): u32 {
  const lineFeed = i8x16.splat(LINE_FEED);
  const other = i8x16.splat(Dialect.rowEnd === CR_END ? CARRIAGE_RETURN : LINE_FEED);
  let lines: u32 = 0;
  for (let at = start; at < end; at += STEP) {
    const bytes = v128.load(at);
    let found = i8x16.bitmask(v128.or(i8x16.eq(bytes, lineFeed), i8x16.eq(bytes, other)));
    if (end - at < STEP) found &= (1 << i32(end - at)) - 1;
    lines += popcnt(found);
  }
  return lines;
}
