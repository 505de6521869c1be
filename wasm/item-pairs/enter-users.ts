import { ages, columns, values } from './entries';
import { sortItems } from './sort-items';
import { ageOf, latest, lookAt, sums } from './user-history';

/**
 * Makes entries of the rows of some users, behind those of the users before them.
 *
 * @param rows where the rows of each user begin
 * @param firstRow the number of the row that is the first of those that are there
 * @param starts where the entries of each user begin
 */
export function enterUsers(firstUser: u32, endUser: u32, rows: usize, firstRow: u32, starts: usize): void {
  for (let user = firstUser; user < endUser; user++) {
    const count = lookAt(
      load<u32>(rows + (user << 2)) - firstRow,
      load<u32>(rows + (user << 2), 4) - firstRow,
    );
    sortItems(latest, count);
    const first = load<u32>(starts + (user << 2));
    enter(first, count);
    store<u32>(starts + (user << 2), first + count, 4);
  }
}

/** Makes entries of the items in {@link latest}. */
function enter(first: u32, count: u32): void {
  for (let at: u32 = 0; at < count; at++) {
    const item = load<u32>(latest + (at << 2));
    store<u32>(columns + ((first + at) << 2), item);
    store<f64>(values + ((first + at) << 3), load<f64>(sums + (item << 3)));
    store<i32>(ages + ((first + at) << 2), load<i32>(ageOf + (item << 2)));
    store<f64>(sums + (item << 3), 0);
  }
}
