import { recommendationTable } from '../../src/recommend/recommendation-table';

const ITEMS = [
  { itemId: 'i2', name: 'Oak Board', category: 'kitchen', price: 9.5 },
  { itemId: 'i1', name: '\x1b[31mRed', category: 'kitchen', price: 1200 },
  { itemId: 'i3' },
];

const tableOf = (items: Parameters<typeof recommendationTable>[0], hasIds = false, width?: number): string =>
  recommendationTable(items, { width, hasIds });
const cellsOf = (...given: Parameters<typeof tableOf>): string[][] =>
  tableOf(...given)
    .split('\n')
    .map((line) => line.trim().split(/ {2,}/));

it('a table of recommendations keeps the rank order, and has names, categories and prices', () => {
  expect(cellsOf(ITEMS)).toEqual([
    ['#', 'name', 'category', 'price'],
    ['1', 'Oak Board', 'kitchen', '9.50'],
    ['2', '\\u{1b}[31mRed', 'kitchen', '1200.00'],
    ['3', 'i3 (not in the current items file)'],
  ]);
});

it.each([
  [
    'no column that no item has a value in',
    { itemId: 'i1', name: 'Pan', price: 2 },
    '# name price',
    '1 Pan 2.00',
  ],
  ['ids alone where nothing is known of any item', { itemId: 'i3' }, '# item', '1 i3'],
  ['scores where there are some', { itemId: 'i1', score: 0.25 }, '# score item', '1 0.2500 i1'],
])('a table of recommendations has %s', (_, item, ...lines) => {
  expect(cellsOf([item]).map((cells) => cells.join(' '))).toEqual(lines);
});

it('a table of recommendations has ids on demand, whole also where the terminal is narrow', () => {
  expect(cellsOf(ITEMS, true).map((cells) => cells.at(-1))).toEqual(['item', 'i2', 'i1', 'i3']);
  const itemId = 'eab3d789-423e-40df-a3c1-7cce47d460fe';
  const table = tableOf([{ ...ITEMS[0], itemId }], true, 60);
  expect(table).toContain(itemId);
  expect(Math.max(...table.split('\n').map(({ length }) => length))).toBeLessThanOrEqual(60);
});

it.each(['itemId', 'name', 'category'])('a table of recommendations spells out a hostile %s', (member) => {
  const hostile = { itemId: 'i1', name: 'Pan', category: 'c', price: 1, [member]: '\x1b[2J\r\n\u202e=1+1' };
  const table = tableOf([hostile], true);
  expect(table.split('\n')).toHaveLength(2);
  expect(table).toContain('\\u{1b}[2J\\u{d}\\u{a}\\u{202e}=1+1');
  expect(table.replaceAll('\n', '')).not.toMatch(/[\p{Cc}\p{Cf}]/u);
});
