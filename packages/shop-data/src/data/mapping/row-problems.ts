/** Why a row of a shop's own files is bad, after the column's name. The function and the SQL use the same words. */
export const ROW_PROBLEMS = {
  tooLong: (most: number) => `has more than ${most} characters`,
  zeroByte: 'holds a zero byte; is the encoding right?',
  lineEnd: 'is an id with a line end in it',
  number: 'cannot be read as a number',
  int: 'cannot be read as a whole number of 32 bits',
  moment: 'cannot be read as Unix time or ISO 8601',
  time: (format: string) => `cannot be read as ${format}`,
  sequence: 'is no whole number of up to nine digits',
  empty: 'is empty',
} as const;

/** Why a second row with the same id is bad in files that are joined. */
export const otherRow = (id: string): string => `is another row of its ${id}, with other values`;

/** Why an id is bad if no record of it has a value in a required column. */
export const noValue = (column: string): string => `no record of the id has a value in ${column}`;
