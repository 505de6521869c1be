/**
 * Whole rows of a CSV file. `fields` holds offsets into `bytes`, so no string is allocated per field. Memory is
 * reused, so a chunk is valid only until the next one is requested.
 */
export interface CsvChunk {
  /** UTF-8 text of the rows; quotes and escapes are resolved in place. */
  readonly bytes: Buffer;
  /** Address of the text in the WebAssembly program's memory. */
  readonly address: number;
  /** A view of the same bytes, for word access. */
  readonly view: DataView;
  readonly rows: number;
  /** Fields per row. */
  readonly width: number;
  /** Start and end offset of each field: those of field `f` in row `r` are at `2 * (r * width + f)` and the next index. */
  readonly fields: Int32Array;
  /** Whether no value contains a quote, comma or line end, so that each value is valid CSV as it is. */
  readonly isPlain: boolean;
  /** Line number at the start of `bytes`, counted from 1. */
  readonly firstLine: number;
}

/** Line number at a row's start, counted from 1. It counts lines on each call, so use it only for messages. */
export function lineOf(chunk: CsvChunk, row: number): number {
  return chunk.firstLine + countLines(chunk.bytes, chunk.fields[2 * row * chunk.width]);
}

/** A field as a string. */
export function textOf(chunk: CsvChunk, row: number, field: number): string {
  const at = 2 * (row * chunk.width + field);
  return chunk.bytes.toString('utf8', chunk.fields[at], chunk.fields[at + 1]);
}

/** Number of line feeds in the first `end` bytes. */
export function countLines(bytes: Buffer, end: number): number {
  let lines = 0;
  for (let at = bytes.indexOf(0x0a); at >= 0 && at < end; at = bytes.indexOf(0x0a, at + 1)) lines++;
  return lines;
}
