import { memoryFiles, mapped } from './memory-shop';
import { readJoined } from '../../../src/data/mapping/joined-records';
import { TableCounts } from '../../../src/data/mapping/mapping-report';

/**
 * A shop in the format of Olist's export: order lines without customer and time, and a customer number that differs
 * in each order.
 */
const SHOP = {
  interactions: {
    ...{ files: 'order_items.csv', user: 'person', item: 'product_id', time: 'placed', order: 'order_id' },
    join: [
      { files: 'orders.csv', on: 'order_id', columns: ['customer_id', 'placed'] },
      { files: 'customers.jsonl', on: 'customer_id', columns: ['person'] },
    ],
    event: { constant: 'Purchase' },
    drop: [{ column: 'person', empty: true }],
  },
};
const FILES = {
  'order_items.csv': 'order_id,product_id\n1,a\n1,b\n2,a\n3,c\n',
  'orders.csv':
    'order_id,customer_id,placed\n1,k1,2020-01-01T00:00:00Z\n2,k2,2020-01-02T00:00:00Z\n9,k9,2020-01-03T00:00:00Z\n',
  'customers.jsonl': '{"customer_id":"k1","person":"ann"}\n{"customer_id":"k2","person":"ann"}\n',
};

it('records that are joined with other files get columns by an id, also by one that an earlier join has brought, with the files in any order', async () => {
  const { text, report } = await mapped('INTERACTIONS', SHOP, FILES);
  const turned = Object.fromEntries(Object.entries(FILES).reverse());
  expect(await mapped('INTERACTIONS', SHOP, turned)).toEqual({ text, report });
  expect(text).toBe(
    'ITEM_ID,USER_ID,EVENT_TYPE,ORDER_ID,TIMESTAMP\na,ann,Purchase,1,1577836800\nb,ann,Purchase,1,1577836800\n' +
      'a,ann,Purchase,2,1577923200\n',
  );
  expect(report).toMatchObject({ records: 4, rows: 3, dropped: { 'person is empty': 1 }, bad: [] });
});

it('records that are joined with other files are bad where a required value is missing for want of a row', async () => {
  const { interactions } = SHOP;
  const mapping = { interactions: { ...interactions, drop: undefined } };
  await expect(mapped('INTERACTIONS', mapping, FILES)).rejects.toThrow(
    /1 bad: .* is empty \(order_items\.csv, line 5\)|1 bad: placed cannot be read as iso \(order_items\.csv, line 5/,
  );
});

it('records that are joined with other files find the id under another name', async () => {
  const mapping = {
    ...SHOP,
    items: {
      ...{ files: 'products.csv', id: 'sku', category: 'title', price: 'price' },
      join: { files: 'groups.csv', on: 'group', id: 'key', columns: ['title'] },
    },
  };
  const files = { 'products.csv': 'sku,group,price\na,7,1\n', 'groups.csv': 'key,title,group\n7,Mugs,x\n' };
  expect((await mapped('ITEMS', mapping, files)).text).toBe('ITEM_ID,CATEGORY_L1,PRICE\na,Mugs,1\n');
});

it('records that are joined with other files count a second row of an id with other values as bad, and one with the same not', async () => {
  const twice = `${FILES['orders.csv']}1,k1,2020-01-01T00:00:00Z\n2,k1,2020-01-02T00:00:00Z\n`;
  const files = { ...FILES, 'orders.csv': twice };
  const { text, report } = await mapped('INTERACTIONS', SHOP, files, { maxBadRows: 1 });
  expect(text).toBe((await mapped('INTERACTIONS', SHOP, FILES)).text);
  const reason = 'is another row of its order_id, with other values';
  expect(report.bad).toEqual([{ reason, rows: 1, places: [{ file: 'orders.csv', line: 6 }] }]);
});

it('records that are joined with other files fail for more ids than memory has room for, with the way out', async () => {
  const [join] = SHOP.interactions.join;
  const counts = new TableCounts('INTERACTIONS', '');
  const reading = readJoined(memoryFiles(FILES), join, counts, { ids: 2, characters: 1e6 });
  await expect(reading).rejects.toThrow(
    'orders.csv is held in memory for the join on order_id, and has more than 2 ids',
  );
});

const from = (files: string, ...columns: string[]): object => ({ files, on: 'order_id', columns });
it.each([
  [{ on: 'order_id', columns: ['x'] }, '.files is missing'],
  [from('o.csv'), '.columns is [], allowed is a list'],
  [from('orders', 'x'), '.files does not say the format'],
  [[from('o.csv', 'x'), from('p.csv', 'x')], ' has the column x more than once'],
])('records that are joined with other files are refused where the join is %j', async (join, problem) => {
  const mapping = { interactions: { ...SHOP.interactions, join } };
  await expect(mapped('INTERACTIONS', mapping, FILES)).rejects.toThrow(`data.interactions.join${problem}`);
});
