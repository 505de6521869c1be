import { bestOf, choiceOf, firstTen, ndcg, type Choice, type ScoredItems } from './choice';
import type { Constants, SEQUENCE } from './constants';
import { heldOutRows } from './held-out-rows';
import type { Interactions } from './interactions';
import { popularity, popularityWithout } from './popularity';
import {
  ALPHA,
  closenessOf,
  LAMBDA,
  MOMENTS,
  sequenceNeighbours,
  sequenceWeight,
} from './sequence-neighbours';
import type { SparseMatrix } from './sparse-matrix';
import { timeSlices } from './time-slices';
import type { TrainingOptions } from './training-options';
import type { UserItems } from './user-items';
import { walkNeighbours, type Walk } from './walk-neighbours';

/** Maximum number of users whose newest views are predicted. */
const QUESTIONS = 1000;

/** Maximum number of an asked item's users that are read, sampled evenly. */
const USERS = 1000;

/** Models without a sequence, with settings of the literature. */
const WALKS = {
  'RP3β 0.2': { sizeDamping: 1, popularityDamping: 0.2, shrinkage: 0 },
  'RP3β 0.6': { sizeDamping: 1, popularityDamping: 0.6, shrinkage: 0 },
  cosine: { sizeDamping: 0, popularityDamping: 0.5, shrinkage: 20 },
  counts: { sizeDamping: 0, popularityDamping: 0, shrinkage: 0 },
} as const satisfies Record<string, Walk>;

type WalkName = keyof typeof WALKS;

/** A model of *Customers who viewed X also viewed*. */
export type ViewedModel = 'sequence' | WalkName;

const WALK_NAMES = Object.keys(WALKS) as WalkName[];

type Train = (
  r: UserItems,
  itemCount: number,
  options: TrainingOptions | undefined,
  constants: Constants<typeof SEQUENCE>,
) => Promise<SparseMatrix>;

/** Trains each model. */
export const VIEWED: Record<ViewedModel, Train> = {
  sequence: sequenceNeighbours,
  ...(Object.fromEntries(
    WALK_NAMES.map((name): [WalkName, Train] => [
      name,
      (r, itemCount, options) => walkNeighbours(r, itemCount, WALKS[name], options),
    ]),
  ) as Record<WalkName, Train>),
};

/**
 * Which model predicts the newest tenth of users' views best, from the item viewed before them? The sequence, unless another
 * is significantly better by {@link bestOf}. The scores of the asked item are computed without the user, so no model is
 * trained for the choice.
 *
 * @param views - weights by event type
 * @param r - views of users by items
 */
export async function chooseViewed(
  interactions: Interactions,
  views: Float64Array,
  r: UserItems,
  constants: Constants<typeof SEQUENCE>,
  signal?: AbortSignal,
): Promise<Choice & { readonly model: ViewedModel }> {
  const pause = timeSlices(signal);
  const { items } = interactions;
  const questions = heldOutRows(interactions, (event) => views[event] > 0, QUESTIONS).map(
    ({ user, known, later }) => {
      const asked = items[known[known.length - 1]];
      const wanted = new Set(Array.from(later, (row) => items[row]).filter((item) => item !== asked));
      return { user, asked, wanted, first: known[0], end: later[later.length - 1] + 1 };
    },
  );
  const answered = questions.filter(({ wanted }) => wanted.size > 0);
  const popularWithout = popularityWithout(interactions, 'View', popularity(interactions, 'View').items);
  const scoresFor = rowScores(
    r,
    new Set(answered.map(({ asked }) => asked)),
    interactions.itemIds.length,
    constants,
  );
  const candidates = (['sequence', ...WALK_NAMES] as const).map((model: ViewedModel) => ({
    model,
    gains: [] as number[],
  }));
  for (const { user, asked, wanted, first, end } of answered) {
    await pause();
    const popular = popularWithout(first, end);
    scoresFor(asked, user, (model, scored) =>
      candidates
        .find((candidate) => candidate.model === model)!
        .gains.push(
          ndcg(
            firstTen(scored, popular, (item) => item === asked),
            wanted,
          ),
        ),
    );
  }
  const [sequence, ...others] = candidates;
  const best = bestOf([sequence, ...others]);
  return {
    ...choiceOf(
      best,
      candidates.filter((candidate) => candidate !== best),
    ),
    model: best.model,
  };
}

/** Number of sums that the scores of a pair are made of. */
const SUMS = 4;

/** Gives the scores of an item for other items by each model, without a user; the scores are valid during the call. */
export function rowScores(
  { starts, columns, values: r, moments }: UserItems,
  asked: ReadonlySet<number>,
  itemCount: number,
  { decay, sizeDamping, popularityDamping }: Constants<typeof SEQUENCE>,
): (item: number, without: number, take: (model: ViewedModel, scored: ScoredItems) => void) => void {
  const n = new Uint32Array(itemCount);
  for (const item of columns) n[item]++;
  const mostUsers = n.reduce((most, users) => Math.max(most, users), 0);
  const entriesOf = new Map([...asked].map((item) => [item, [] as { user: number; entry: number }[]]));
  const seen = new Uint32Array(itemCount);
  for (let user = 0; user + 1 < starts.length; user++)
    for (let entry = starts[user]; entry < starts[user + 1]; entry++) {
      const item = columns[entry];
      if (!asked.has(item) || seen[item]++ % Math.ceil(n[item] / USERS) > 0) continue;
      entriesOf.get(item)!.push({ user, entry });
    }
  // Powers are slow.
  const closeness = Float64Array.from({ length: MOMENTS }, (_, d) => closenessOf(d, decay));
  const closenessAfter = (d: number): number => (d < 0 ? 0 : closeness[Math.min(d, MOMENTS - 1)]);
  const dampings = Float64Array.from({ length: MOMENTS }, (_, size) => sequenceWeight(1, size, sizeDamping));
  const weightOf = (entry: number, size: number): number =>
    r[entry] === 1 ? dampings[size] : sequenceWeight(r[entry], size, sizeDamping);
  const isOwn = new Uint8Array(itemCount);
  /** Items with a score, in the order in which they were reached, and each one's place among them from 1. */
  const reached = new Uint32Array(itemCount);
  const placeOf = new Uint32Array(itemCount);
  /** By place: f_ij, f_ji, common users and steps of a walk, side by side, since an entry adds to all four. */
  const sums = new Float64Array(SUMS * itemCount);
  const scores = new Float64Array(itemCount);
  const powers = new Map<number, Float64Array>();
  /** n^damping for each n up to the most users of an item. Powers are slow. */
  const powersOf = (damping: number): Float64Array => {
    const known =
      powers.get(damping) ?? Float64Array.from({ length: mostUsers + 1 }, (_, users) => users ** damping);
    powers.set(damping, known);
    return known;
  };

  return (item, without, take) => {
    const users = entriesOf.get(item)!.filter(({ user }) => user !== without);
    const scale = users.length === 0 ? 0 : (n[item] - 1) / users.length;
    let count = 0;
    for (const { user, entry } of users) {
      const size = starts[user + 1] - starts[user];
      const x = scale * weightOf(entry, size);
      const step = scale / size;
      const first = moments[entry] >>> 16;
      const last = moments[entry] & 0xffff;
      for (let other = starts[user]; other < starts[user + 1]; other++) {
        if (other === entry) continue;
        const j = columns[other];
        if (placeOf[j] === 0) {
          reached[count] = j;
          sums.fill(0, SUMS * count, SUMS * (count + 1));
          placeOf[j] = ++count;
        }
        const at = SUMS * (placeOf[j] - 1);
        const both = x * weightOf(other, size);
        sums[at] += both * closenessAfter(first - (moments[other] & 0xffff));
        sums[at + 1] += both * closenessAfter((moments[other] >>> 16) - last);
        sums[at + 2] += scale;
        sums[at + 3] += step;
      }
    }
    for (let entry = starts[without]; entry < starts[without + 1]; entry++) isOwn[columns[entry]] = 1;
    const usersOf = (j: number): number => Math.max(1, n[j] - isOwn[j]);
    const scored: ScoredItems = { items: reached.subarray(0, count), scores: scores.subarray(0, count) };
    const bySize = powersOf(popularityDamping);
    for (let place = 0; place < count; place++) {
      const forth = sums[SUMS * place];
      const back = sums[SUMS * place + 1];
      const all = forth + back;
      const popular = bySize[n[item] - 1] * bySize[usersOf(reached[place])];
      scores[place] = (((forth + ALPHA * back) / popular) * all) / (all + LAMBDA);
    }
    take('sequence', scored);
    for (const model of WALK_NAMES) {
      const walk = WALKS[model];
      const bySize = powersOf(walk.popularityDamping);
      const sum = walk.sizeDamping === 0 ? 2 : 3;
      for (let place = 0; place < count; place++) {
        const common = sums[SUMS * place + 2];
        const popular = bySize[n[item] - 1] * bySize[usersOf(reached[place])];
        scores[place] = ((sums[SUMS * place + sum] / popular) * common) / (common + walk.shrinkage);
      }
      take(model, scored);
    }
    for (let place = 0; place < count; place++) placeOf[reached[place]] = 0;
    for (let entry = starts[without]; entry < starts[without + 1]; entry++) isOwn[columns[entry]] = 0;
  };
}
