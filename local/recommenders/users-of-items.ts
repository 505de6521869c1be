import type { UserItems } from './user-items';

/** Item `n` has the users from entry `n` of `starts` to entry `n + 1`, in ascending order. */
export interface UsersOfItems {
  readonly starts: Uint32Array;
  readonly users: Uint32Array;
}

/** Turns users by items around. */
export function usersOfItems(entries: UserItems, itemCount: number): UsersOfItems {
  const starts = new Uint32Array(itemCount + 1);
  for (const item of entries.columns) starts[item + 1]++;
  for (let item = 0; item < itemCount; item++) starts[item + 1] += starts[item];
  const next = starts.slice();
  const users = new Uint32Array(entries.columns.length);
  for (let user = 0; user + 1 < entries.starts.length; user++)
    for (let entry = entries.starts[user]; entry < entries.starts[user + 1]; entry++)
      users[next[entries.columns[entry]]++] = user;
  return { starts, users };
}
