const COMMA: u8 = 0x2c;
const CARRIAGE_RETURN: u8 = 0x0d;
const LINE_FEED: u8 = 0x0a;

/** Bytes scanned per step: one per bit of a word. */
const STEP: usize = 64;

/** Bytes of a field's start and end offset. */
const FIELD: usize = 8;

// Results of the latest scan.
export let scannedRows: u32 = 0;
/** Offset behind the last whole row; on a fault, the start of the faulty row. */
export let scannedBytes: u32 = 0;
export let scannedLines: u32 = 0;
/** Whether no value contains a line end. */
export let isPlain: bool = true;
/** Number of fields of the row at {@link scannedBytes} if wrong, else 0. */
export let wrongFields: u32 = 0;

/**
 * Finds the fields of text without quotes.
 *
 * @param text `length` bytes of whole lines, with 64 bytes of padding
 * @param width fields in a row
 * @param fields receives the start and end offset of each field; must have room for `length + 1` fields
 */
export function scanPlain(text: usize, length: u32, width: u32, fields: usize): void {
  const end = text + length;
  const rowBytes = <usize>width * FIELD;
  let rows: u32 = 0;
  let lines: u32 = 0;
  let isPlainSoFar = true;
  let at = fields;
  let rowAt = fields;
  let rowStart = text;
  let start = text;
  wrongFields = 0;

  for (let step = text; step < end; step += STEP) {
    let found = separators(step);
    for (; found !== 0; found &= found - 1) {
      const i = step + <usize>ctz(found);
      if (i >= end) break;
      const byte = load<u8>(i);
      if (byte === COMMA) {
        setField(at, start - text, i - text);
        at += FIELD;
        start = i + 1;
      } else if (byte === LINE_FEED) {
        const stop = i > start && load<u8>(i - 1) === CARRIAGE_RETURN ? i - 1 : i;
        if (stop > rowStart) {
          setField(at, start - text, stop - text);
          at += FIELD;
          if (at - rowAt !== rowBytes) {
            wrongFields = <u32>((at - rowAt) / FIELD);
            break;
          }
          rowAt = at;
          rows++;
        }
        lines++;
        start = rowStart = i + 1;
      } else if (load<u8>(i + 1) !== LINE_FEED) {
        isPlainSoFar = false;
      }
    }
    if (wrongFields !== 0) break;
  }
  scannedRows = rows;
  scannedBytes = <u32>(rowStart - text);
  scannedLines = lines;
  isPlain = isPlainSoFar;
}

/** Bit mask of the next 64 bytes: where a field may end. */
function separators(bytes: usize): u64 {
  return (
    separatorsOf16(bytes) |
    (separatorsOf16(bytes + 16) << 16) |
    (separatorsOf16(bytes + 32) << 32) |
    (separatorsOf16(bytes + 48) << 48)
  );
}

function separatorsOf16(at: usize): u64 {
  const bytes = v128.load(at);
  const isLineEnd = v128.or(
    i8x16.eq(bytes, i8x16.splat(CARRIAGE_RETURN)),
    i8x16.eq(bytes, i8x16.splat(LINE_FEED)),
  );
  return <u64>i8x16.bitmask(v128.or(i8x16.eq(bytes, i8x16.splat(COMMA)), isLineEnd));
}

function setField(at: usize, start: usize, end: usize): void {
  store<u32>(at, <u32>start);
  store<u32>(at, <u32>end, 4);
}
