import { columns } from './entries';
import { ends, entries, itemCount, items, starts } from './tiles';

/**
 * Finds the entries of each tile.
 *
 * @param tiles how many there are
 * @param users where the entries of each user begin
 * @param tileOf has room for the tile of each item
 * @param partners has zeros; receives how many other items each item can be in a pair with
 */
export function listEntries(tiles: u32, users: usize, userCount: u32, tileOf: usize, partners: usize): void {
  for (let tile: u32 = 0; tile < tiles; tile++) {
    const end = load<u32>(items + (tile << 2), 4);
    for (let item = load<u32>(items + (tile << 2)); item < end; item++)
      store<u32>(tileOf + (item << 2), tile);
  }
  count(tiles, load<u32>(users + (userCount << 2)), tileOf);
  for (let user: u32 = 0; user < userCount; user++)
    listUser(load<u32>(users + (user << 2)), load<u32>(users + (user << 2), 4), tileOf, partners);
}

/** Says of each tile where the next one begins, until its entries are listed: what is listed moves that up. */
function count(tiles: u32, entryCount: u32, tileOf: usize): void {
  const end = columns + (entryCount << 2);
  for (let column = columns; column < end; column += 4) {
    const at = starts + (load<u32>(tileOf + (load<u32>(column) << 2)) << 2);
    store<u32>(at, load<u32>(at, 8) + 1, 8);
  }
  for (let tile: u32 = 0; tile < tiles; tile++) {
    const at = starts + (tile << 2);
    store<u32>(at, load<u32>(at, 4) + load<u32>(at, 8), 8);
  }
}

function listUser(first: u32, end: u32, tileOf: usize, partners: usize): void {
  const others = end - first - 1;
  for (let entry = first; entry < end; entry++) {
    const item = load<u32>(columns + (entry << 2)) << 2;
    const next = starts + (load<u32>(tileOf + item) << 2);
    const at = load<u32>(next, 4);
    store<u32>(next, at + 1, 4);
    store<u32>(entries + (at << 2), entry);
    store<u32>(ends + (at << 2), end);
    store<u32>(partners + item, min(itemCount - 1, load<u32>(partners + item) + others));
  }
}
