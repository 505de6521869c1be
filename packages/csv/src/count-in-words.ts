/** A number with separators of thousands: `1,234`. */
export const grouped = (number: number): string => number.toLocaleString('en-US');

/** A number with its noun: `1 user`, `1,234 users`; `many` where that is not `one` with an s, such as `users have`. */
export const countInWords = (count: number, one: string, many = `${one}s`): string =>
  `${grouped(count)} ${count === 1 ? one : many}`;
