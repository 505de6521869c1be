import { counted, measured, NO_LISTS, refusal, totalOf } from '../../../src/contracts/lists/compare-lists';
import type { Lists } from '../../../src/contracts/lists/manifest';

const lists = (more: Partial<Lists>): Lists => ({
  useCase: 'best-sellers',
  ...{ prefix: 'lists/r/', shards: 1, items: 100, empty: 0, coverage: 1 },
  ...more,
});

it('the measures of lists count lists, empty ones, and entries that are new, if there were any before', () => {
  const first = counted(NO_LISTS, ['a', 'b', 'c'], ['c', 'a', 'x']);
  const both = totalOf([first, counted(NO_LISTS, [], ['a']), counted(NO_LISTS, ['z'], undefined)]);
  expect(both).toEqual({ items: 3, empty: 1, compared: 3, fresh: 1 });
  expect(measured(both, 4)).toEqual({ items: 3, empty: 1, coverage: 0.5, changed: 1 / 3 });
  expect(measured(counted(NO_LISTS, ['a'], undefined), 1)).toEqual({ items: 1, empty: 0, coverage: 1 });
});

it.each<[string, Partial<Lists>, Partial<Lists> | undefined, string]>([
  ['all are empty', { empty: 100 }, undefined, 'all of 100 lists of best-sellers are empty'],
  ['there are none', { items: 0 }, undefined, 'all of 0 lists of best-sellers are empty'],
  ['there are less than half as many', { items: 49 }, {}, 'has 49 lists, before there were 100'],
  ['many more of them are empty', { empty: 31 }, { empty: 10 }, 'are empty, before 10 % were'],
  ['of a filter', { filter: 'x', empty: 31 }, { filter: 'x' }, '31 % of the lists of best-sellers with'],
])('new lists are refused where %s', (_what, now, former, words) => {
  expect(refusal(lists(now), former && lists(former))).toContain(words);
});

it.each<[string, Partial<Lists>, Partial<Lists> | undefined]>([
  ['a filter that leaves nothing', { filter: 'none', empty: 100 }, undefined],
  ['other entries', { changed: 1 }, {}],
  ['a catalogue of half the size', { items: 50 }, {}],
])('new lists are taken with %s', (_what, now, former) => {
  expect(refusal(lists(now), former && lists(former))).toBeUndefined();
});
