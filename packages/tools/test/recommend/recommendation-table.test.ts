import { recommendationTable } from '../../src/recommend/recommendation-table';

const ITEMS = [
  { itemId: 'i2', name: 'Oak Board', category: 'kitchen', price: 9.5 },
  { itemId: 'i1', name: '\x1b[31mRed', category: 'kitchen', price: 1200 },
  { itemId: 'i3' },
];

const tableOf = (items: Parameters<typeof recommendationTable>[0], hasIds = false): string =>
  recommendationTable(items, { width: undefined, hasIds });
const cellsOf = (line: string): string[] => line.trim().split(/ {2,}/);

describe('a table of recommendations', () => {
  it('keeps the rank order, and has names, categories and prices', () => {
    expect(tableOf(ITEMS).split('\n').map(cellsOf)).toEqual([
      ['#', 'name', 'category', 'price'],
      ['1', 'Oak Board', 'kitchen', '9.50'],
      ['2', '\\u{1b}[31mRed', 'kitchen', '1200.00'],
      ['3', 'i3 (not in the current items file)'],
    ]);
  });

  it('has no column that no item has a value in', () => {
    const items = [
      { itemId: 'i1', name: 'Pan', price: 2 },
      { itemId: 'i2', name: 'Pot' },
    ];
    expect(tableOf(items).split('\n').map(cellsOf)).toEqual([
      ['#', 'name', 'price'],
      ['1', 'Pan', '2.00'],
      ['2', 'Pot'],
    ]);
  });

  it('has ids on demand, whole also where the terminal is narrow', () => {
    expect(
      tableOf(ITEMS, true)
        .split('\n')
        .map(cellsOf)
        .map((cells) => cells.at(-1)),
    ).toEqual(['item', 'i2', 'i1', 'i3']);
    const itemId = 'eab3d789-423e-40df-a3c1-7cce47d460fe';
    const table = recommendationTable([{ ...ITEMS[0], itemId }], { width: 60, hasIds: true });
    expect(table).toContain(itemId);
    expect(Math.max(...table.split('\n').map(({ length }) => length))).toBeLessThanOrEqual(60);
  });

  it.each(['itemId', 'name', 'category'])('spells out what a terminal would obey in the %s', (member) => {
    const hostile = { itemId: 'i1', name: 'Pan', category: 'c', price: 1, [member]: '\x1b[2J\r\n\u202e=1+1' };
    const table = tableOf([hostile], true);
    expect(table.split('\n')).toHaveLength(2);
    expect(table).toContain('\\u{1b}[2J\\u{d}\\u{a}\\u{202e}=1+1');
    expect(table.replaceAll('\n', '')).not.toMatch(/[\p{Cc}\p{Cf}]/u);
  });

  it('has ids alone where nothing is known of any item', () => {
    expect(
      tableOf([{ itemId: 'i3' }])
        .split('\n')
        .map(cellsOf),
    ).toEqual([
      ['#', 'item'],
      ['1', 'i3'],
    ]);
  });

  it('shows scores where there are some', () => {
    expect(tableOf([{ itemId: 'i1', score: 0.25 }])).toMatch(/score[^]*0\.2500/);
  });
});
