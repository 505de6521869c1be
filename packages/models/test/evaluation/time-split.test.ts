import { splitAtTime } from '../../src/evaluation/time-split';
import { InteractionsBuilder } from '../../src/interactions-builder';
import { interactionsOf, type Row } from '../../../../test/support/interactions';

const rowsOf = (count: number): Row[] =>
  Array.from({ length: count }, (_, at): Row => [`user-${at % 7}`, `item-${at % 11}`, 'View', 1000 + at]);

it('a split at a point in time holds out the newest tenth of all rows, whosoever they are', () => {
  const interactions = interactionsOf(rowsOf(100));
  const { training, later, until } = splitAtTime(interactions);
  expect(until).toBe(1089);
  expect(Math.max(...training.timestamps)).toBe(1089);
  const held = [...later.values()].flat();
  const newest = Array.from({ length: 10 }, (_, at) => 1090 + at);
  expect(held.map((row) => interactions.timestamps[row]).sort()).toEqual(newest);
  expect(training.users).toHaveLength(90);
  expect(training.itemIds).toBe(interactions.itemIds);
});

it('a split at a point in time keeps rows of one second together', () => {
  const rows = rowsOf(100).map(([user, item, type], at): Row => [user, item, type, Math.min(at, 85)]);
  expect(splitAtTime(interactionsOf(rows)).later.size).toBe(0);
  expect(splitAtTime(interactionsOf([]))).toMatchObject({ until: 0, later: new Map() });
});

it('a split at a point in time holds out orders as a whole', () => {
  const builder = new InteractionsBuilder();
  for (const [user, item, type, time] of rowsOf(100)) builder.add(user, item, type, time);
  builder.add('buyer', 'item-1', 'Purchase', 1050, 0, 'order 1');
  builder.add('buyer', 'item-2', 'Purchase', 1098, 0, 'order 1');
  builder.add('buyer', 'item-3', 'Purchase', 1050, 0, 'order 2');
  const interactions = builder.build();
  const { later, training } = splitAtTime(interactions);
  const buyer = interactions.userIds.indexOf('buyer');
  const itemsOf = (rows: readonly number[] = []): string[] =>
    rows.map((row) => interactions.itemIds[interactions.items[row]]);
  expect(itemsOf(later.get(buyer))).toEqual(['item-1', 'item-2']);
  expect([...training.users].filter((user) => user === buyer)).toHaveLength(1);
});
