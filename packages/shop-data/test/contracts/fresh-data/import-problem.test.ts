import { importProblem } from '../../../src/contracts/fresh-data/import-problem';

const file = (rows: number, bytes = 0): { rows: number; bytes: number } => ({ rows, bytes });

it.each([
  ['999 interactions', 'archive', { INTERACTIONS: file(999) }, /999 .* needs 1,000; .*PutEvents/],
  ['999 more interactions', 'parts', { INTERACTIONS: file(999) }, /999 interactions/],
  ['no item', 'archive', { ITEMS: file(0) }, /no row of ITEMS/],
  ['more than a gigabyte more', 'parts', { ITEMS: file(1, 1e9 + 1) }, /ITEMS, and one import takes 1 GB/],
  ['more than a hundred', 'archive', { ITEMS: file(1, 1e11 + 1) }, /one import takes 100 GB/],
] as const)('an import has a problem with %s', (_what, kind, files, words) => {
  expect(importProblem(kind, files)).toMatch(words);
});

it('an import names the rows that were left out of too few interactions', () => {
  const problem = importProblem('parts', { INTERACTIONS: file(922) }, [
    [278, 'eventTypes does not map their type'],
    [0, 'held out'],
    [1_000, 'order is empty'],
  ]);
  expect(problem).toContain(
    'there are 922 interactions of 2,200 rows (278 left out: eventTypes does not map their type; 1,000 left out: order is empty), ' +
      'and an import needs 1,000',
  );
});

it('an import has none with what Personalize takes', () => {
  expect(importProblem('archive', { INTERACTIONS: file(1000, 1e11), ITEMS: file(1) })).toBeUndefined();
  expect(importProblem('parts', { USERS: file(1, 1e9) })).toBeUndefined();
});
