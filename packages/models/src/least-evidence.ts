import type { SparseMatrix } from './sparse-matrix';
import type { UserItems } from './user-items';

/** Common users that a pair may need, the default first; with Infinity no pair counts, and popularity is all. */
const CANDIDATES = [3, 5, Infinity, 2, 1] as const;

/** Users asked, spread evenly. */
const MAX_QUESTIONS = 1000;

/** Places of a list that count. */
const LENGTH = 10;

/**
 * How many common users make evidence of a pair, rather than chance? Each user's latest item is left out, the other
 * items rank the rest by the sum of their common users n_ij, less this user, and popularity ranks what no pair
 * reaches. The answer is the number with which the left-out items get the highest NDCG of ten: where histories are
 * short and customers differ, one common user is less than popularity; where they are alike, it is more.
 *
 * @param entries - users, or orders, by items
 * @param common - n_ij by {@link commonUsers}
 */
export function leastEvidence(entries: UserItems, common: SparseMatrix): number {
  const { starts } = entries;
  const users = Uint32Array.from({ length: starts.length - 1 }, (_, user) => user).filter(
    (user) => starts[user + 1] - starts[user] >= 2,
  );
  const step = Math.ceil(users.length / MAX_QUESTIONS);
  const gains = CANDIDATES.map(() => 0);
  const gainOf = leaveOneOut(entries, common);
  for (let at = 0; at < users.length; at += step)
    CANDIDATES.forEach((least, candidate) => (gains[candidate] += gainOf(users[at], least)));
  // Of equal ones the first.
  return CANDIDATES[gains.indexOf(Math.max(...gains))];
}

function leaveOneOut(
  { starts, columns, moments }: UserItems,
  common: SparseMatrix,
): (user: number, least: number) => number {
  const itemCount = common.starts.length - 1;
  const userCounts = new Uint32Array(itemCount);
  for (const item of columns) userCounts[item]++;
  const popular = Uint32Array.from(userCounts.keys()).sort((i, j) => userCounts[j] - userCounts[i] || i - j);
  const isOwn = new Uint8Array(itemCount);
  const sums = new Float64Array(itemCount);

  /** Items that the others of a user rank, and their {@link sums}. */
  function reach(user: number, target: number, least: number): number[] {
    const reached: number[] = [];
    for (let entry = starts[user]; entry < starts[user + 1]; entry++) {
      const item = columns[entry];
      if (item === target) continue;
      for (let at = common.starts[item]; at < common.starts[item + 1]; at++) {
        const other = common.columns[at];
        const users = other === target ? common.values[at] - 1 : common.values[at];
        if (users < least || users === 0 || (isOwn[other] && other !== target)) continue;
        if (sums[other] === 0) reached.push(other);
        sums[other] += users;
      }
    }
    return reached;
  }

  /** Items before the target, at most {@link LENGTH}. */
  function placeOf(target: number, reached: readonly number[]): number {
    const isBefore = (other: number, score: number, than: number): boolean =>
      score > than || (score === than && other < target);
    if (sums[target] > 0)
      return reached.filter((other) => other !== target && isBefore(other, sums[other], sums[target])).length;
    let place = reached.length;
    for (const other of popular) {
      if (place >= LENGTH || !isBefore(other, userCounts[other], userCounts[target] - 1)) break;
      if (other !== target && sums[other] === 0 && !isOwn[other]) place++;
    }
    return place;
  }

  return (user, least) => {
    const own = columns.subarray(starts[user], starts[user + 1]);
    let latest = starts[user];
    for (let entry = latest; entry < starts[user + 1]; entry++)
      if ((moments[entry] & 0xffff) < (moments[latest] & 0xffff)) latest = entry;
    const target = columns[latest];
    for (const item of own) isOwn[item] = 1;
    const reached = reach(user, target, least);
    const place = placeOf(target, reached);
    for (const item of own) isOwn[item] = 0;
    for (const other of reached) sums[other] = 0;
    return place < LENGTH ? 1 / Math.log2(place + 2) : 0;
  };
}
