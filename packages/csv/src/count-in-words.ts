/** A whole number with separators of thousands: `1,234`. The first call of `toLocaleString` would take as long as Node.js to start. */
export const grouped = (number: number): string => String(number).replace(/\B(?=(?:\d{3})+$)/g, ',');

/** A number with its noun: `1 user`, `1,234 users`; `many` where that is not `one` with an s, such as `users have`. */
export const countInWords = (count: number, one: string, many = `${one}s`): string =>
  `${grouped(count)} ${count === 1 ? one : many}`;
