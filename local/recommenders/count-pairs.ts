import type { PairSums } from './add-up-pairs';
import type { ItemSets } from './user-items';

/** Counts a user for the pairs of an entry's item; otherwise as `addUpPairs`. */
export function countPairs(
  { columns }: ItemSets,
  entry: number,
  end: number,
  { users }: PairSums,
  offset: number,
): void {
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
  }
  for (; at < end; at++) users[(offset + columns[at]) | 0]++;
}
