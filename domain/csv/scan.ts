/** What a scanner found in a piece of CSV text. */
export interface Scan {
  /** Whole rows, whose field offsets are in the array that the scanner was given. */
  readonly rows: number;
  /** Fields in each of them. */
  readonly width: number;
  /** Offset behind the last whole row; at a fault, the start of the faulty row. */
  readonly end: number;
  /** Line feeds before `end`. */
  readonly lines: number;
  /** Whether no value has a quote, comma or line end in it. */
  readonly isPlain: boolean;
  /** What is wrong with the row at `end`. */
  readonly fault?: string;
}

/** The fault of a row that has another number of fields than the header. */
export function wrongWidth(fields: number, width: number): string {
  return `has ${fields} fields where the header has ${width}; a value that holds a comma must be quoted`;
}
