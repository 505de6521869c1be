import type { Interactions } from '../src/interactions';
import { InteractionsBuilder } from '../src/interactions-builder';
import { interactionsOf, randomRows, rowsOf, shuffled, type Row } from '../../../test/support/interactions';

const rowsIn = (data: Interactions): Row[] =>
  Array.from(data.users, (user, row) => [
    data.userIds[user],
    data.itemIds[data.items[row]],
    data.eventTypes[data.events[row]],
    data.timestamps[row],
  ]);

it('InteractionsBuilder numbers orders in their own order, 0 for rows without, and has none where no row has one', () => {
  const builder = new InteractionsBuilder();
  builder.add('user', 'item-b', 'Purchase', 5, 0, 'order-2');
  builder.add('user', 'item-a', 'Purchase', 5, 0, 'order-1');
  builder.add('user', 'item-a', 'Purchase', 5, 0, 'order-2');
  builder.add('user', 'item-c', 'Purchase', 5);
  const more = new InteractionsBuilder();
  more.addAll(builder.rawRows());
  for (const { orders, items } of [builder.build(), more.build()]) {
    expect([...items]).toEqual([0, 0, 1, 2]);
    expect([...orders!]).toEqual([1, 2, 2, 0]);
  }
  expect(interactionsOf([['user', 'item', 'View', 0]]).orders).toBeUndefined();
});

it('InteractionsBuilder orders ids by code unit, and takes them of any length', () => {
  // In UTF-8 byte order the last two would be swapped.
  const ids = ['B', 'a', 'é', '\u{1F6CD}', '\uFB01'];
  const data = interactionsOf(shuffled(ids, 3).map((id) => ['user', id, 'View', 0]));
  expect(data.itemIds).toEqual(ids);
  const long = 'é'.repeat(5000);
  expect(interactionsOf([[long, 'item', 'View', 0]]).userIds).toEqual([long]);
});

it('InteractionsBuilder drops rows that agree in every column, and keeps those that differ in any', () => {
  const row = rowsOf('user item View 10');
  const others = rowsOf('user item View 11, user item Purchase 10, user other View 10, other item View 10');
  expect(interactionsOf([...row, ...others, ...row, ...others]).users).toHaveLength(5);
  const builder = new InteractionsBuilder();
  for (const rest of [4_000_000_000, 7, 4_000_000_000]) builder.add('user', 'item', 'View', 10, rest);
  expect(builder.build().users).toHaveLength(2);
  expect(builder.rows).toBe(3);
});

it('InteractionsBuilder sorts rows by user, time, item and event type, in whatever order they come', () => {
  const wide = rowsOf('u i View 70000000000, u i View 70000, u i Buy 70000');
  const rows = [...randomRows(5, { rows: 5000, users: 300, items: 90 }), ...wide];
  const data = interactionsOf(rows);
  expect(interactionsOf(shuffled(rows, 6))).toEqual(data);
  const keyOf = ([user, item, type, time]: Row): string =>
    [user, String(time).padStart(12, '0'), item, type].join(' ');
  const inOrder = (one: Row, other: Row): number => (keyOf(one) < keyOf(other) ? -1 : 1);
  expect(rowsIn(data)).toEqual([...new Map(rows.map((row) => [String(row), row])).values()].sort(inOrder));
});

it('InteractionsBuilder takes rows whose ids are numbered from bytes', () => {
  const text = Buffer.from('user-1,item-1,View,10');
  const builder = new InteractionsBuilder();
  const [user, item] = [builder.userIds.add(text, 0, 6), builder.itemIds.add(text, 7, 13)];
  builder.push(user, item, builder.eventTypes.add(text, 14, 18), 10);
  builder.add('user-1', 'item-1', 'View', 10);
  expect(rowsIn(builder.build())).toEqual([['user-1', 'item-1', 'View', 10]]);
});

it('InteractionsBuilder takes further rows after a build', () => {
  const builder = new InteractionsBuilder();
  builder.add('user', 'item-b', 'View', 10);
  const before = builder.build();
  builder.add('user', 'item-a', 'View', 9);
  expect(before.itemIds).toEqual(['item-b']);
  expect(builder.build().itemIds).toEqual(['item-a', 'item-b']);
});

it('InteractionsBuilder fails on more event types than fit a byte, and says what to do', () => {
  const builder = new InteractionsBuilder();
  for (let type = 0; type < 256; type++) builder.add('user', 'item', `type-${type}`, 0);
  expect(() => builder.add('user', 'item', 'type-256', 0)).toThrow(
    /EVENT_TYPE of the interactions has more than 256 different values\. Keep/,
  );
});
