/** What is wrong with one line of a file. Caught where the file is joined from others, to tell which of them it is. */
export class LineError extends Error {
  constructor(
    readonly file: string,
    /** Counted from 1. */
    readonly line: number,
    readonly problem: string,
  ) {
    super(`${file}, line ${line}: ${problem}`);
    // Shown as any other error: users see the message alone.
    this.name = 'Error';
  }
}

/** The error of one line of a file, worded alike for every step that reads rows. */
export function atLine(file: string, line: number, problem: string): Error {
  return new LineError(file, line, problem);
}
