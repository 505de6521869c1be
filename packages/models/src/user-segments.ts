import { filledUp } from './filled-up';
import { historyScorer, learnHistory, type HistoryNeighbours } from './history-scores';
import { userRows, type Interactions } from './interactions';
import { LazyOrder } from './lazy-order';
import { servedOf, type Learner, type ServedInteractions } from './learner';
import { timeSlices } from './time-slices';
import type { TrainingOptions } from './training-options';

/** The users of the training data, sorted by their interest in some items. */
export interface UserSegment {
  /** Dense user integers, each once. They are computed lazily, so stop after as many as needed. */
  readonly users: Iterable<number>;
  /** How many of the first {@link users} have a score for the items. The rest are padding, sorted by activity. */
  readonly answered: number;
}

/** A trained model that finds users for items. Deterministic, like a recommender. */
export interface UserSegments {
  /**
   * A segment for each set of items, in the given order. It scores all users, in time slices.
   *
   * @param itemSets - integers of the training data, each once per set
   * @throws the signal's reason if it aborts
   */
  segmentsOf(
    itemSets: readonly (readonly number[])[],
    signal?: AbortSignal,
  ): AsyncGenerator<UserSegment, void, void>;
}

/** Maximum number of scores in memory: 64 MB. */
const MAX_SCORES = 8e6;

/**
 * Which users will want an item of J next? Those whose history favors J over other items, and who visit often. With p
 * by {@link historyScorer} and n_u the interactions of user u:
 *
 *     score_u = √n_u · Σ_{j ∈ J} p_uj / Σ_k p_uk
 *
 * The share alone would prefer a user with one view to a loyal one, and p alone a busy user to an interested one. On
 * the sample archive, the square root ranks the users of held-out interactions better than either. Users without a
 * score follow, sorted by n_u. Ties are broken by user id.
 */
export async function userSegments(
  interactions: Interactions,
  options?: TrainingOptions,
): Promise<UserSegments> {
  return find(await learn(interactions, options), servedOf(interactions));
}

interface Learned {
  readonly neighbours: HistoryNeighbours;
  /** n_u of each user. */
  readonly n: Uint32Array;
  /** All users, by n_u. */
  readonly byActivity: Uint32Array;
}

/** {@link userSegments} in two steps. */
export const USER_SEGMENTS: Learner<Learned, UserSegments> = { learn, serve: find };

async function learn(interactions: Interactions, options?: TrainingOptions): Promise<Learned> {
  const neighbours = await learnHistory(interactions, options);
  const rows = userRows(interactions);
  const n = Uint32Array.from(interactions.userIds, (_, user) => rows[user + 1] - rows[user]);
  return { neighbours, n, byActivity: Uint32Array.from(n.keys()).sort((u, v) => n[v] - n[u] || u - v) };
}

function find({ neighbours, n, byActivity }: Learned, interactions: ServedInteractions): UserSegments {
  // The history is used even if popular items predict better, because it still tells which users want an item.
  const scoresFor = historyScorer(neighbours, interactions);
  const userCount = n.length;

  /** Scores of all users for each set of items. */
  async function scoresOf(
    itemSets: readonly (readonly number[])[],
    signal?: AbortSignal,
  ): Promise<Float64Array[]> {
    const scores = itemSets.map(() => new Float64Array(userCount));
    const setsOf = new Map<number, number[]>();
    itemSets.forEach((items, set) => {
      for (const item of items) setsOf.set(item, [...(setsOf.get(item) ?? []), set]);
    });
    const pause = timeSlices(signal);
    for (let user = 0; user < userCount; user++) {
      const { items, values, sum } = scoresFor({ user });
      const weight = Math.sqrt(n[user]) / sum;
      for (let at = 0; at < items.length; at++)
        for (const set of setsOf.get(items[at]) ?? []) scores[set][user] += weight * values[at];
      await pause();
    }
    return scores;
  }

  return {
    async *segmentsOf(itemSets, signal) {
      const setsAtOnce = Math.max(1, Math.floor(MAX_SCORES / Math.max(1, userCount)));
      for (let first = 0; first < itemSets.length; first += setsAtOnce)
        for (const scores of await scoresOf(itemSets.slice(first, first + setsAtOnce), signal))
          yield segmentOf(scores, byActivity);
    },
  };
}

function segmentOf(scores: Float64Array, byActivity: Uint32Array): UserSegment {
  const interested = Uint32Array.from(scores.keys()).filter((user) => scores[user] > 0);
  const order = new LazyOrder(
    interested,
    Float64Array.from(interested, (user) => scores[user]),
  );
  return { users: filledUp(placesOf(order), byActivity), answered: order.length };
}

const placesOf = (order: LazyOrder): Iterable<number> => ({
  *[Symbol.iterator]() {
    for (let place = 0; place < order.length; place++) yield order.itemAt(place);
  },
});
