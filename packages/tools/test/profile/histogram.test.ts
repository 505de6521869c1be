import { histogram } from '../../src/profile/histogram';

it('a histogram has bars of a round width, and counts every number once, whatever the numbers are', () => {
  const bins = histogram([0, 50, 100].map((value, at) => [value, at + 1] as const));
  expect(bins).toHaveLength(21);
  expect(bins.filter(({ count }) => count > 0)).toEqual([
    { from: 0, to: 5, count: 1 },
    { from: 50, to: 55, count: 2 },
    { from: 100, to: 105, count: 3 },
  ]);
  const numbers = [-3.7, 0.1, 0.2, 1e-9, 12, 1e7, -1e7].map((value) => [value, 3] as const);
  expect(histogram(numbers).reduce((sum, { count }) => sum + count, 0)).toBe(21);
  expect(histogram([])).toEqual([]);
});

it('a histogram has bars of whole numbers where it is told so, the last without an end for the few that are far out', () => {
  const bins = histogram([[1, 5], [2, 4], [3, 1]], 1); // oxfmt-ignore
  expect(bins.map(({ from, count }) => [from, count])).toEqual([[1, 5], [2, 4], [3, 1]]); // oxfmt-ignore
  const far = [1, 2, 1e6].map((value) => [value, value === 1 ? 990 : 5] as const);
  expect(histogram(far, 1)).toEqual([{ from: 1, to: Infinity, count: 1000 }]);
});
