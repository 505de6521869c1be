import type { InteractionSurvey } from './interaction-survey';
import { trainingCount } from './training-count';

/** Kept rows and their times. */
export interface TimedRows {
  /** Kept rows of the file that come before these. */
  readonly before: number;
  readonly count: number;
  /** Unix seconds of a row from 0 to below {@link count}. */
  timestampOf(index: number): number;
}

/**
 * Where training ends for each user. Asked for every kept row in file order, `isHeldOut` holds out the
 * newest rows of the user, and of rows with the same time those that come later in the file.
 */
export interface Split {
  isHeldOut(rows: TimedRows, index: number): boolean;
}

/** Splits rows that are in order of time, user by user, already: a count for each user is enough. */
export function splitInFileOrder({ users, counts }: InteractionSurvey, holdout: number): Split {
  const staying = counts.map(trainingCount(holdout));
  return {
    isHeldOut({ before }, index) {
      const user = users.at(before + index);
      if (staying[user] === 0) return true;
      staying[user]--;
      return false;
    },
  };
}

/**
 * Splits rows in any order, after one more pass over them that keeps the times, 4 more bytes a row. What
 * remains for each user is the time of the newest row in training, and how many rows of that very time stay.
 */
export async function splitByTime(
  { users, counts, latest }: InteractionSurvey,
  holdout: number,
  pieces: AsyncIterable<TimedRows> | Iterable<TimedRows>,
): Promise<Split> {
  const ends = new Float64Array(counts.length);
  let total = 0;
  for (let user = 0; user < counts.length; user++) {
    ends[user] = total;
    total += counts[user];
  }
  // From 2106 on, seconds need more than 32 bits.
  const times = latest < 2 ** 32 ? new Uint32Array(total) : new Float64Array(total);
  for await (const rows of pieces) {
    for (let i = 0; i < rows.count; i++) times[ends[users.at(rows.before + i)]++] = rows.timestampOf(i);
  }

  const boundaries = new Float64Array(counts.length);
  const countOf = trainingCount(holdout);
  const staying = new Uint32Array(counts.length);
  for (let user = 0; user < counts.length; user++) {
    const sorted = times.subarray(ends[user] - counts[user], ends[user]).sort();
    const training = countOf(counts[user]);
    boundaries[user] = training > 0 ? sorted[training - 1] : -1;
    staying[user] = training - Math.max(0, sorted.indexOf(boundaries[user]));
  }
  return {
    isHeldOut(rows, index) {
      const user = users.at(rows.before + index);
      const timestamp = rows.timestampOf(index);
      if (timestamp !== boundaries[user]) return timestamp > boundaries[user];
      if (staying[user] === 0) return true;
      staying[user]--;
      return false;
    },
  };
}
