import { recommendationTable } from '../../src/recommend/recommendation-table';

const ITEMS = [
  { itemId: 'i2', name: 'Oak Board', category: 'kitchen', price: 9.5 },
  { itemId: 'i1', name: '\x1b[31mRed', category: 'kitchen', price: 1200 },
  { itemId: 'i3' },
];

describe('a table of recommendations', () => {
  it('keeps the rank order and has no frame if undecorated', () => {
    const lines = recommendationTable(ITEMS, false).split('\n');
    expect(lines[0].trim().split(/ +/)).toEqual(['#', 'item', 'name', 'category', 'price']);
    expect(lines.slice(1).map((line) => line.trim().split(/ +/).slice(0, 2))).toEqual([
      ['1', 'i2'],
      ['2', 'i1'],
      ['3', 'i3'],
    ]);
    expect(lines[1]).toMatch(/Oak Board +kitchen +9\.50/);
  });

  it.each(['itemId', 'name', 'category'])('spells out what a terminal would obey in the %s', (member) => {
    const hostile = { itemId: 'i1', name: 'Pan', category: 'c', price: 1, [member]: '\x1b[2J\r\n\u202e=1+1' };
    const table = recommendationTable([hostile], false);
    expect(table.split('\n')).toHaveLength(2);
    expect(table).toContain('\\u{1b}[2J\\u{d}\\u{a}\\u{202e}=1+1');
    expect(table.replaceAll('\n', '')).not.toMatch(/[\p{Cc}\p{Cf}]/u);
  });

  it('says so when the items file lacks an item', () => {
    expect(recommendationTable(ITEMS, false)).toContain('(not in the current items file)');
  });

  it('has ids alone where nothing is known of any item', () => {
    const [head, row] = recommendationTable([{ itemId: 'i3' }], false).split('\n');
    expect(head.trim().split(/ +/)).toEqual(['#', 'item']);
    expect(row.trim().split(/ +/)).toEqual(['1', 'i3']);
  });

  it('shows scores where there are some', () => {
    expect(recommendationTable([{ itemId: 'i1', score: 0.25 }], false)).toMatch(/score[^]*0\.2500/);
  });
});
