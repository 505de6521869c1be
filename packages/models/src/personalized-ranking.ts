import { historyScorer, learnHistory, type HistoryNeighbours } from './history-scores';
import type { Interactions } from './interactions';
import { servedOf, type Learner, type ServedInteractions } from './learner';
import type { Query } from './recommender';
import type { TrainingOptions } from './training-options';

/**
 * Weight of popularity relative to the history. It orders the items without a score, and affects others very little:
 * on the sample archive, all weights from 0.001 to 0.1 rank held-out items equally well.
 */
const POPULARITY = 0.01;

/** Given items that are sorted for a user. */
export interface ItemRanking {
  /** The requested items, each once, best first. */
  readonly items: Uint32Array;
  /** Scores by place. They descend, are positive, and sum to 1. */
  readonly scores: Float64Array;
}

/** A trained model that sorts given items. Deterministic, like a recommender. */
export interface ItemRanker {
  /** @param items - integers of the training data; repeated items count once */
  rankItems(items: Iterable<number>, query: Query): ItemRanking;
}

/**
 * In which order will user u want the given items I? They are ranked by the user's history, and a little by popularity. With p_j
 * by {@link historyScorer} and n_j the interactions with item j:
 *
 *     q_j = p_j / Σ_k p_k + 0.01 · n_j / Σ_k n_k
 *     score_j = q_j / Σ_{i ∈ I} q_i
 *
 * Ties are broken by item id. For a user without history, and if the training chose popular items, q_j is only popularity.
 */
export async function personalizedRanking(
  interactions: Interactions,
  options?: TrainingOptions,
): Promise<ItemRanker> {
  return rank(await learn(interactions, options), servedOf(interactions));
}

interface Learned {
  readonly neighbours: HistoryNeighbours;
  /** n_j / Σ_k n_k of each item. */
  readonly popular: Float64Array;
}

/** {@link personalizedRanking} in two steps. */
export const PERSONALIZED_RANKING: Learner<Learned, ItemRanker> = { learn, serve: rank };

async function learn(interactions: Interactions, options?: TrainingOptions): Promise<Learned> {
  return { neighbours: await learnHistory(interactions, options), popular: popularShares(interactions) };
}

function rank({ neighbours, popular }: Learned, interactions: ServedInteractions): ItemRanker {
  const scoresFor = historyScorer(neighbours, interactions);
  const q = new Float64Array(interactions.itemIds.length);
  return {
    rankItems(asked, query) {
      const { items: known, values, sum } = scoresFor(query);
      // If popular items predict better than any history, they also order given items better.
      const count = neighbours.choice.isPopular ? 0 : known.length;
      for (let at = 0; at < count; at++) q[known[at]] = values[at] / sum;
      const all = Uint32Array.from(new Set(asked));
      const scoreOf = (item: number): number => q[item] + POPULARITY * popular[item];
      const items = all.sort((i, j) => scoreOf(j) - scoreOf(i) || i - j);
      const scores = Float64Array.from(items, scoreOf);
      for (const item of known) q[item] = 0;
      const total = scores.reduce((whole, score) => whole + score, 0);
      return { items, scores: scores.map((score) => score / total) };
    },
  };
}

function popularShares({ itemIds, items }: Interactions): Float64Array {
  const shares = new Float64Array(itemIds.length);
  for (const item of items) shares[item] += 1 / items.length;
  return shares;
}
