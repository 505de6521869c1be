import type { Interactions } from './interactions';

/** Where each user's rows begin: user `u` has the rows from entry `u` to entry `u + 1`, oldest first. */
export function userRows({ userIds, users }: Interactions): Uint32Array {
  const starts = new Uint32Array(userIds.length + 1);
  for (let row = 0; row < users.length; row++) starts[users[row] + 1]++;
  for (let user = 0; user < userIds.length; user++) starts[user + 1] += starts[user];
  return starts;
}
