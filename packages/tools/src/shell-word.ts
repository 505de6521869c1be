import { visible } from '@ecommerce-recommenders/csv/visible';

/** A text as one word of a shell. */
export const shellWord = (text: string): string =>
  /^[\w.:@+,/=-]+$/.test(text) ? text : `'${visible(text).replaceAll("'", String.raw`'\''`)}'`;
