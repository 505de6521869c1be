import { LineError } from './line-error';

/** The error of one line of a file, worded alike for every step that reads rows. */
export function atLine(file: string, line: number, problem: string): Error {
  return new LineError(file, line, problem);
}
