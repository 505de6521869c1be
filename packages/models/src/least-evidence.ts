import { CERTAINTY } from './choice';
import type { SparseMatrix } from './sparse-matrix';
import type { UserItems } from './user-items';

/** Candidates for the minimum number of common users. With Infinity no pair counts, and only popularity ranks. */
const CANDIDATES = [1, 2, 3, 5, Infinity];

/** Length of the lists that are compared. */
const LENGTH = 10;

/** How a model ranks by common users. */
export interface EvidenceModel {
  /** Default minimum of common users, unless another candidate is significantly better. */
  readonly usual: number;
  /** Maximum number of users whose latest item is predicted, sampled evenly. */
  readonly questions: number;
  /** Maximum number of a user's items from which is predicted. */
  readonly asked: number;
  /** Score of items i and j with n_ij common users, of n_i and n_j. With a score of 0 or less they are not neighbours. */
  readonly score: (nij: number, ni: number, nj: number) => number;
}

/**
 * How many common users does a pair need to be evidence rather than chance? Each user's latest item is held out. The user's other
 * items rank all items by the sum of their scores, which are computed without this user. Popularity ranks the items that no pair
 * reaches. The result is the candidate whose NDCG@10 has the highest lower confidence bound above the default's.
 *
 * With short histories of diverse customers, a single common user predicts worse than popularity; with similar customers, better.
 * The bound keeps a few lucky users from deciding.
 *
 * @param entries - users, or orders, by items
 * @param common - n_ij by {@link commonUsers}
 */
export function leastEvidence(entries: UserItems, common: SparseMatrix, model: EvidenceModel): number {
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
  // The standard error of a sum is about √Σd². The default's bound is 0; ties go to the first candidate.
  const above = sums.map((sum, candidate) => sum - CERTAINTY * Math.sqrt(squares[candidate]));
  return candidates[above.indexOf(Math.max(...above))];
}

function leaveOneOut(
  entries: UserItems,
  common: SparseMatrix,
  { asked, score }: EvidenceModel,
): (user: number, least: number) => number {
  const { starts, columns } = entries;
  const itemCount = common.starts.length - 1;
  const userCounts = new Uint32Array(itemCount);
  for (const item of columns) userCounts[item]++;
  const popular = Uint32Array.from(userCounts.keys()).sort((i, j) => userCounts[j] - userCounts[i] || i - j);
  const isOwn = new Uint8Array(itemCount);
  const sums = new Float64Array(itemCount);

  /** Returns the items that have a pair with one of the user's other items, and sets their {@link sums}. */
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

  /** Rank of the target from 0, at most {@link LENGTH}. */
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
    const target = latestItem(entries, user);
    for (const item of own) isOwn[item] = 1;
    const reached = reach(user, target, least);
    const place = placeOf(target, reached);
    for (const item of own) isOwn[item] = 0;
    for (const other of reached) sums[other] = 0;
    return place < LENGTH ? 1 / Math.log2(place + 2) : 0;
  };
}

function latestItem({ starts, columns, moments }: UserItems, user: number): number {
  let latest = starts[user];
  for (let entry = latest; entry < starts[user + 1]; entry++)
    if ((moments[entry] & 0xffff) < (moments[latest] & 0xffff)) latest = entry;
  return columns[latest];
}
