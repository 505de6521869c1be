const MAX = 999_999_999;

/** A text that sorts as the number does. */
export const ascendingKey = (count: number): string => String(count).padStart(9, '0');

/** A text that sorts the other way round. */
export const descendingKey = (count: number): string => ascendingKey(MAX - count);
