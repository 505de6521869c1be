import { Readable } from 'node:stream';
import { parseSchema } from '../../../src/services/personalize/data/parsed-schema';
import { readInteractions } from '../../../src/services/personalize/data/read-interactions';
import { streamedEvent } from '../../../src/services/personalize/events/streamed-event';
import type { Interactions } from '@ecommerce-recommenders/models/interactions';

const FIELDS = [
  ...['ITEM_ID', 'USER_ID', 'EVENT_TYPE'].map((name) => ({ name, type: 'string' })),
  { name: 'TIMESTAMP', type: 'long' },
];
const ORDER = { name: 'ORDER_ID', type: ['null', 'string'] };

const schemaOf = (fields: readonly object[]) =>
  parseSchema(JSON.stringify({ type: 'record', name: 'Interactions', fields, version: '1.0' }), 'ECOMMERCE');

/** A thousand views, and a purchase of each order; `''` is none. */
async function interactionsOf(fields: readonly object[], orders: readonly string[]): Promise<Interactions> {
  const lines = [
    'ITEM_ID,USER_ID,EVENT_TYPE,TIMESTAMP,ORDER_ID',
    ...Array.from({ length: 1000 }, (_, row) => `item-${row % 7},user,View,${row},`),
    ...orders.map((order, item) => `item-${item},user,Purchase,2000,${order}`),
  ];
  const content = Buffer.from(`${lines.join('\n')}\n`);
  const file = { name: 'a.csv', bytes: content.length, open: async () => Readable.from([content]) };
  return (await readInteractions([file], schemaOf(fields), new AbortController().signal)).build();
}

const ordersOf = ({ orders, items, timestamps }: Interactions): (readonly [number, number | undefined])[] =>
  [...items.keys()].filter((row) => timestamps[row] === 2000).map((row) => [items[row], orders?.[row]]);

describe('readInteractions', () => {
  it('reads the order of a purchase where the schema has ORDER_ID, and none where it is empty (PERSONALIZE-34)', async () => {
    const orders = ['b', 'a', '', 'b'];
    const numbered = [2, 1, 0, 2].map((order, item) => [item, order]);
    expect(ordersOf(await interactionsOf([...FIELDS, ORDER], orders))).toEqual(numbered);
    expect((await interactionsOf(FIELDS, orders)).orders).toBeUndefined();
  });
});

describe('streamedEvent', () => {
  const event = (fields: readonly object[], properties: string) =>
    streamedEvent(
      { eventType: 'Purchase', itemId: 'item-1', sentAt: 1, properties },
      { where: 'eventList.1', source: { sessionId: 's', userId: 'u' }, schema: schemaOf(fields) },
    );

  it('has the order that its properties name', () => {
    expect(event([...FIELDS, ORDER], '{"orderId":"b"}')).toMatchObject({ orderId: 'b' });
    expect(event([...FIELDS, ORDER], '{}')).not.toHaveProperty('orderId');
    expect(event(FIELDS, '{}')).not.toHaveProperty('orderId');
  });
});
