import { counted, measured, NO_LISTS, refusal, totalOf } from '../../../src/contracts/lists/compare-lists';
import type { Lists } from '../../../src/contracts/lists/manifest';

const lists = (more: Partial<Lists>): Lists => ({
  useCase: 'best-sellers',
  prefix: 'lists/r/',
  shards: 1,
  items: 100,
  empty: 0,
  coverage: 1,
  ...more,
});

describe('the measures of lists', () => {
  it('count lists, empty ones, and entries that are new', () => {
    const first = counted(NO_LISTS, ['a', 'b', 'c'], ['c', 'a', 'x']);
    const both = totalOf([first, counted(NO_LISTS, [], ['a']), counted(NO_LISTS, ['z'], undefined)]);
    expect(both).toEqual({ items: 3, empty: 1, compared: 3, fresh: 1 });
    expect(measured(both, 4)).toEqual({ items: 3, empty: 1, coverage: 0.5, changed: 1 / 3 });
  });

  it('say nothing of a change where nothing was before', () => {
    expect(measured(counted(NO_LISTS, ['a'], undefined), 1)).toEqual({ items: 1, empty: 0, coverage: 1 });
  });
});

describe('new lists', () => {
  it.each([
    ['all are empty', lists({ empty: 100 }), undefined, 'all of 100 lists of best-sellers are empty'],
    ['there are none', lists({ items: 0 }), undefined, 'all of 0 lists of best-sellers are empty'],
    [
      'there are less than half as many',
      lists({ items: 49 }),
      lists({}),
      'has 49 lists, before there were 100',
    ],
    [
      'many more of them are empty',
      lists({ filter: 'cheap', empty: 31 }),
      lists({ filter: 'cheap', empty: 10 }),
      '31 % of the lists of best-sellers with cheap are empty, before 10 % were',
    ],
  ])('are refused where %s', (_what, now, former, words) => {
    expect(refusal(now, former)).toContain(words);
  });

  it.each([
    ['a filter that leaves nothing', lists({ filter: 'none', empty: 100 }), undefined],
    ['other entries', lists({ changed: 1 }), lists({})],
    ['a catalogue of half the size', lists({ items: 50 }), lists({})],
  ])('are taken with %s', (_what, now, former) => {
    expect(refusal(now, former)).toBeUndefined();
  });
});
