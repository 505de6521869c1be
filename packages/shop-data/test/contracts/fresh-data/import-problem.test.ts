import { importProblem } from '../../../src/contracts/fresh-data/import-problem';

const file = (rows: number, bytes = 0): { rows: number; bytes: number } => ({
  rows,
  bytes,
});

describe('an import', () => {
  it.each([
    [
      '999 interactions',
      'archive',
      { INTERACTIONS: file(999) },
      /999 interactions, .* needs 1,000; .*PutEvents/,
    ],
    ['999 more interactions', 'parts', { INTERACTIONS: file(999) }, /999 interactions/],
    ['no item', 'archive', { ITEMS: file(0) }, /no row of ITEMS/],
    [
      'more than a gigabyte in addition',
      'parts',
      { ITEMS: file(1, 1e9 + 1) },
      /ITEMS, and one import takes 1 GB/,
    ],
    ['more than a hundred gigabytes', 'archive', { ITEMS: file(1, 1e11 + 1) }, /one import takes 100 GB/],
  ] as const)('has a problem with %s', (_what, kind, files, words) => {
    expect(importProblem(kind, files)).toMatch(words);
  });

  it('has none with what Personalize takes', () => {
    expect(importProblem('archive', { INTERACTIONS: file(1000, 1e11), ITEMS: file(1) })).toBeUndefined();
    expect(importProblem('parts', { USERS: file(1, 1e9) })).toBeUndefined();
  });
});
