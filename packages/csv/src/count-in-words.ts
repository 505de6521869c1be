/**
 * A whole number with thousands separators: `1,234`. `toLocaleString` is not used, because its first call takes as
 * long as starting Node.js.
 */
export const grouped = (number: number): string => String(number).replace(/\B(?=(?:\d{3})+$)/g, ',');

/** A number with its noun: `1 user`, `1,234 users`. Pass `many` if the plural is not just an added s, such as `users have`. */
export const countInWords = (count: number, one: string, many = `${one}s`): string =>
  `${grouped(count)} ${count === 1 ? one : many}`;
