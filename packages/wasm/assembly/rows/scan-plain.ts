import { ANY_END, CRLF_END, Dialect, LF_END } from './dialect';
import { NO_FAULT, setFound, WRONG_WIDTH } from './found';

const CARRIAGE_RETURN: u8 = 0x0d;
const LINE_FEED: u8 = 0x0a;

/** Bytes scanned per step: one per bit of a word. */
const STEP: usize = 64;

/** Bytes of a field's start and end offset. */
const FIELD: usize = 8;

/**
 * Finds the fields of text without quotes, in a dialect with a delimiter of one byte. Returns false if the text needs
 * {@link scanRows}, because not all rows end as the dialect says.
 *
 * @param text whole lines of `length` bytes, of which the first `from` are skipped, with 64 bytes of padding
 * @param width fields in a row
 * @param fields receives the start and end offset of each field; must have room for `length + 1` fields
 */
export function scanPlain(text: usize, from: u32, length: u32, width: u32, fields: usize): bool {
  const end = text + length;
  const rowBytes = <usize>width * FIELD;
  const delimiter = <u8>Dialect.delimiter;
  let rows: u32 = 0;
  let lines: u32 = 0;
  /** Lines that end with CRLF. */
  let pairs: u32 = 0;
  let isPlain = true;
  let fault = NO_FAULT;
  let faultEnd = text;
  let at = fields;
  let rowAt = fields;
  let rowStart = text + from;
  let start = rowStart;

  for (let step = rowStart; step < end; step += STEP) {
    let found = separators(step, delimiter);
    for (; found !== 0; found &= found - 1) {
      const i = step + <usize>ctz(found);
      if (i >= end) break;
      const byte = load<u8>(i);
      if (byte === delimiter) {
        setField(at, start - text, i - text);
        at += FIELD;
        start = i + 1;
      } else if (byte === LINE_FEED) {
        let stop = i;
        if (i > start && load<u8>(i - 1) === CARRIAGE_RETURN) {
          stop--;
          pairs++;
        }
        if (stop > rowStart) {
          setField(at, start - text, stop - text);
          at += FIELD;
          if (at - rowAt !== rowBytes) {
            fault = WRONG_WIDTH;
            faultEnd = i + 1;
            break;
          }
          rowAt = at;
          rows++;
        }
        lines++;
        start = rowStart = i + 1;
      } else if (load<u8>(i + 1) !== LINE_FEED) {
        isPlain = false;
      }
    }
    if (fault !== NO_FAULT) break;
  }
  const count = <u32>((at - rowAt) / FIELD);
  setFound(rows, <u32>(rowStart - text), lines, isPlain, fault, count, <u32>(faultEnd - text), 1);
  if (Dialect.rowEnd === ANY_END) return true;
  const ended = fault === NO_FAULT ? lines : lines + 1;
  return (
    isPlain && (Dialect.rowEnd === CRLF_END ? pairs === ended : Dialect.rowEnd === LF_END && pairs === 0)
  );
}

/** Bit mask of the positions in the next 64 bytes where a field may end. */
function separators(bytes: usize, delimiter: u8): u64 {
  return (
    separatorsOf16(bytes, delimiter) |
    (separatorsOf16(bytes + 16, delimiter) << 16) |
    (separatorsOf16(bytes + 32, delimiter) << 32) |
    (separatorsOf16(bytes + 48, delimiter) << 48)
  );
}

function separatorsOf16(at: usize, delimiter: u8): u64 {
  const bytes = v128.load(at);
  const isLineEnd = v128.or(
    i8x16.eq(bytes, i8x16.splat(CARRIAGE_RETURN)),
    i8x16.eq(bytes, i8x16.splat(LINE_FEED)),
  );
  return <u64>i8x16.bitmask(v128.or(i8x16.eq(bytes, i8x16.splat(delimiter)), isLineEnd));
}

function setField(at: usize, start: usize, end: usize): void {
  store<u32>(at, <u32>start);
  store<u32>(at, <u32>end, 4);
}
