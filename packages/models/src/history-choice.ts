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
import { HistoryParts, type HistoryModels } from './history-parts';
import { historyWeigher } from './history-weights';
import type { Interactions } from './interactions';
import { servedOf } from './learner';
import { popularity, popularityWithout } from './popularity';
import { timeSlices } from './time-slices';

/** Maximum number of users whose newest rows are predicted. */
const QUESTIONS = 1000;

/** Candidates for the minimum length of a history that the model is used for. */
const LENGTHS = [1, 2, 3, 5, 10, 20, 50];

/** Weights of the linear model and of the cosine, and the common users that a pair needs. */
export interface HistoryMix {
  readonly linear: number;
  readonly cosine: number;
  readonly leastUsers: number;
}

/** Common users that a pair may need. */
const LEAST_USERS = [3, 1];

/** The first one is the default. */
const MIXES: readonly HistoryMix[] = LEAST_USERS.flatMap((leastUsers) =>
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
  models: HistoryModels,
  { ageDays, self }: Pick<Constants<typeof HISTORY>, 'ageDays' | 'self'>,
): (
  question: HeldOutRows,
) => { readonly popular: number; readonly mixes: readonly number[]; readonly length: number } | undefined {
  const itemCount = interactions.itemIds.length;
  const { items, events, timestamps, eventTypes } = interactions;
  const weigh = historyWeigher(servedOf(interactions), ageDays);
  const popularWithout = popularityWithout(interactions, 'View', popularity(interactions, 'View').items);
  const isPurchase = eventWeights(eventTypes, { Purchase: 1 });
  const parts = new HistoryParts(models, itemCount, self);
  const p = new Float64Array(itemCount);

  return ({ user, known, later }) => {
    const bought = new Set<number>();
    for (const row of known) if (isPurchase[events[row]] > 0) bought.add(items[row]);
    const wanted = new Set<number>();
    for (const row of later) if (!bought.has(items[row])) wanted.add(items[row]);
    if (wanted.size === 0) return undefined;
    const popular = popularWithout(known[0], later[later.length - 1] + 1);
    const gainOf = (count: number): number => {
      const scored = { items: parts.items.subarray(0, count), scores: p.subarray(0, count) };
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
    const mixes: number[] = [];
    parts.forEach(user, history, LEAST_USERS, (leastUsers) => {
      const { count, byLinear, byCosine, itself } = parts;
      MIXES.forEach((mix, at) => {
        if (mix.leastUsers !== leastUsers) return;
        for (let place = 0; place < count; place++)
          p[place] = mix.linear * byLinear[place] + mix.cosine * byCosine[place] + itself[place];
        mixes[at] = gainOf(count);
      });
    });
    return { popular: gainOf(0), mixes, length: history.length };
  };
}
