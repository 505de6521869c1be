import { readCsv } from '@ecommerce-recommenders/csv/read-csv';
import { ItemTable, type ShownColumns } from '../../../lambda/api/item-table';

const SHOWN: ShownColumns = {
  show: { name: 'NAME', image: 'IMAGE', link: 'LINK' },
  soldOut: { column: 'STOCK', values: ['0', ''] },
};
const HEADER = 'ITEM_ID,NAME,CATEGORY_L1,STOCK,IMAGE,LINK,PRICE';

async function tableOf(rows: readonly string[], shown = SHOWN): Promise<ItemTable> {
  const pieces = async function* (): AsyncGenerator<Buffer> {
    yield Buffer.from([HEADER, ...rows].join('\n') + '\n');
  };
  return ItemTable.read(await readCsv(pieces(), { file: 'items.csv', escape: '\\' }), shown);
}

describe('the table of items', () => {
  it('gives what an item has, and leaves out what it has not', async () => {
    const table = await tableOf([
      'a,"Soap, ""mild""",bath,1,https://shop.test/a.jpg,/a,2.50',
      'b,,bath,1,,,',
    ]);
    expect(table.detailsOf('a')).toEqual({
      name: 'Soap, "mild"',
      category: 'bath',
      price: 2.5,
      image: 'https://shop.test/a.jpg',
      link: '/a',
    });
    expect(table.detailsOf('b')).toEqual({ category: 'bath' });
    expect(table.detailsOf('c')).toEqual({});
  });

  it('gives no address that would run code, or lead to another host unasked', async () => {
    const addresses = ['javascript:alert(1),//elsewhere.test/a', 'data:text/html;x,b.html'];
    const table = await tableOf(addresses.map((both, at) => `${at},x,y,1,${both},1`));
    for (const id of ['0', '1']) expect(table.detailsOf(id)).toEqual({ name: 'x', category: 'y', price: 1 });
  });

  it('knows what is on sale: in the table, and with none of the values that say sold out', async () => {
    const table = await tableOf(['a,,,0,,,1', 'b,,,00,,,1', 'c,,,,,,1', 'd,,,7,,,1']);
    expect(['a', 'b', 'c', 'd', 'e'].filter((id) => table.isOnSale(id))).toEqual(['b', 'd']);
    expect(table.first(5)).toEqual(['b', 'd']);
    expect([table.has('a'), table.has('e')]).toEqual([true, false]);
    // One that describes the items of interactions alone takes any other for one on sale.
    const partial = await tableOf(['a,,,0,,,1', 'b,,,1,,,1'], { ...SHOWN, hasOtherItems: true });
    expect(['a', 'b', 'e'].filter((id) => partial.isOnSale(id))).toEqual(['b', 'e']);
    expect(partial.has('e')).toBe(true);
  });

  it('takes the last row of an item, as fresh data adds it', async () => {
    const table = await tableOf(['a,old,,1,,,1', 'b,,,1,,,1', 'a,new,,0,,,2']);
    expect(table.detailsOf('a')).toMatchObject({ name: 'new', price: 2 });
    expect(table.isOnSale('a')).toBe(false);
    expect(table.size).toBe(2);
  });

  it('grows with the catalogue', async () => {
    const row = (_: unknown, at: number): string => `i${at},${'name '.repeat(20)}${at},c,${at % 2},,,${at}`;
    const table = await tableOf(Array.from({ length: 5_000 }, row));
    expect(table.detailsOf('i4999')).toMatchObject({ price: 4999, name: `${'name '.repeat(20)}4999` });
    expect([table.isOnSale('i4999'), table.isOnSale('i4998')]).toEqual([true, false]);
  });

  it('shows columns that the shop names alone', async () => {
    const table = await tableOf(['a,Soap,bath,0,/i,/l,1'], { show: {}, currency: 'EUR' });
    expect(table.detailsOf('a')).toEqual({ category: 'bath', price: 1, currency: 'EUR' });
    expect(table.isOnSale('a')).toBe(true);
  });
});
