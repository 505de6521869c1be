/** Why a row of a shop's own files is bad, in the words of the function and of the SQL alike; the column's name stands before. */
export const ROW_PROBLEMS = {
  tooLong: (most: number) => `has more than ${most} characters`,
  lineEnd: 'is an id with a line end in it',
  number: 'cannot be read as a number',
  int: 'cannot be read as a whole number of 32 bits',
  moment: 'cannot be read as Unix time or ISO 8601',
  time: (format: string) => `cannot be read as ${format}`,
  sequence: 'is no whole number of up to nine digits',
  empty: 'is empty',
} as const;

/** Why a second row of an id is bad in files that are joined. */
export const otherRow = (id: string): string => `is another row of its ${id}, with other values`;

/** Why an id is bad of which no record has a value that it needs. */
export const noValue = (column: string): string => `no record of the id has a value in ${column}`;
