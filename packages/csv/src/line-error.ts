import { visible } from './visible';
import { DataError } from './data-error';

/** An error in a line of a file. It is caught where files are concatenated, to name the original file. */
export class LineError extends DataError {
  constructor(
    readonly file: string,
    /** Counted from 1. */
    readonly line: number,
    readonly problem: string,
  ) {
    super(`${visible(file)}, line ${line}: ${problem}`);
  }
}

/** An error in a line of a file, with the same wording wherever rows are read. */
export function atLine(file: string, line: number, problem: string): Error {
  return new LineError(file, line, problem);
}
