import type { InteractionLog } from './interaction-log';

/** The rows of each user, oldest first, rows of the same second in file order. */
export interface UserHistories {
  readonly users: number;
  /** Numbers of a user's rows in the log. */
  of(user: number): Uint32Array;
}

/** Orders a log by user and time: a counting sort by user, then a sort of those users who need it. */
export function userHistories({ rows, userIds, users, timestamps }: InteractionLog): UserHistories {
  const ends = new Uint32Array(userIds.size + 1);
  for (let row = 0; row < rows; row++) ends[users[row] + 1]++;
  for (let user = 0; user < userIds.size; user++) ends[user + 1] += ends[user];
  const starts = ends.slice();
  const order = new Uint32Array(rows);
  for (let row = 0; row < rows; row++) order[ends[users[row]]++] = row;

  const of = (user: number): Uint32Array => order.subarray(starts[user], starts[user + 1]);
  for (let user = 0; user < userIds.size; user++) {
    const history = of(user);
    if (!isOrdered(history, timestamps)) history.sort((a, b) => timestamps[a] - timestamps[b] || a - b);
  }
  return { users: userIds.size, of };
}

function isOrdered(history: Uint32Array, timestamps: Float64Array): boolean {
  for (let at = 1; at < history.length; at++)
    if (timestamps[history[at]] < timestamps[history[at - 1]]) return false;
  return true;
}
