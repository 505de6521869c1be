/** An error in one line of a file. Caught where files are concatenated, to name the original file. */
export class LineError extends Error {
  constructor(
    readonly file: string,
    /** Counted from 1. */
    readonly line: number,
    readonly problem: string,
  ) {
    super(`${file}, line ${line}: ${problem}`);
    // Printed like any other error: users see the message alone.
    this.name = 'Error';
  }
}

/** An error in one line of a file, worded the same in every step that reads rows. */
export function atLine(file: string, line: number, problem: string): Error {
  return new LineError(file, line, problem);
}
