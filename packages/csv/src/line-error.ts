import { visible } from './visible';

/** An error in a line of a file. Caught where files are concatenated, to name the original file. */
export class LineError extends Error {
  constructor(
    readonly file: string,
    /** Counted from 1. */
    readonly line: number,
    readonly problem: string,
  ) {
    super(`${visible(file)}, line ${line}: ${problem}`);
    // Prints like any other error: users see only the message.
    this.name = 'Error';
  }
}

/** An error in a line of a file, worded the same wherever rows are read. */
export function atLine(file: string, line: number, problem: string): Error {
  return new LineError(file, line, problem);
}
