import { columns } from './entries';
import { ends, groups, itemCount, items, starts } from './tiles';

let users: usize = 0;
let tileOf: usize = 0;
let partners: usize = 0;

/**
 * Sets the addresses of the users and items to group.
 *
 * @param usersAt offsets of each user's entries
 * @param tileOfAt receives the tile of each item
 * @param partnersAt zeros; receives the number of potential partners of each item
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
 * Counts the groups of some users by tile, at index tile + 2, and the partners of their items. Branch-free: a
 * branch at each new tile would be mispredicted.
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

/**
 * Turns the counts into offsets of each tile's groups, at index tile + 1 (prefix sum). Returns the number of
 * groups.
 */
export function addUpGroups(tileCount: u32): u32 {
  for (let tile: u32 = 0; tile < tileCount; tile++) {
    const at = starts + (tile << 2);
    store<u32>(at, load<u32>(at, 4) + load<u32>(at, 8), 8);
  }
  return load<u32>(starts + (tileCount << 2), 4);
}

/**
 * Lists the groups of some users. Each tile's start offset moves up to its end, where the next tile begins.
 * All entries of a group are written to the same slot, the first one last.
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
