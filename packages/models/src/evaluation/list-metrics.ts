import type { Catalogue } from './catalogue';
import { LIST_LENGTHS, type ListLength, type Question } from './questions';

/** A metric of one list. */
export interface ListMetric {
  /** Column heading. */
  readonly title: string;
  /**
   * @param list - recommended items, best first, at most k
   * @param k - requested length
   */
  readonly of: (list: readonly string[], k: number, question: Question, catalogue: Catalogue) => number;
}

/**
 * Metrics averaged over lists. With W the wanted items, L the list, and hits those of L that are in W:
 *
 *     precision@k = |hits| / k                     recall@k = |hits| / |W|
 *     NDCG@k = Σ_hits 1 / log2(place + 1) / Σ_{place ≤ min(k, |W|)} 1 / log2(place + 1)
 *     MRR@k = 1 / place of the first hit           hit rate@k = 1 if there is a hit
 *     diversity@k = share of the pairs of L whose categories differ
 *     popularity@k = mean over L of an item's training interactions / their mean over the catalogue
 *
 * All except popularity range from 0 to 1. They are 0 for a list without hits or without pairs.
 *
 * @see Manning, Raghavan, Schütze: Introduction to Information Retrieval (2008), chapter 8, for precision and recall
 * @see Voorhees: The TREC-8 Question Answering Track Report (1999) for MRR
 * @see Deshpande, Karypis: Item-based Top-N Recommendation Algorithms (2004) for the hit rate
 * @see Järvelin, Kekäläinen: Cumulated gain-based evaluation of IR techniques (2002) for NDCG
 * @see Ziegler, McNee, Konstan, Lausen: Improving Recommendation Lists Through Topic Diversification (2005) for diversity
 * @see Yin, Cui, Li, Yao, Chen: Challenging the Long Tail Recommendation (2012) for popularity
 */
export const LIST_METRICS = {
  precision: { title: 'precision', of: (list, k, { wanted }) => hitsOf(list, wanted) / k },
  recall: { title: 'recall', of: (list, _k, { wanted }) => hitsOf(list, wanted) / wanted.size },
  ndcg: {
    title: 'NDCG',
    of: (list, k, { wanted }) =>
      gainOf(list.map((id) => wanted.has(id))) / gainOf(Array<boolean>(Math.min(k, wanted.size)).fill(true)),
  },
  mrr: {
    title: 'MRR',
    of: (list, _k, { wanted }) => {
      const first = list.findIndex((id) => wanted.has(id));
      return first < 0 ? 0 : 1 / (first + 1);
    },
  },
  hitRate: { title: 'hit rate', of: (list, _k, { wanted }) => Number(list.some((id) => wanted.has(id))) },
  diversity: {
    title: 'diversity',
    of: (list, _k, _question, { categories }) => {
      const counts = new Map<string | undefined, number>();
      let alike = 0;
      for (const category of list.map((id) => categories.get(id))) {
        const before = counts.get(category) ?? 0;
        alike += before;
        counts.set(category, before + 1);
      }
      return list.length < 2 ? 0 : 1 - alike / ((list.length * (list.length - 1)) / 2);
    },
  },
  popularity: {
    title: 'popularity',
    of: (list, _k, _question, { popularity }) =>
      list.reduce((sum, id) => sum + (popularity.get(id) ?? 0), 0) / Math.max(1, list.length),
  },
} as const satisfies Record<string, ListMetric>;

/** `precision`, `recall`, … */
export type ListMetricName = keyof typeof LIST_METRICS;

/** All names, in display order. */
export const LIST_METRIC_NAMES = Object.keys(LIST_METRICS) as ListMetricName[];

const hitsOf = (list: readonly string[], wanted: ReadonlySet<string>): number =>
  list.filter((id) => wanted.has(id)).length;

/** Discounted cumulative gain of a list. @param places - whether each place is a hit */
const gainOf = (places: readonly boolean[]): number =>
  places.reduce((sum, isHit, at) => (isHit ? sum + 1 / Math.log2(at + 2) : sum), 0);

/** Metrics of lists truncated to one length. */
export interface MeasuredLists {
  readonly length: ListLength;
  /** One value per list. */
  readonly values: Readonly<Record<ListMetricName, readonly number[]>>;
  /** Share of the catalogue that is in any of the lists. It grows with the number of lists. */
  readonly coverage: number;
}

/**
 * Measures lists at each length.
 *
 * @param lists - one per question, best first, without excluded items
 */
export function measureLists(
  questions: readonly Question[],
  lists: readonly (readonly string[])[],
  catalogue: Catalogue,
): MeasuredLists[] {
  return LIST_LENGTHS.map((length) => {
    const cut = lists.map((list) => list.slice(0, length));
    const values = LIST_METRIC_NAMES.map((name) => {
      const { of } = LIST_METRICS[name];
      return [name, cut.map((list, at) => of(list, length, questions[at], catalogue))] as const;
    });
    return {
      length,
      values: Object.fromEntries(values) as Record<ListMetricName, number[]>,
      coverage: new Set(cut.flat()).size / catalogue.itemIds.length,
    };
  });
}
