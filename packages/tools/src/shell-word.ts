import { visible } from '@ecommerce-recommenders/csv/visible';

/** Quotes a text as one shell word. */
export const shellWord = (text: string): string =>
  /^[\w.:@+,/=-]+$/.test(text) ? text : `'${visible(text).replaceAll("'", String.raw`'\''`)}'`;
