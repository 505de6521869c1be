import {
  countLines,
  Dialect,
  isDelimiter,
  isQuote,
  NEEDS_MORE,
  rowEndAt,
  skipQuoted,
  skipText,
} from './dialect';
import { NO_FAULT, QUOTE_WITHIN, setFound, TEXT_BEHIND, WRONG_WIDTH } from './found';

/** Bytes of a field's start and end offset. */
const FIELD: usize = 8;

const SPACE: u8 = 0x20;

/** Bit that is set in a field's start until its escapes are resolved. Texts are shorter than this. */
const ESCAPED: u32 = 1 << 31;
/** Bit that is also set if the value continues after its closing quote, and so keeps both quotes. */
const GOES_ON: u32 = 1 << 30;

/** Address at which the latest row stops. */
let rowStop: usize = 0;
/** How the latest field ends: number of bytes of a row end, 0 for a delimiter or the end of the text, or NEEDS_MORE. */
let ending: i32 = 0;
/** Whether the latest quoted value has escapes. */
let isEscaped: bool = false;
/** Combined marks of the latest row's fields. */
let rowMarks: u32 = 0;

/** The row does not end in the text. */
const INCOMPLETE: i32 = -1;

/**
 * Finds the fields of text in the current dialect, and resolves escapes in place. An incomplete last row stays
 * unchanged, so that it can be scanned again with more text.
 *
 * @param text `length` bytes, of which the first `from` are skipped
 * @param width fields in a row, or 0 to take the first row's and stop after it
 * @param fields receives the start and end offset of each field; must have room for `length + 1` fields
 * @param isLast whether no text follows
 */
export function scanRows(text: usize, from: u32, length: u32, width: u32, fields: usize, isLast: bool): void {
  const end = text + length;
  let rows: u32 = 0;
  let at = fields;
  let rowStart = text + from;
  let fault: i32 = NO_FAULT;
  let count: u32 = 0;
  while (rowStart < end) {
    fault = scanRow(text, rowStart, end, at, isLast);
    if (fault !== NO_FAULT) break;
    count = <u32>((rowStop - at) / FIELD);
    const next = rowNext;
    const isBlank =
      count === 1 && load<u32>(at) === <u32>(rowStart - text) && load<u32>(at, 4) === load<u32>(at);
    if (!isBlank) {
      if (width !== 0 && count !== width) {
        fault = WRONG_WIDTH;
        break;
      }
      if (rowMarks !== 0) for (let field = at; field < rowStop; field += FIELD) resolve(text, field);
      at = rowStop;
      rows++;
    }
    rowStart = next;
    if (width === 0 && rows === 1) break;
  }
  if (fault === INCOMPLETE) fault = NO_FAULT;
  const lines = countLines(text + from, rowStart);
  const faultLines = fault === WRONG_WIDTH ? countLines(rowStart, rowNext) : 0;
  setFound(rows, <u32>(rowStart - text), lines, false, fault, count, <u32>(rowNext - text), faultLines);
}

/** Offset after the latest row. */
let rowNext: usize = 0;

/** Finds the fields of a row. Returns a fault, INCOMPLETE or NO_FAULT. */
function scanRow(text: usize, rowStart: usize, end: usize, fields: usize, isLast: bool): i32 {
  let i = rowStart;
  let at = fields;
  rowMarks = 0;
  for (;;) {
    let start = i;
    let stop: usize;
    let marks: u32 = 0;
    if (isQuote(i, end)) {
      const opening = i;
      start = i + Dialect.quoteBytes;
      stop = closingQuote(start, end);
      if (stop >= end) return INCOMPLETE;
      if (isEscaped) marks = ESCAPED;
      i = stop + Dialect.quoteBytes;
      ending = i < end ? rowEndAt(i, end, isLast) : isLast ? 0 : NEEDS_MORE;
      if (ending === 0 && i < end && !isDelimiter(i, end)) {
        if (!Dialect.isRelaxed) return TEXT_BEHIND;
        start = opening;
        if (marks !== 0) marks |= GOES_ON;
        i = plainEnd(i, end, isLast);
        stop = i;
      }
    } else {
      i = plainEnd(i, end, isLast);
      stop = i;
      if (!Dialect.isRelaxed && isQuote(i, end)) return QUOTE_WITHIN;
    }
    if (ending === NEEDS_MORE || (i >= end && !isLast)) return INCOMPLETE;
    store<u32>(at, <u32>(start - text) | marks);
    store<u32>(at, <u32>(stop - text), 4);
    at += FIELD;
    rowMarks |= marks;
    if (ending > 0 || i >= end) break;
    i += Dialect.delimiterBytes;
  }
  rowStop = at;
  rowNext = i + ending;
  return NO_FAULT;
}

/** Address of the quote that closes a value, or `end`; sets {@link isEscaped}. */
function closingQuote(from: usize, end: usize): usize {
  const bytes = Dialect.quoteBytes;
  const escape = Dialect.escape;
  isEscaped = false;
  for (let i = skipQuoted(from, end); i < end; i = skipQuoted(i + 1, end)) {
    if (isQuote(i, end)) {
      if (!isQuote(i + bytes, end)) return i;
      isEscaped = true;
      i += 2 * bytes - 1;
    } else if (<i32>load<u8>(i) === escape) {
      isEscaped = true;
      i++;
    }
  }
  return end;
}

/** Address where an unquoted value ends; sets {@link ending}. */
function plainEnd(from: usize, end: usize, isLast: bool): usize {
  let i = skipText(from, end);
  ending = 0;
  for (; i < end; i = skipText(i + 1, end)) {
    if (isDelimiter(i, end) || (!Dialect.isRelaxed && isQuote(i, end))) break;
    ending = rowEndAt(i, end, isLast);
    if (ending !== 0) break;
  }
  return i;
}

/** Removes the escapes of a value, if it has any. Spaces fill the gap, so that no line end is counted twice. */
function resolve(text: usize, field: usize): void {
  const marked = load<u32>(field);
  if ((marked & ESCAPED) === 0) return;
  const start = marked & ~(ESCAPED | GOES_ON);
  const bytes = Dialect.quoteBytes;
  const end = text + load<u32>(field, 4);
  let from = text + start;
  if ((marked & GOES_ON) !== 0) from += bytes;
  let to = from;
  let isQuoted = true;
  while (from < end) {
    if (isQuoted && isQuote(from, end)) {
      if (isQuote(from + bytes, end)) from += bytes;
      else isQuoted = false;
      memory.copy(to, from, bytes);
      from += bytes;
      to += bytes;
    } else {
      if (isQuoted && <i32>load<u8>(from) === Dialect.escape) from++;
      store<u8>(to++, load<u8>(from++));
    }
  }
  memory.fill(to, SPACE, end - to);
  store<u32>(field, start);
  store<u32>(field, <u32>(to - text), 4);
}
