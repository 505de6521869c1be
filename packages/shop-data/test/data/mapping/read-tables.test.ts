import { text } from 'node:stream/consumers';
import type { ShopFiles } from '../../../src/data/files/shop-files';
import { mappedTables } from '../../../src/data/mapping/mapped-tables';
import { parseMapping } from '../../../src/data/mapping/parse-mapping';
import { memoryFiles } from './memory-shop';

const ORDERS = {
  interactions: {
    ...{ files: 'orders.csv', user: 'customer', item: 'sku', event: { constant: 'Purchase' } },
    time: { column: 'placed', format: 'seconds' },
  },
  items: { files: 'orders.csv', id: 'sku', category: { constant: 'all' }, price: 'price' },
  users: { files: 'users.csv', id: 'id', columns: { COUNTRY: { from: 'country', type: 'categorical' } } },
};

const FILES = {
  'orders.csv': 'customer,sku,placed,price\nu1,a,1000000000,3\nu2,b,1000000001,4\n',
  'users.csv': 'id,country\nu1,KR\nu2,UK\n',
  'orders.old': 'x',
};

/** The tables of a shop, with a count of how often its files were read from the start. */
function shop(mapping: object, files: Readonly<Record<string, string>>) {
  const memory = memoryFiles(files);
  let passes = 0;
  const counted: ShopFiles = { ...memory, all: () => (passes++, memory.all()) };
  const options = { mapping: parseMapping(mapping), eventTypes: {}, maxBadRows: 0 };
  const tables = mappedTables({ files: counted, ...options });
  return { ...tables, passes: () => passes };
}

const ALL = { INTERACTIONS: text, ITEMS: text, USERS: text };

const TABLES = {
  INTERACTIONS: 'ITEM_ID,USER_ID,EVENT_TYPE,TIMESTAMP\na,u1,Purchase,1000000000\nb,u2,Purchase,1000000001\n',
  ITEMS: 'ITEM_ID,CATEGORY_L1,PRICE\na,all,3\nb,all,4\n',
  USERS: 'USER_ID,COUNTRY\nu1,KR\nu2,UK\n',
};

it('the tables of a shop are read in one pass over its files', async () => {
  const { readTables, passes, reports } = shop(ORDERS, FILES);
  expect(await readTables(ALL)).toEqual(TABLES);
  expect(passes()).toBe(1);
  const rows = reports().map(({ type, rows }) => `${type} ${rows}`);
  expect(rows).toEqual(['INTERACTIONS 2', 'ITEMS 2', 'USERS 2']);
});

it('the tables of a shop are read in as many passes as there are ways in which they are written', async () => {
  const items = { ...ORDERS.items, files: 'items.csv', delimiter: ';', id: 'sku' };
  const files = { ...FILES, 'items.csv': 'sku;price\na;3\nb;4\n' };
  const { readTables, passes } = shop({ ...ORDERS, items }, files);
  expect(await readTables(ALL)).toEqual(TABLES);
  expect(passes()).toBe(2);
});

it('the tables of a shop are read whoever of their readers stops early, or reads nothing', async () => {
  const first = async (pieces: AsyncIterable<Buffer>): Promise<string> => {
    for await (const piece of pieces) return piece.toString();
    return '';
  };
  const readers = { INTERACTIONS: first, ITEMS: async () => 'nothing', USERS: text };
  const INTERACTIONS = 'ITEM_ID,USER_ID,EVENT_TYPE,TIMESTAMP\n';
  const read = await shop(ORDERS, FILES).readTables(readers);
  expect(read).toEqual({ ...TABLES, INTERACTIONS, ITEMS: 'nothing' });
});

it('the tables of a shop fail with the error of the reader that fails, once the others have ended', async () => {
  const { readTables } = shop(ORDERS, FILES);
  const ended: string[] = [];
  const failing = async (pieces: AsyncIterable<Buffer>): Promise<void> => {
    for await (const piece of pieces) if (piece.includes('u2')) throw new Error('no room');
  };
  const other = (pieces: AsyncIterable<Buffer>): Promise<string> =>
    text(pieces).catch((error: Error) => {
      ended.push(error.message);
      throw error;
    });
  const reading = readTables({ INTERACTIONS: failing, ITEMS: other, USERS: other });
  await expect(reading).rejects.toThrow('no room');
  expect(ended).toEqual(['no room', 'no room']);
});

it('the tables of a shop fail where a file cannot be read further', async () => {
  const files = { ...FILES, 'users.csv': 'id,country\nu1,"KR\n' };
  await expect(shop(ORDERS, files).readTables(ALL)).rejects.toThrow(
    'users.csv, line 2: has a quote that is never closed',
  );
});

it('the tables of a shop fail for bad rows in the order of the tables', async () => {
  const files = { ...FILES, 'orders.csv': 'customer,sku,placed,price\nu1,a,never,much\n' };
  const { readTables, openTable } = shop(ORDERS, files);
  const alone = await text(await openTable('INTERACTIONS')).catch((error: Error) => error.message);
  expect(alone).toContain('placed cannot be read as seconds (orders.csv, line 2: "never")');
  await expect(readTables(ALL)).rejects.toThrow(new Error(alone));
});
