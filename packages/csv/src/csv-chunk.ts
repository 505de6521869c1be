/**
 * Whole rows of a CSV file, without a string per field: `fields` are offsets into `bytes`. Memory is reused,
 * so a chunk is valid only until the next one is requested.
 */
export interface CsvChunk {
  /** UTF-8 text of the rows; quotes and escapes are resolved in place. */
  readonly bytes: Buffer;
  /** Address of the text in the program's memory. */
  readonly address: number;
  /** A view of the same bytes, for word access. */
  readonly view: DataView;
  readonly rows: number;
  /** Fields per row. */
  readonly width: number;
  /** Start and end offset of each field: field `f` of row `r` is at `2 * (r * width + f)` and next. */
  readonly fields: Int32Array;
  /** Whether no value contains a quote, comma or line end, so that each is valid CSV as is. */
  readonly isPlain: boolean;
  /** Line number of the start of `bytes`, from 1. */
  readonly firstLine: number;
}

/** Line number of a row's start, from 1. Counts lines, so only for messages. */
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
