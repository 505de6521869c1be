import {
  bestOf,
  CERTAINTY,
  choiceOf,
  firstTen,
  lowerBound,
  ndcg,
  type Candidate,
  type Choice,
} from './choice';
import type { HISTORY, Constants } from './constants';
import { eventWeights } from './event-weights';
import { heldOutRows, type HeldOutRows } from './held-out-rows';
import { historyWeigher, type WeightedHistory } from './history-weights';
import type { Interactions } from './interactions';
import { servedOf } from './learner';
import type { LinearModel } from './linear-model';
import { popularity, popularityWithout } from './popularity';
import { commonUsersOf, cosineOf } from './shrunk-cosine';
import type { SparseMatrix } from './sparse-matrix';
import { timeSlices } from './time-slices';
import type { UserItems } from './user-items';

/** Maximum number of users whose newest rows are predicted. */
const QUESTIONS = 1000;

/** Candidates for the minimum length of a history that the model is used for. */
const LENGTHS = [1, 2, 3, 5, 10, 20, 50];

/** Neighbours of an item that a model keeps. */
export const KEPT = 100;

/** Weights of the linear model and of the cosine, and the common users that a pair needs. */
export interface HistoryMix {
  readonly linear: number;
  readonly cosine: number;
  readonly leastUsers: number;
}

/** The first one is the default. */
const MIXES: readonly HistoryMix[] = [3, 1].flatMap((leastUsers) =>
  [
    { linear: 1, cosine: 0 },
    { linear: 1, cosine: 0.1 },
    { linear: 1, cosine: 0.3 },
    { linear: 1, cosine: 1 },
    { linear: 0, cosine: 1 },
  ].map((weights) => ({ ...weights, leastUsers })),
);

const nameOf = ({ linear, cosine, leastUsers }: HistoryMix): string => {
  const models = linear === 0 ? 'cosine' : cosine === 0 ? 'EASE' : `EASE + ${cosine} cosine`;
  return `${models}, from ${leastUsers} common user${leastUsers === 1 ? '' : 's'}`;
};

/** A mix, and the histories that it is used for. */
export interface HistoryChoice extends Choice {
  readonly mix: HistoryMix;
  /** Items that a history needs; shorter ones get popular items. Infinity if popularity is best for all. */
  readonly leastItems: number;
}

/** What the candidates are made of. */
export interface HistoryModels {
  readonly entries: UserItems;
  readonly linear: LinearModel;
  /** The largest {@link KEPT} weights of each item. */
  readonly weightsOf: (leastUsers: number) => SparseMatrix;
  readonly cosine: SparseMatrix;
}

/**
 * Which mix predicts the newest tenth of users' rows best, and how long must a history be for it to predict better than
 * popularity does? Another mix than the default must be significantly better than the default, and a mix must be significantly better
 * than popularity among users with histories of that length or more: without evidence, popularity ranks. Each user is left out of
 * the models exactly, so nothing is trained again.
 *
 * @see {@link lowerBound} for what is significant
 */
export async function chooseHistory(
  interactions: Interactions,
  models: HistoryModels,
  constants: Pick<Constants<typeof HISTORY>, 'ageDays' | 'self'>,
  signal?: AbortSignal,
): Promise<HistoryChoice> {
  const pause = timeSlices(signal);
  const candidates = MIXES.map((mix) => ({ mix, model: nameOf(mix), gains: [] as number[] }));
  const popular: Candidate & { gains: number[] } = { model: 'popularity', gains: [] };
  const lengths: number[] = [];
  const gainsOf = judge(interactions, models, constants);
  for (const question of heldOutRows(interactions, () => true, QUESTIONS)) {
    await pause();
    const found = gainsOf(question);
    if (!found) continue;
    lengths.push(found.length);
    popular.gains.push(found.popular);
    candidates.forEach(({ gains }, at) => gains.push(found.mixes[at]));
  }

  const [usual, ...others] = candidates;
  const best = bestOf([usual, ...others]);
  let leastItems = Infinity;
  let bound = 0;
  for (const length of LENGTHS) {
    const found = lowerBound(best.gains, popular.gains, CERTAINTY, (at) => lengths[at] >= length);
    if (found > bound) [leastItems, bound] = [length, found];
  }
  const served = {
    model: best.model,
    gains: best.gains.map((gain, at) => (lengths[at] >= leastItems ? gain : popular.gains[at])),
  };
  const choice =
    leastItems === Infinity
      ? choiceOf(popular, candidates)
      : choiceOf(served, [...candidates.filter((one) => one !== best), popular]);
  return { ...choice, mix: best.mix, leastItems };
}

/** A question's NDCG@10 by popularity and by each of {@link MIXES}, and the items of the history; undefined without an answer. */
function judge(
  interactions: Interactions,
  { entries, linear, weightsOf, cosine }: HistoryModels,
  { ageDays, self }: Pick<Constants<typeof HISTORY>, 'ageDays' | 'self'>,
): (
  question: HeldOutRows,
) => { readonly popular: number; readonly mixes: readonly number[]; readonly length: number } | undefined {
  const itemCount = interactions.itemIds.length;
  const { items, events, timestamps, eventTypes } = interactions;
  const weigh = historyWeigher(servedOf(interactions), ageDays);
  const popularWithout = popularityWithout(interactions, 'View', popularity(interactions, 'View').items);
  const isPurchase = eventWeights(eventTypes, { Purchase: 1 });
  const n = new Uint32Array(itemCount);
  for (const item of entries.columns) n[item]++;
  const weights = new Map(
    [...new Set(MIXES.map((mix) => mix.leastUsers))].map((least) => [least, weightsOf(least)]),
  );
  /** By entry of the cosine: common users, and the score without a user who has the row's item alone. */
  const common = new Uint32Array(cosine.values.length);
  const scoreWithout = new Float64Array(cosine.values.length);
  for (let item = 0; item < itemCount; item++)
    for (let at = cosine.starts[item]; at < cosine.starts[item + 1]; at++) {
      const other = cosine.columns[at];
      common[at] = commonUsersOf(cosine.values[at], n[item], n[other]);
      scoreWithout[at] = cosineOf(common[at], n[item] - 1, n[other]);
    }
  const isOwn = new Uint8Array(itemCount);
  /** Items with a score, in the order in which they were reached, and each one's place among them from 1. */
  const reached = new Uint32Array(itemCount);
  const placeOf = new Uint32Array(itemCount);
  /** By place: the scores of both models, the item's own weight, and their sum for a mix. */
  const byLinear = new Float64Array(itemCount);
  const byCosine = new Float64Array(itemCount);
  const itself = new Float64Array(itemCount);
  const p = new Float64Array(itemCount);

  /** Sums the scores of both models, without the user; returns the number of items that have any. */
  function reach(
    history: WeightedHistory,
    others: ReturnType<LinearModel['without']>,
    leastUsers: number,
  ): number {
    const B = weights.get(leastUsers)!;
    let count = 0;
    const place = (item: number): number => {
      if (placeOf[item] > 0) return placeOf[item] - 1;
      reached[count] = item;
      byLinear[count] = byCosine[count] = itself[count] = 0;
      placeOf[item] = ++count;
      return count - 1;
    };
    for (const [item, weight] of history) {
      itself[place(item)] = self * weight;
      for (let at = B.starts[item]; at < B.starts[item + 1]; at++) {
        const other = B.columns[at];
        if (isOwn[other] && others.commonUsers(item, other) < leastUsers) continue;
        const score = others.weight(item, other);
        if (isOwn[other] && Math.abs(score) < leastKept(B, item)) continue;
        byLinear[place(other)] += weight * score;
      }
      for (let at = cosine.starts[item]; at < cosine.starts[item + 1]; at++) {
        const other = cosine.columns[at];
        const users = common[at] - isOwn[other];
        if (users < leastUsers) continue;
        const score = isOwn[other] ? cosineOf(users, n[item] - 1, n[other] - 1) : scoreWithout[at];
        if (isOwn[other] && score < leastKept(cosine, item)) continue;
        byCosine[place(other)] += weight * score;
      }
    }
    for (let at = 0; at < count; at++) placeOf[reached[at]] = 0;
    return count;
  }

  return ({ user, known, later }) => {
    const bought = new Set<number>();
    for (const row of known) if (isPurchase[events[row]] > 0) bought.add(items[row]);
    const wanted = new Set<number>();
    for (const row of later) if (!bought.has(items[row])) wanted.add(items[row]);
    if (wanted.size === 0) return undefined;
    const gainOf = (count: number): number => {
      const scored = { items: reached.subarray(0, count), scores: p.subarray(0, count) };
      return ndcg(
        firstTen(scored, popular, (item) => bought.has(item)),
        wanted,
      );
    };
    const recent = Array.from(known, (row) => ({
      item: items[row],
      event: events[row],
      timestamp: timestamps[row],
    }));
    const history = weigh({ recent });
    const popular = popularWithout(known[0], later[later.length - 1] + 1);
    const byPopularity = gainOf(0);
    const own = entries.columns.subarray(entries.starts[user], entries.starts[user + 1]);
    const others = linear.without(own);
    for (const item of own) isOwn[item] = 1;
    const mixes: number[] = [];
    for (const leastUsers of weights.keys()) {
      const count = reach(history, others, leastUsers);
      MIXES.forEach((mix, at) => {
        if (mix.leastUsers !== leastUsers) return;
        for (let place = 0; place < count; place++)
          p[place] = mix.linear * byLinear[place] + mix.cosine * byCosine[place] + itself[place];
        mixes[at] = gainOf(count);
      });
    }
    for (const item of own) isOwn[item] = 0;
    return { popular: byPopularity, mixes, length: history.length };
  };
}

/** The value that a pair needs to stay in a row: without the user, a full row might keep another pair. */
const leastKept = ({ starts, values }: SparseMatrix, row: number): number =>
  starts[row + 1] - starts[row] < KEPT ? 0 : Math.abs(values[starts[row + 1] - 1]);
