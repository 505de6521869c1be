/** One file of the archive. */
export interface SampleFile {
  readonly name: string;
  /** Rows below the header. */
  readonly rows: number;
  readonly text: string;
}

/** Puts a header above the rows and ends every line with `lineEnd`. */
export function sampleFile(
  name: string,
  header: string,
  rows: readonly string[],
  lineEnd: '\n' | '\r\n',
): SampleFile {
  return { name, rows: rows.length, text: [header, ...rows, ''].join(lineEnd) };
}
