import { setImmediate } from 'node:timers/promises';
import { filledUp } from './filled-up';
import { historyScores } from './history-scores';
import { userRows, type Interactions } from './interactions';
import { LazyOrder } from './lazy-order';
import type { TrainingOptions } from './training-options';

/** The users of the training data, those first who care most for some items. */
export interface UserSegment {
  /** Dense user integers, each once. Lazy: stop after as many as needed. */
  readonly users: Iterable<number>;
  /** How many of the first {@link users} have a history that speaks for the items; the rest are padding, by activity. */
  readonly answered: number;
}

/** A trained model that finds users for items. Deterministic, as a recommender is. */
export interface UserSegments {
  /**
   * A segment for each set of items, in the given order. Takes a walk over all users, in slices.
   *
   * @param itemSets - integers of the training data, each once in a set
   * @throws the signal's reason if it aborts
   */
  segmentsOf(
    itemSets: readonly (readonly number[])[],
    signal?: AbortSignal,
  ): AsyncGenerator<UserSegment, void, void>;
}

/** Scores that are held at a time: 64 MB. */
const MAX_SCORES = 8e6;

/** A time slice, after which waiting requests are served. */
const SLICE_MS = 20;

/**
 * Which users will want an item of J next? Those whose history speaks for J more than for the rest, and who come often.
 * With p by {@link historyScores} and n_u the interactions of user u:
 *
 *     score_u = √n_u · Σ_{j ∈ J} p_uj / Σ_k p_uk
 *
 * The share alone would put a user with one view before a loyal one, p alone the busy one before the interested one: on the
 * sample archive the root ranks the users of held-out interactions best of both. Ties are broken by user id, and so are
 * those among users without a score, who follow by n_u.
 */
export async function userSegments(
  interactions: Interactions,
  options?: TrainingOptions,
): Promise<UserSegments> {
  const scoresFor = await historyScores(interactions, options);
  const userCount = interactions.userIds.length;
  const rows = userRows(interactions);
  const n = Uint32Array.from({ length: userCount }, (_, user) => rows[user + 1] - rows[user]);
  const byActivity = Uint32Array.from(n.keys()).sort((u, v) => n[v] - n[u] || u - v);

  /** Scores of all users, by set of items. */
  async function scoresOf(
    itemSets: readonly (readonly number[])[],
    signal?: AbortSignal,
  ): Promise<Float64Array[]> {
    const scores = itemSets.map(() => new Float64Array(userCount));
    const setsOf = new Map<number, number[]>();
    itemSets.forEach((items, set) => {
      for (const item of items) setsOf.set(item, [...(setsOf.get(item) ?? []), set]);
    });
    let sliceEnd = performance.now() + SLICE_MS;
    for (let user = 0; user < userCount; user++) {
      const { items, values, sum } = scoresFor({ user });
      const weight = Math.sqrt(n[user]) / sum;
      for (let at = 0; at < items.length; at++)
        for (const set of setsOf.get(items[at]) ?? []) scores[set][user] += weight * values[at];
      if (performance.now() < sliceEnd) continue;
      await setImmediate();
      signal?.throwIfAborted();
      sliceEnd = performance.now() + SLICE_MS;
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
