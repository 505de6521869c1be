import { closeness } from './closeness';
import type { UserItems } from './user-items';

/** What users say of pairs: sums, and how many users they are. Pairs that no user has have zeros. */
export interface PairSums {
  readonly sums: Float64Array;
  readonly users: Int32Array;
}

/** An import is looked up at each use. */
const c = closeness;

/**
 * Adds what a user says of the pairs of an entry's item, x_ui x_uj · c(t_ui, t_uj), which are with the items of
 * the entries behind it. Most of a training is spent here: four pairs a round, so that what V8 checks of an array
 * before it is used is checked once for the four.
 *
 * @param end behind the user's last entry
 * @param offset from another item to the pair's place in the sums
 */
export function addUpPairs(
  { columns, values, ages }: UserItems,
  entry: number,
  end: number,
  { sums, users }: PairSums,
  offset: number,
): void {
  const x = values[entry];
  const t = ages[entry];
  let at = entry + 1;
  for (; at + 3 < end; at += 4) {
    const one = (offset + columns[at]) | 0;
    const two = (offset + columns[at + 1]) | 0;
    const three = (offset + columns[at + 2]) | 0;
    const four = (offset + columns[at + 3]) | 0;
    users[one]++;
    users[two]++;
    users[three]++;
    users[four]++;
    sums[one] += x * values[at] * c(t, ages[at]);
    sums[two] += x * values[at + 1] * c(t, ages[at + 1]);
    sums[three] += x * values[at + 2] * c(t, ages[at + 2]);
    sums[four] += x * values[at + 3] * c(t, ages[at + 3]);
  }
  for (; at < end; at++) {
    const pair = (offset + columns[at]) | 0;
    users[pair]++;
    sums[pair] += x * values[at] * c(t, ages[at]);
  }
}
