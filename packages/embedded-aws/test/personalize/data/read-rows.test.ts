import { Readable } from 'node:stream';
import { ITEMS_SCHEMA } from '@ecommerce-recommenders/shop-data/data/schemas';
import type { Interactions } from '@ecommerce-recommenders/models/interactions';
import { parseSchema } from '../../../src/services/personalize/data/parsed-schema';
import { readRows } from '../../../src/services/personalize/data/read-rows';
import { readInteractions } from '../../../src/services/personalize/data/read-interactions';
import { streamedEvent } from '../../../src/services/personalize/events/streamed-event';
import { refused } from '../../support/refused';
import { schemaOf } from '../support/schema-of';
import { itemsCsv } from '../support/shop-files';

const SCHEMA = parseSchema(JSON.stringify(ITEMS_SCHEMA), 'ECOMMERCE');
const file = (content: string) => ({
  name: 'items.csv',
  bytes: Buffer.byteLength(content),
  open: async () => Readable.from([Buffer.from(content)]),
});

describe('readRows', () => {
  it('gives every row of every file and where its columns are', async () => {
    let seen = 0;
    const files = [file(itemsCsv(20_000)), file(itemsCsv(10))];
    const count = (chunk: { readonly rows: number }, places: unknown): void => {
      expect(places).toEqual([0, 1, 2, 3, 4, 5]);
      seen += chunk.rows;
    };
    const rows = await readRows(files, SCHEMA, count, new AbortController().signal);
    expect([rows, seen]).toEqual([20_010, 20_010]);
  });

  it('lets others run between chunks, and stops when it is told to', async () => {
    const stop = new AbortController();
    let chunks = 0;
    const reading = readRows([file(itemsCsv(50_000))], SCHEMA, () => void chunks++, stop.signal);
    setImmediate(() => stop.abort());
    await refused(reading, 'AbortError');
    expect(chunks).toBeLessThan(3);
  });

  it('closes a file of which it does not read all', async () => {
    const body = Readable.from([Buffer.from('ITEM_ID\n'), Buffer.from('i\n')]);
    const files = [{ name: 'items.csv', open: async () => body }];
    const reading = readRows(files, SCHEMA, () => {}, new AbortController().signal);
    await expect(reading).rejects.toThrow('missing the following columns');
    expect(body.destroyed).toBe(true);
  });
});

const FIELDS = ['ITEM_ID string', 'USER_ID string', 'EVENT_TYPE string', 'TIMESTAMP long'];
const WITH_ORDER = [...FIELDS, 'ORDER_ID string?'];

/** A thousand views, and a purchase of each order; `''` is none. */
async function interactionsOf(fields: readonly string[], orders: readonly string[]): Promise<Interactions> {
  const lines = [
    'ITEM_ID,USER_ID,EVENT_TYPE,TIMESTAMP,ORDER_ID',
    ...Array.from({ length: 1000 }, (_, row) => `item-${row % 7},user,View,${row},`),
    ...orders.map((order, item) => `item-${item},user,Purchase,2000,${order}`),
  ];
  const files = [file(`${lines.join('\n')}\n`)];
  return (
    await readInteractions(files, schemaOf('Interactions', ...fields), new AbortController().signal)
  ).build();
}

const ordersOf = ({ orders, items, timestamps }: Interactions): (readonly [number, number | undefined])[] =>
  [...items.keys()].filter((row) => timestamps[row] === 2000).map((row) => [items[row], orders?.[row]]);

it('readInteractions reads the order of a purchase where the schema has ORDER_ID, and none where it is empty (PERSONALIZE-34)', async () => {
  const orders = ['b', 'a', '', 'b'];
  const numbered = [2, 1, 0, 2].map((order, item) => [item, order]);
  expect(ordersOf(await interactionsOf(WITH_ORDER, orders))).toEqual(numbered);
  expect((await interactionsOf(FIELDS, orders)).orders).toBeUndefined();
});

const event = (fields: readonly string[], properties: string) =>
  streamedEvent(
    { eventType: 'Purchase', itemId: 'item-1', sentAt: 1, properties },
    {
      where: 'eventList.1',
      source: { sessionId: 's', userId: 'u' },
      schema: schemaOf('Interactions', ...fields),
    },
  );

it('streamedEvent has the order that its properties name', () => {
  expect(event(WITH_ORDER, '{"orderId":"b"}')).toMatchObject({ orderId: 'b' });
  expect(event(WITH_ORDER, '{}')).not.toHaveProperty('orderId');
  expect(event(FIELDS, '{}')).not.toHaveProperty('orderId');
});
