import { recommendationTable } from '../../cli/recommendation-table';

const ITEMS = [
  { itemId: 'i2', name: 'Oak Board', category: 'kitchen', price: 9.5 },
  { itemId: 'i1', name: '\x1b[31mRed', category: 'kitchen', price: 1200 },
  { itemId: 'i3' },
];

describe('a table of recommendations', () => {
  it('keeps the rank order and has no frame where nobody decorates it', () => {
    const lines = recommendationTable(ITEMS, false).split('\n');
    expect(lines[0].trim().split(/ +/)).toEqual(['#', 'item', 'name', 'category', 'price']);
    expect(lines.slice(1).map((line) => line.trim().split(/ +/).slice(0, 2))).toEqual([
      ['1', 'i2'],
      ['2', 'i1'],
      ['3', 'i3'],
    ]);
    expect(lines[1]).toMatch(/Oak Board +kitchen +9\.50/);
  });

  it('lets no control character of a name reach the terminal', () => {
    expect(recommendationTable(ITEMS, false)).not.toContain('\x1b');
  });

  it('says so when the items file lacks an item', () => {
    expect(recommendationTable(ITEMS, false)).toContain('(not in the current items file)');
  });

  it('shows scores where there are some', () => {
    expect(recommendationTable([{ itemId: 'i1', score: 0.25 }], false)).toMatch(/score[^]*0\.2500/);
  });
});
