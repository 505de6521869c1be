/** Descriptions of a bad row, which follow the column's name. The function and the SQL use the same texts. */
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

/** Problem of a second, different row with the same id in joined files. */
export const otherRow = (id: string): string => `is another row of its ${id}, with other values`;

/** Problem of an id none of whose records has a value in a required column. */
export const noValue = (column: string): string => `no record of the id has a value in ${column}`;
