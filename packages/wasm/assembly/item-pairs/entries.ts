import { sortItems } from './sort-items';
import { ageOf, latest, lookAt, momentsOf, sums } from './user-history';

// Addresses of the users' entries: see UserItems.
export let columns: usize = 0;
export let values: usize = 0;
export let ages: usize = 0;
export let moments: usize = 0;

/** Sets the addresses of the entries. */
export function setEntries(columnsAt: usize, valuesAt: usize, agesAt: usize, momentsAt: usize): void {
  columns = columnsAt;
  values = valuesAt;
  ages = agesAt;
  moments = momentsAt;
}

/**
 * Appends the entries of some users' rows to those of the users before them.
 *
 * @param rows offsets of each user's rows
 * @param firstRow number of the first row in memory
 * @param starts offsets of each user's entries
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

/** Appends entries of the items in {@link latest}. */
function enter(first: u32, count: u32): void {
  for (let at: u32 = 0; at < count; at++) {
    const item = load<u32>(latest + (at << 2));
    store<u32>(columns + ((first + at) << 2), item);
    store<f64>(values + ((first + at) << 3), load<f64>(sums + (item << 3)));
    store<i32>(ages + ((first + at) << 2), load<i32>(ageOf + (item << 2)));
    store<u32>(moments + ((first + at) << 2), load<u32>(momentsOf + (item << 2)));
    store<f64>(sums + (item << 3), 0);
  }
}
