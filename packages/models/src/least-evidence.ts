import type { SparseMatrix } from './sparse-matrix';
import type { UserItems } from './user-items';

/** Common users that a pair may need; with Infinity no pair counts, and popularity is all. */
const CANDIDATES = [1, 2, 3, 5, Infinity];

/** Standard errors by which a number must be better than the default: 5 %, one-sided. */
const CERTAINTY = 1.645;

/** Places of a list that count. */
const LENGTH = 10;

/** How a model that is asked ranks, as far as common users say. */
export interface EvidenceModel {
  /** Common users that a pair needs where the data does not decide. */
  readonly usual: number;
  /** The most users whose latest item is asked for, spread evenly. */
  readonly questions: number;
  /** Items of a user that are asked at once. */
  readonly asked: number;
  /** Score of items i and j with n_ij common users, of n_i and n_j; 0 or less is no neighbour. */
  readonly score: (nij: number, ni: number, nj: number) => number;
}

/** All other items of the user, by their common users. */
const HISTORY: EvidenceModel = { usual: 3, questions: 1000, asked: Infinity, score: (nij) => nij };

/**
 * How many common users make evidence of a pair, rather than chance? Each user's latest item is left out, the other
 * items rank the rest by the sum of their scores, without this user, and popularity ranks what no pair reaches. The
 * answer is the number whose NDCG of ten is most certainly above that of the default: where histories are short and
 * customers differ, one common user is less than popularity; where they are alike, it is more. A few lucky users
 * decide nothing.
 *
 * @param entries - users, or orders, by items
 * @param common - n_ij by {@link commonUsers}
 */
export function leastEvidence(entries: UserItems, common: SparseMatrix, model = HISTORY): number {
  const { starts } = entries;
  const users = Uint32Array.from({ length: starts.length - 1 }, (_, user) => user).filter(
    (user) => starts[user + 1] - starts[user] >= 2,
  );
  const step = Math.ceil(users.length / model.questions);
  const candidates = [model.usual, ...CANDIDATES.filter((least) => least !== model.usual)];
  const sums = candidates.map(() => 0);
  const squares = candidates.map(() => 0);
  const gainOf = leaveOneOut(entries, common, model);
  for (let at = 0; at < users.length; at += step) {
    const gains = candidates.map((least) => gainOf(users[at], least));
    gains.forEach((gain, candidate) => {
      sums[candidate] += gain - gains[0];
      squares[candidate] += (gain - gains[0]) ** 2;
    });
  }
  // The standard error of a sum is about √Σd². The default has 0, and of equal ones the first is taken.
  const above = sums.map((sum, candidate) => sum - CERTAINTY * Math.sqrt(squares[candidate]));
  return candidates[above.indexOf(Math.max(...above))];
}

function leaveOneOut(
  { starts, columns, moments }: UserItems,
  common: SparseMatrix,
  { asked, score }: EvidenceModel,
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
    let left = asked;
    for (let entry = starts[user]; entry < starts[user + 1] && left > 0; entry++) {
      const item = columns[entry];
      if (item === target) continue;
      left--;
      for (let at = common.starts[item]; at < common.starts[item + 1]; at++) {
        const other = common.columns[at];
        const own = other === target ? 1 : 0;
        const users = common.values[at] - own;
        if (users < least || users === 0 || (isOwn[other] && other !== target)) continue;
        const gained = score(users, userCounts[item], userCounts[other] - own);
        if (gained <= 0) continue;
        if (sums[other] === 0) reached.push(other);
        sums[other] += gained;
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
