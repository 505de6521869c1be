import type { NumberList } from './number-list';

/** The oldest share of each user's interactions, which is used for training. */
export function trainingShare(holdout: number): number {
  // Rounds off floating-point errors: 1 - 0.7 is 0.30000000000000004.
  return Number((1 - holdout).toFixed(12));
}

/**
 * Returns a function from the number of a user's interactions to how many of them, oldest first, are for training:
 * those with rank / count ≤ 1 - holdout, compared as doubles like in pandas.
 */
export function trainingCount(holdout: number): (count: number) => number {
  const share = trainingShare(holdout);
  return (count) => {
    let kept = Math.min(count, Math.ceil(share * count) + 1);
    while (kept > 0 && kept / count > share) kept--;
    return kept;
  };
}

/** Result of the first pass over the interactions. Memory grows with the users, and by 4 bytes per row. */
export interface FirstPass {
  /** User number of each kept row, in file order. */
  readonly users: NumberList;
  /** Number of kept rows of each user, by the user's number. */
  readonly counts: Uint32Array;
  /** Whether the kept rows of every user are already in time order. */
  readonly isOrdered: boolean;
  /** Unix seconds of the newest kept row. */
  readonly latest: number;
}

/** Kept rows and their times. */
export interface TimedRows {
  /** Number of kept rows of the file before these. */
  readonly before: number;
  readonly count: number;
  /** Unix seconds of a row. The index is from 0 to below {@link count}. */
  timestampOf(index: number): number;
}

/** Splits rows into training and held-out ones. */
export interface Split {
  /** Number of training rows of each user, by the user's number. */
  readonly training: Uint32Array;
  /**
   * Called with all kept rows in file order.
   *
   * @param areHeldOut - receives a 1 for each row that is held out, 0 for the others
   */
  holdOut(rows: TimedRows, areHeldOut: Uint8Array): void;
}

/**
 * Holds out the newest rows of each user if they are already in time order: one count per user suffices. Among rows
 * with equal times, those that come later in the file are newer.
 */
export function splitInFileOrder({ users, counts }: FirstPass, holdout: number): Split {
  const usersOf = reader(users);
  const training = counts.map(trainingCount(holdout));
  const staying = training.slice();
  return {
    training,
    holdOut(rows, areHeldOut) {
      const users = usersOf(rows);
      for (let row = 0; row < rows.count; row++) {
        const left = staying[users[row]];
        areHeldOut[row] = left === 0 ? 1 : 0;
        if (left > 0) staying[users[row]] = left - 1;
      }
    },
  };
}

/**
 * Holds out the newest rows of each user, in any order. It needs one more pass, which stores the times, 4 more bytes per row.
 * After that, each user has the time of the newest training row, and how many rows of that time are for training.
 */
export async function splitByTime(
  { users, counts, latest }: FirstPass,
  holdout: number,
  pieces: AsyncIterable<TimedRows> | Iterable<TimedRows>,
): Promise<Split> {
  const usersOf = reader(users);
  const ends = new Float64Array(counts.length);
  let total = 0;
  for (let user = 0; user < counts.length; user++) {
    ends[user] = total;
    total += counts[user];
  }
  // From 2106 on, seconds need more than 32 bits.
  const times = latest < 2 ** 32 ? new Uint32Array(total) : new Float64Array(total);
  for await (const rows of pieces) {
    const users = usersOf(rows);
    for (let row = 0; row < rows.count; row++) times[ends[users[row]]++] = rows.timestampOf(row);
  }

  const boundaries = new Float64Array(counts.length);
  const training = counts.map(trainingCount(holdout));
  const staying = new Uint32Array(counts.length);
  for (let user = 0; user < counts.length; user++) {
    const sorted = times.subarray(ends[user] - counts[user], ends[user]).sort();
    const kept = training[user];
    boundaries[user] = kept > 0 ? sorted[kept - 1] : -1;
    staying[user] = kept - Math.max(0, sorted.indexOf(boundaries[user]));
  }
  return {
    training,
    holdOut(rows, areHeldOut) {
      const users = usersOf(rows);
      for (let row = 0; row < rows.count; row++) {
        const user = users[row];
        const timestamp = rows.timestampOf(row);
        const isAtBoundary = timestamp === boundaries[user];
        areHeldOut[row] = (isAtBoundary ? staying[user] === 0 : timestamp > boundaries[user]) ? 1 : 0;
        if (isAtBoundary && staying[user] > 0) staying[user]--;
      }
    },
  };
}

/**
 * Unix seconds of the newest training row if the shop's last days are held out. All rows of that second are for
 * training, so that no order is split. -1 if no row is for training.
 *
 * @param times - of all kept rows; sorted in place
 */
export function cutOff(times: Float64Array, holdout: number): number {
  const kept = trainingCount(holdout)(times.length);
  return kept > 0 ? times.sort()[kept - 1] : -1;
}

/** Holds out the shop's last days. It needs one more pass, which stores the users' rows and the times, 8 bytes per row. */
export async function splitAtCutOff(
  { users, counts }: FirstPass,
  holdout: number,
  pieces: AsyncIterable<TimedRows> | Iterable<TimedRows>,
): Promise<Split> {
  const times = new Float64Array(users.length);
  for await (const rows of pieces)
    for (let row = 0; row < rows.count; row++) times[rows.before + row] = rows.timestampOf(row);
  const last = cutOff(times.slice(), holdout);
  const training = new Uint32Array(counts.length);
  const numbers = new Uint32Array(users.length);
  users.copy(0, users.length, numbers);
  for (let row = 0; row < times.length; row++) if (times[row] <= last) training[numbers[row]]++;
  return {
    training,
    holdOut(rows, areHeldOut) {
      for (let row = 0; row < rows.count; row++) areHeldOut[row] = rows.timestampOf(row) > last ? 1 : 0;
    },
  };
}

/** Returns a function that reads the users of rows into a reused buffer. */
function reader(users: NumberList): (rows: TimedRows) => Uint32Array {
  let numbers = new Uint32Array(0);
  return ({ before, count }) => {
    if (numbers.length < count) numbers = new Uint32Array(2 * count);
    users.copy(before, count, numbers);
    return numbers;
  };
}
