import type { Catalogue } from '../../src/evaluation/catalogue';
import { LIST_METRICS, type ListMetricName } from '../../src/evaluation/list-metrics';

const CATALOGUE: Catalogue = {
  itemIds: ['a', 'b', 'c', 'd', 'e'],
  categories: new Map(Object.entries({ a: 'shoes', b: 'shoes', c: 'hats', d: 'bags' })),
  popularity: new Map(Object.entries({ a: 3, b: 1.5, c: 0.5 })),
};

const valueOf = (metric: ListMetricName, list: string[], k: number, wanted: readonly string[]): number =>
  LIST_METRICS[metric].of(list, k, { userId: 'u', wanted: new Set(wanted), excluded: new Set() }, CATALOGUE);

// Computed by hand: b (rank 2), d (rank 4) and the missing x are relevant.
it.each([
  ['precision', 2 / 5],
  ['recall', 2 / 3],
  ['ndcg', (1 / Math.log2(3) + 1 / Math.log2(5)) / (1 + 1 / Math.log2(3) + 1 / 2)],
  ['mrr', 1 / 2],
  ['hitRate', 1],
  // One of the six pairs of shoes, shoes, hats and bags shares a category.
  ['diversity', 5 / 6],
  ['popularity', (3 + 1.5 + 0.5 + 0) / 4],
] as const)('metrics of a list have %s as computed by hand', (metric, expected) => {
  expect(valueOf(metric, ['a', 'b', 'c', 'd'], 5, ['b', 'd', 'x'])).toBeCloseTo(expected, 12);
});

it.each([
  ['wanted items alone', ['c', 'a'], 2, ['a', 'c'], [1, 1, 1, 1, 1, 1]],
  ['wanted items, though there are more', ['c', 'a'], 2, ['a', 'b', 'c', 'd'], [1, 1 / 2, 1, 1, 1, 1]],
  ['nothing', [], 5, ['a'], [0, 0, 0, 0, 0, 0]],
  ['no wanted item, all of one category', ['a', 'b'], 5, ['c'], [0, 0, 0, 0, 0, 0]],
])('metrics of a list are those of a list of %s', (_what, list, k, wanted, expected) => {
  const metrics = ['precision', 'recall', 'ndcg', 'mrr', 'hitRate', 'diversity'] as const;
  expect(valueOf('popularity', [], k, wanted)).toBe(0);
  expect(metrics.map((metric) => valueOf(metric, list, k, wanted))).toEqual(expected);
});
