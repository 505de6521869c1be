import type { IdTable } from '../data/id-table';

/** How many ids one table has beyond another. */
export function idsBeyond(ids: IdTable, known: IdTable): number {
  let beyond = 0;
  for (let number = 0; number < ids.size; number++) {
    const bytes = Buffer.from(ids.idOf(number));
    if (known.find(bytes, 0, bytes.length) === undefined) beyond++;
  }
  return beyond;
}
