import { userRows, type Interactions } from '@ecommerce-recommenders/models/interactions';
import type { Groups } from './groups';

/** Scores of all items as neighbours of an item. The array is reused. */
export type ItemScores = (item: number) => Float64Array;

/**
 * Score of a pair from counts over groups: n_ij groups contain both items, n_i and n_j contain either, and there are N in all.
 */
type PairFormula = (nij: number, ni: number, nj: number, N: number) => number;

/** Scores item pairs by a formula over counts. */
export function byCounts(groups: Groups, formula: PairFormula): ItemScores {
  const scores = new Float64Array(groups.itemCount);
  const N = groups.itemsOf.length;
  return (item) => {
    scores.fill(0);
    for (const group of groups.groupsOf[item]) for (const other of groups.itemsOf[group]) scores[other]++;
    const ni = groups.groupsOf[item].length;
    for (let other = 0; other < scores.length; other++)
      if (scores[other] > 0) scores[other] = formula(scores[other], ni, groups.groupsOf[other].length, N);
    scores[item] = 0;
    return scores;
  };
}

/** Published formulas. */
export const FORMULAS = {
  /** Number of groups that contain both. */
  coCounts: (): PairFormula => (nij) => nij,
  /** Sarwar et al. (2001); with shrinkage as in Bell, Koren (2007). */
  cosine:
    (lambda: number): PairFormula =>
    (nij, ni, nj) =>
      ((nij / Math.sqrt(ni * nj)) * nij) / (nij + lambda),
  jaccard: (): PairFormula => (nij, ni, nj) => nij / (ni + nj - nij),
  /** Dunning (1993). Pairs that occur together less often than by chance have no score. */
  logLikelihood: (): PairFormula => (nij, ni, nj, N) => {
    if (nij * N <= ni * nj) return 0;
    const term = (seen: number, a: number, b: number): number =>
      seen === 0 ? 0 : seen * Math.log((seen * N) / (a * b));
    return (
      2 *
      (term(nij, ni, nj) +
        term(ni - nij, ni, N - nj) +
        term(nj - nij, N - ni, nj) +
        term(N - ni - nj + nij, N - ni, N - nj))
    );
  },
};

/** RP3β of Paudel et al. (2017): the walk item → user → item, damped by popularity^β. */
export function randomWalk(groups: Groups, beta: number): ItemScores {
  const scores = new Float64Array(groups.itemCount);
  return (item) => {
    scores.fill(0);
    for (const group of groups.groupsOf[item]) {
      const items = groups.itemsOf[group];
      for (const other of items) scores[other] += 1 / items.length;
    }
    for (let other = 0; other < scores.length; other++)
      if (scores[other] > 0) scores[other] /= groups.groupsOf[other].length ** beta;
    scores[item] = 0;
    return scores;
  };
}

/**
 * Cosine of items by users, each user weighted by the inverse frequency of their items: log(items / (1 + n_u)).
 *
 * @see Salton, Buckley: Term-weighting approaches in automatic text retrieval (1988)
 */
export function tfIdf(groups: Groups): ItemScores {
  const { itemCount, itemsOf, groupsOf } = groups;
  const weights = itemsOf.map((items) => Math.log(itemCount / (1 + items.length)) ** 2);
  const norms = groupsOf.map((own) => Math.sqrt(own.reduce((sum, group) => sum + weights[group], 0)));
  const scores = new Float64Array(itemCount);
  return (item) => {
    scores.fill(0);
    for (const group of groupsOf[item]) for (const other of itemsOf[group]) scores[other] += weights[group];
    for (let other = 0; other < itemCount; other++)
      if (scores[other] > 0) scores[other] /= norms[item] * norms[other];
    scores[item] = 0;
    return scores;
  };
}

/** Published constants of BM25: how soon repetition saturates, and how much the length of a history counts. */
const BM25 = { k1: 1.2, b: 0.75 };

/**
 * Products of item vectors over users, weighted by BM25 with items as documents and users as words. Each user counts
 * by the inverse frequency of their items, and an item counts less the more users it has.
 *
 * @see Robertson, Zaragoza: The Probabilistic Relevance Framework (2009)
 */
export function bm25(groups: Groups): ItemScores {
  const { itemCount, itemsOf, groupsOf } = groups;
  const { k1, b } = BM25;
  const weights = itemsOf.map((items) => Math.log(itemCount / (1 + items.length)) ** 2);
  const known = groupsOf.filter((own) => own.length > 0);
  const meanUsers = known.reduce((sum, own) => sum + own.length, 0) / known.length;
  const damping = groupsOf.map((own) => (k1 + 1) / (k1 * (1 - b + (b * own.length) / meanUsers) + 1));
  const scores = new Float64Array(itemCount);
  return (item) => {
    scores.fill(0);
    for (const group of groupsOf[item]) for (const other of itemsOf[group]) scores[other] += weights[group];
    for (let other = 0; other < itemCount; other++) scores[other] *= damping[item] * damping[other];
    scores[item] = 0;
    return scores;
  };
}

const STEPS = 10;

/** Sequential rules of Ludewig, Jannach (2018): items that followed within ten steps, with weight 1 / steps. */
export function sequentialRules(interactions: Interactions): ItemScores {
  const { items, users, itemIds } = interactions;
  const rows = userRows(interactions);
  const scores = new Float64Array(itemIds.length);
  const places: number[][] = itemIds.map(() => []);
  items.forEach((item, row) => places[item].push(row));
  return (item) => {
    scores.fill(0);
    for (const row of places[item]) {
      const end = Math.min(rows[users[row] + 1], row + STEPS + 1);
      for (let next = row + 1; next < end; next++) scores[items[next]] += 1 / (next - row);
    }
    scores[item] = 0;
    return scores;
  };
}
