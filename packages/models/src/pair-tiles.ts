import { arrayIn } from './array-in';
import { setEntries, type UserItems } from './user-items';

/** Number of users per program call. It is small, so that V8 can switch to optimized code in between. */
const USERS_A_CALL = 1024;

/**
 * Pairs of each item with later items, in tiles of consecutive items. An entry of {@link UserItems} belongs to its
 * item's tile. A user's entries in one tile are contiguous and form a group.
 */
export interface PairTiles {
  readonly count: number;
  /** Number of pairs in the largest tile. */
  readonly mostPairs: number;
  readonly itemCount: number;
  /** Tile `n` has the items from entry `n` to before entry `n + 1`. */
  readonly items: Uint32Array;
  /** Tile `n` has the {@link groups} `[starts[n], starts[n + 1])`, sorted by user. */
  readonly starts: Uint32Array;
  /** The first entry of each group. */
  readonly groups: Uint32Array;
  /** End of the same user's entries, for each of the {@link groups}. */
  readonly ends: Uint32Array;
  /** Maximum number of partners of each item. */
  readonly partners: Uint32Array;
}

/** Finds the groups of each tile. */
export function pairTiles(entries: UserItems, itemCount: number): PairTiles {
  const { program, starts: users } = entries;
  const array = (length: number): Uint32Array => arrayIn(program, Uint32Array, length);
  const { run } = program;
  const items = array(itemCount + 1);
  // The array has one more element, which counting needs.
  const starts = array(itemCount + 2);
  const partners = array(itemCount);
  const tileOf = array(itemCount);
  setEntries(run, entries);
  const setTiles = (groups: number, ends: number): void =>
    run.setTiles(itemCount, items.byteOffset, starts.byteOffset, groups, ends);
  setTiles(0, 0);
  const count = run.partItems();
  run.setUsers(users.byteOffset, tileOf.byteOffset, partners.byteOffset, count);
  forUsers(users, (first, end) => run.countGroups(first, end));
  const groupCount = run.addUpGroups(count);
  const groups = array(groupCount);
  const ends = array(groupCount);
  setTiles(groups.byteOffset, ends.byteOffset);
  forUsers(users, (first, end) => run.listGroups(first, end));
  return { count, mostPairs: run.mostPairs(count), itemCount, items, starts, groups, ends, partners };
}

function forUsers(users: Uint32Array, look: (firstUser: number, endUser: number) => void): void {
  const count = users.length - 1;
  for (let user = 0; user < count; user += USERS_A_CALL) look(user, Math.min(count, user + USERS_A_CALL));
}
