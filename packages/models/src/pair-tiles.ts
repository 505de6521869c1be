import { arrayIn } from './array-in';
import type { UserItems } from './user-items';

/** Users that the program looks at in one call: few enough for the next ones to gain by what V8 has made faster. */
const USERS_A_CALL = 1024;

/**
 * The pairs of each item with the items behind it, in tiles of consecutive items. An entry of {@link UserItems} is
 * in the tile of its item; the entries of one user in a tile, which follow one another, are a group.
 */
export interface PairTiles {
  readonly count: number;
  /** Of the largest tile. */
  readonly mostPairs: number;
  readonly itemCount: number;
  /** Tile `n` has the items from entry `n` to entry `n + 1`. */
  readonly items: Uint32Array;
  /** Tile `n` has the groups from `starts[n]` to `starts[n + 1]` of {@link groups}, in the order of the users. */
  readonly starts: Uint32Array;
  /** The first entry of each group. */
  readonly groups: Uint32Array;
  /** Behind the last entry of the same user, for each of {@link groups}. */
  readonly ends: Uint32Array;
  /** How many other items each item can be in a pair with. */
  readonly partners: Uint32Array;
}

/** Finds the groups of each tile. */
export function pairTiles(
  { program, starts: users, columns, values, ages }: UserItems,
  itemCount: number,
): PairTiles {
  const array = (length: number): Uint32Array => arrayIn(program, Uint32Array, length);
  const { run } = program;
  const items = array(itemCount + 1);
  // While groups are counted, one more is needed.
  const starts = array(itemCount + 2);
  const partners = array(itemCount);
  const tileOf = array(itemCount);
  run.setEntries(columns.byteOffset, values.byteOffset, ages.byteOffset);
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
