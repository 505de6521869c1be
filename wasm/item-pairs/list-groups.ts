import { columns } from './entries';
import { ends, groups, itemCount, items, starts } from './tiles';

let users: usize = 0;
let tileOf: usize = 0;
let partners: usize = 0;

/**
 * Says where users and items are whose groups are to be listed.
 *
 * @param usersAt where the entries of each user begin
 * @param tileOfAt has room for the tile of each item
 * @param partnersAt has zeros; receives how many other items each item can be in a pair with
 */
export function setUsers(usersAt: usize, tileOfAt: usize, partnersAt: usize, tileCount: u32): void {
  users = usersAt;
  tileOf = tileOfAt;
  partners = partnersAt;
  for (let tile: u32 = 0; tile < tileCount; tile++) {
    const end = load<u32>(items + (tile << 2), 4);
    for (let item = load<u32>(items + (tile << 2)); item < end; item++)
      store<u32>(tileOf + (item << 2), tile);
  }
}

/**
 * Counts the groups of some users by tile, two places behind it, and the partners of their items. A branch at each new
 * tile could not be foretold.
 */
export function countGroups(firstUser: u32, endUser: u32): void {
  for (let user = firstUser; user < endUser; user++) {
    const first = load<u32>(users + (user << 2));
    const end = load<u32>(users + (user << 2), 4);
    let last = u32.MAX_VALUE;
    for (let entry = first; entry < end; entry++) {
      const item = load<u32>(columns + (entry << 2)) << 2;
      const tile = load<u32>(tileOf + item);
      const at = starts + (tile << 2);
      store<u32>(at, load<u32>(at, 8) + u32(tile !== last), 8);
      store<u32>(partners + item, min(itemCount - 1, load<u32>(partners + item) + end - first - 1));
      last = tile;
    }
  }
}

/** Makes of the counts where the groups of each tile begin, one place behind it, and gives how many groups there are. */
export function addUpGroups(tileCount: u32): u32 {
  for (let tile: u32 = 0; tile < tileCount; tile++) {
    const at = starts + (tile << 2);
    store<u32>(at, load<u32>(at, 4) + load<u32>(at, 8), 8);
  }
  return load<u32>(starts + (tileCount << 2), 4);
}

/**
 * Lists the groups of some users. Where a tile begins moves up to where it ends, and the next one begins. Of a group,
 * each entry is put down, the first one last.
 */
export function listGroups(firstUser: u32, endUser: u32): void {
  for (let user = firstUser; user < endUser; user++) {
    const first = load<u32>(users + (user << 2));
    const end = load<u32>(users + (user << 2), 4);
    let last = u32.MAX_VALUE;
    for (let entry = end; entry > first;) {
      entry--;
      const tile = load<u32>(tileOf + (load<u32>(columns + (entry << 2)) << 2));
      const next = starts + (tile << 2);
      const behind = load<u32>(next, 4) + u32(tile !== last);
      store<u32>(next, behind, 4);
      store<u32>(groups + (behind << 2) - 4, entry);
      store<u32>(ends + (behind << 2) - 4, end);
      last = tile;
    }
  }
}
