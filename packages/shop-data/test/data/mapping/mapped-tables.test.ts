import { gzipSync } from 'node:zlib';
import { reportLines } from '../../../src/data/mapping/mapping-report';
import { mapped } from './memory-shop';

const ORDERS = {
  interactions: {
    ...{ files: 'orders.csv', user: 'customer', item: 'sku', order: 'invoice' },
    time: { column: 'placed', format: 'dd/MM/yyyy HH:mm', zone: 'Europe/London' },
    event: { constant: 'Purchase' },
    drop: [
      { column: 'invoice', startsWith: 'C' },
      { column: 'customer', empty: true },
      { column: 'quantity', atMost: 0 },
    ],
  },
  items: {
    ...{ files: 'orders.csv', id: 'sku', name: 'title', category: { constant: 'gifts' }, price: 'price' },
    columns: { TAGS: { from: 'tags', type: 'categorical', separator: ';' } },
  },
};

const HEADER = 'invoice,customer,sku,title,quantity,price,placed,tags\n';

const order = (...lines: string[]) => ({ 'orders.csv': `${HEADER}${lines.join('\n')}\n` });

/** Lines of one lamp each, bought at one time: `invoice,customer,sku`. */
const lamps = (...lines: string[]): Record<string, string> =>
  order(...lines.map((line) => `${line},Lamp,1,3.5,01/12/2010 08:26,`));

it('a table of order lines becomes purchases, in the zone of the shop, without the rows of its conditions, which are counted by the first that holds', async () => {
  const lines = order(
    'C1,,a,Lamp,-2,3.5,01/12/2010 08:26,',
    '2,,a,Lamp,1,3.5,01/12/2010 08:26,',
    '3,u1,a,Lamp,0,3.5,01/12/2010 08:26,',
    '4,u1,a,Lamp,2,3.5,01/12/2010 08:26,',
    '5,u1,b,"Cup, blue",1,2,01/07/2010 08:26,',
  );
  const { text, report } = await mapped('INTERACTIONS', ORDERS, lines);
  expect(text).toBe(
    'ITEM_ID,USER_ID,EVENT_TYPE,ORDER_ID,TIMESTAMP\na,u1,Purchase,4,1291191960\nb,u1,Purchase,5,1277969160\n',
  );
  const dropped = { 'invoice begins with C': 1, 'customer is empty': 1, 'quantity is 0 or less': 1 };
  expect(report).toMatchObject({ records: 5, rows: 2, dropped, bad: [] });
});

it('a table of order lines says how many records name no user, by a condition or for want of one', async () => {
  const lines = lamps('1,,a', '1,,b', '2,u1,a', 'C3,u1,a');
  const interactions = { ...ORDERS.interactions, drop: [ORDERS.interactions.drop[0]] };
  const { report } = await mapped('INTERACTIONS', ORDERS, lines);
  expect(report).toMatchObject({ rows: 1, withoutUser: 2 });
  expect(reportLines(report)).toContain('  2 of 3 interactions (67 %) name no user, and teach nothing');
  const bad = await mapped('INTERACTIONS', { interactions }, lines, { maxBadRows: 2 });
  expect(bad.report).toMatchObject({ rows: 1, withoutUser: 2, bad: [{ rows: 2 }] });
  const all = await mapped('INTERACTIONS', ORDERS, lamps('2,u1,a'));
  expect(all.report).not.toHaveProperty('withoutUser');
  expect(reportLines(all.report).join()).not.toContain('name no user');
});

it('a table of order lines has orders stand as users where rows have none, if the mapping says so', async () => {
  const drop = ORDERS.interactions.drop.filter(({ column }) => column !== 'customer');
  const interactions = { ...ORDERS.interactions, drop, orderAsUser: true };
  const lines = lamps('1,,a', '2,u1,a', 'C3,,a', ' ,,a');
  const users = (text: string): string[] => [...text.matchAll(/^a,([^,]*)/gm)].map(([, user]) => user);
  const { text, report } = await mapped('INTERACTIONS', { interactions }, lines, { maxBadRows: 1 });
  expect(users(text)).toEqual(['order:1', 'u1']);
  // A row with neither user nor order is bad.
  expect(report).toMatchObject({ withoutUser: 1, bad: [{ reason: 'customer is empty', rows: 1 }] });
  const hashing = { interactions: { ...interactions, hashUsers: true } };
  const hashed = await mapped('INTERACTIONS', hashing, lines, { maxBadRows: 1 });
  for (const user of users(hashed.text)) expect(user).toMatch(/^[0-9a-f]{64}$/);
});

it('a table of order lines becomes one row an item, with the most frequent name, the median price and all categories', async () => {
  const lines = order(
    '1,u1,a,LAMP,2,9,01/12/2010 08:26,red; blue;red',
    '2,u2,a,Lamp,2,1,01/12/2010 08:26,red; blue',
    '3,u3,a,Lamp,2,2,01/12/2010 08:26,',
    '3,u3,b,Cup,2,4,01/12/2010 08:26,',
    '4,u3,b,,2,6,01/12/2010 08:26,',
  );
  const { text } = await mapped('ITEMS', ORDERS, lines);
  expect(text).toBe('ITEM_ID,NAME,CATEGORY_L1,TAGS,PRICE\na,Lamp,gifts,red|blue,2\nb,Cup,gifts,,4\n');
});

it('a table of order lines gives what is shown of items, of each the newest value that is there, and of the same time the last', async () => {
  const shown = { name: 'title', price: 'price' };
  const shop = { interactions: { ...ORDERS.interactions, shown } };
  const lines = order(
    '1,u1,a,New lamp,1,9,02/12/2010 08:26,',
    '2,u1,a,Lamp,1,8,01/12/2010 08:26,',
    '3,u1,a,,1,0,03/12/2010 08:26,',
    '4,u1,b,Cup,1,,01/12/2010 08:26,',
    '5,u1,b,"Cup, blue",1,-1,01/12/2010 08:26,',
    'C6,u1,b,Returned,1,7,09/12/2010 08:26,',
  );
  const { text, report } = await mapped('ITEMS', shop, lines);
  expect(text).toBe('ITEM_ID,NAME,PRICE\na,New lamp,9\nb,"Cup, blue",\n');
  expect(report).toMatchObject({ records: 6, rows: 2, dropped: { 'invoice begins with C': 1 }, bad: [] });
});

it('a table of order lines fails with the bad rows by reason and with their places', async () => {
  const bad = order(
    '1,u1,a,Lamp,2,3.5,2010-12-01,',
    '2,u1,a,Lamp,two,3.5,01/12/2010 08:26,',
    '3,u1,,Lamp,2,3.5,01/12/2010 08:26,',
    '4,u1,a',
  );
  await expect(mapped('INTERACTIONS', ORDERS, bad, { maxBadRows: 3 })).rejects.toThrow(
    [
      '4 rows cannot be read, allowed are 3 (maxBadRows):',
      '  1 bad: placed cannot be read as dd/MM/yyyy HH:mm (orders.csv, line 2: "2010-12-01")',
      '  1 bad: quantity cannot be read as a number (orders.csv, line 3: "two")',
      '  1 bad: sku is empty (orders.csv, line 4)',
      '  1 bad: has 3 values instead of 8 (orders.csv, line 5)',
    ].join('\n'),
  );
  const { report } = await mapped('INTERACTIONS', ORDERS, bad, { maxBadRows: 4 });
  expect(report).toMatchObject({ records: 4, rows: 0 });
});

const NO_PRICE = order('1,u1,a,Lamp,2,3.5,01/12/2010 08:26,', '1,u1,b,Cup,2,,01/12/2010 08:26,');
const comments = '# ---\n# Account: Shop, Ltd\n\n';
const commented = `${comments}${order('1,u1,a,Lamp,2,3.5,01/12/2010 08:26,', '2,u1,b,Cup,1,2,never,')['orders.csv']}`;
it.each<[string, 'INTERACTIONS' | 'ITEMS', Record<string, string>, string]>([
  [
    'a time, whose line counts the comments above the names',
    'INTERACTIONS',
    { 'orders.csv': commented },
    'orders.csv, line 6: "never"',
  ],
  [
    'a column',
    'INTERACTIONS',
    { 'orders.csv': 'a,b\n1,2\n' },
    'line 1: lacks the column invoice; it has a, b',
  ],
  [
    'a file',
    'INTERACTIONS',
    { 'order.csv': HEADER },
    'the archive has no file that matches orders.csv; it has order.csv',
  ],
  ['a price', 'ITEMS', NO_PRICE, 'no record of the id has a value in price (orders.csv, line 3: "b")'],
])('order lines fail for want of %s, and say where or what there is', async (_what, type, files, message) => {
  await expect(mapped(type, ORDERS, files)).rejects.toThrow(message);
});

const CLICKS = {
  interactions: {
    ...{ files: ['clicks/*.csv'], delimiter: ';', user: 'visitor', item: 'product', event: 'what' },
    time: { column: ['year', 'month', 'day'], format: 'y-M-d', sequence: 'nr' },
    columns: { PRICE_SEEN: { from: 'price', type: 'float' } },
  },
};

const CLICKS_HEADER = 'visitor;product;year;month;day;nr;what;price\n';

it('a table of clicks has all files of its glob, packed or not, their number in place of a clock, a column of its own before the time, and no type without a target', async () => {
  const mapping = { interactions: { ...CLICKS.interactions, decimalComma: true } };
  const clicks = `${CLICKS_HEADER}7;A;2008;4;1;3;seen;1.250,5 €\n7;A;2008;4;1;4;scrolled;x\n`;
  const more = `${CLICKS_HEADER}8;B;2008;4;1;0;seen;1\n`;
  const files = { 'clicks/1.csv.gz': gzipSync(clicks), 'clicks/2.csv': more, 'other/3.csv': clicks };
  const { text, report } = await mapped('INTERACTIONS', mapping, files);
  expect(text).toBe(
    'ITEM_ID,USER_ID,EVENT_TYPE,PRICE_SEEN,TIMESTAMP\nA,7,seen,1250.5,1207008003\nB,8,seen,1,1207008000\n',
  );
  const dropped = { 'what is scrolled, which eventTypes does not map': 1 };
  expect(report).toMatchObject({ rows: 2, dropped });
});

it.each<[string, 'utf-16le' | 'latin1', BufferEncoding, string]>([
  ['UTF-16 with a byte order mark', 'latin1', 'utf16le', '\ufeff'],
  ['UTF-16 that the mapping says', 'utf-16le', 'utf16le', ''],
  ['Latin-1', 'latin1', 'latin1', ''],
  ['UTF-8 with a byte order mark', 'latin1', 'utf8', '\ufeff'],
])('a table of clicks is read as %s', async (_, encoding, written, mark) => {
  const { files, delimiter, user, item, event } = CLICKS.interactions;
  const time = { column: 'time', format: 'seconds' };
  const mapping = { interactions: { files, delimiter, user, item, event, time, encoding } };
  const content = Buffer.from(`${mark}visitor;product;time;what\nü;A;1;seen\n`, written);
  const { text } = await mapped('INTERACTIONS', mapping, { 'clicks/1.csv': content });
  expect(text).toContain('A,ü,seen,1\n');
});

const ANALYTICS = {
  interactions: {
    ...{ files: '*.jsonl', unroll: 'items', user: 'user.id', item: 'items[].item_id', event: 'event_name' },
    time: { column: 'event_timestamp', format: 'microseconds' },
  },
};

const event = (value: object): string => `${JSON.stringify(value)}\n`;
const SEEN = { user: { id: 17 }, event_timestamp: '1604275200000000', event_name: 'seen' };

it('JSON Lines become a row an element of the list, and have bad rows for lines that are no object, and for ids past the numbers of JSON', async () => {
  const both = event({ ...SEEN, items: [{ item_id: 'a' }, { item_id: 'b' }] });
  const good = both + event({ ...SEEN, items: [] });
  const { text } = await mapped('INTERACTIONS', ANALYTICS, { 'ga4.jsonl': good });
  expect(text).toBe('ITEM_ID,USER_ID,EVENT_TYPE,TIMESTAMP\na,17,seen,1604275200\nb,17,seen,1604275200\n');
  const tooLarge = both.replace('"id":17', '"id":90071992547409931');
  await expect(mapped('INTERACTIONS', ANALYTICS, { 'ga4.jsonl': `${both}[1]\n${tooLarge}` })).rejects.toThrow(
    /is no JSON object \(ga4\.jsonl, line 2\)\n.*user\.id is a whole number past 2\^53/,
  );
});
