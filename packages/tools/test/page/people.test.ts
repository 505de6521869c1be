import { InteractionsBuilder } from '@ecommerce-recommenders/models/interactions-builder';
import { userHistory } from '../../src/page/events';
import { Directory } from '../../src/page/directory';
import type { PageItem, PageUser } from '../../src/page/page-answers';
import { peopleOf } from '../../src/page/people';

const ITEMS: readonly PageItem[] = [
  { itemId: 'drum', category: 'music', style: 'drums' },
  { itemId: 'lute', category: 'music', style: 'lutes' },
  { itemId: 'pan', category: 'kitchen', style: 'pans' },
  { itemId: 'odd' },
];
const items = new Directory<PageItem>();
for (const item of ITEMS) items.add(item.itemId, item);
const users = new Directory<PageUser>();
users.add('u1', { userId: 'u1', name: 'Ann' });

type Row = readonly [userId: string, itemId: string, event: 'View' | 'Purchase', time: number];

function interactionsOf(rows: readonly Row[]) {
  const builder = new InteractionsBuilder();
  for (const row of rows) builder.add(...row);
  return builder.build();
}
const people = (rows: readonly Row[]) => peopleOf(interactionsOf(rows), items, users);

const did = (userId: string, event: Row[2], ...itemIds: string[]): Row[] =>
  itemIds.map((itemId, at) => [userId, itemId, event, at] as const);

it('people worth looking at have their strongest interests, views, and orders, which are purchases of one time', () => {
  const [ann] = people([
    ...did('u1', 'View', 'drum', 'drum', 'lute', 'pan', 'odd'),
    ['u1', 'drum', 'Purchase', 7],
    ['u1', 'pan', 'Purchase', 7],
  ]);
  const [music, , kitchen] = ITEMS.map(({ category, style }) => ({ category, style }));
  const known = { userId: 'u1', name: 'Ann', views: 5, orders: 1 };
  expect(ann).toEqual({ ...known, interests: [music, kitchen] });
});

it('people worth looking at are those with the most orders of each category, and somebody who has hardly begun', () => {
  const rows = [
    ...did('cook', 'Purchase', 'pan', 'pan'),
    ...did('cook', 'View', 'pan'),
    ...did('better cook', 'Purchase', 'pan', 'pan', 'pan'),
    ...did('drummer', 'Purchase', 'drum', 'drum'),
    ...did('looks only', 'View', 'drum', 'drum', 'drum', 'drum', 'drum'),
    ...did('newcomer', 'View', 'drum'),
  ];
  const chosen = people(rows);
  expect(chosen.map(({ userId }) => userId)).toEqual(['better cook', 'drummer', 'newcomer']);
  expect(chosen[2].interests).toEqual([]);
  expect(people([...rows].reverse())).toEqual(chosen);
});

it('people worth looking at are those with the most orders, then views, where items have no category', () => {
  const rows = [
    ...did('often', 'Purchase', 'odd', 'odd', 'odd'),
    ...did('twice', 'Purchase', 'odd', 'odd'),
    ...did('looks', 'View', 'odd', 'odd', 'odd', 'odd'),
    ...did('once', 'View', 'odd'),
  ];
  expect(people(rows).map(({ userId, isNew }) => [userId, isNew])).toEqual(
    ['often', 'twice', 'looks', 'once'].map((userId) => [userId, undefined]),
  );
  const odd = (count: number): string[] => Array<string>(count).fill('odd');
  const chosen = people(odd(50).flatMap((_, at) => did(`u${at}`, 'Purchase', ...odd(1 + at))));
  expect(chosen.map(({ orders }) => orders)).toEqual([50, 49, 48, 47, 46, 45, 44, 43, 42, 41, 40, 1]);
  expect(chosen.at(-1)).toMatchObject({ userId: 'u0', isNew: true });
});

it('a user’s history has the latest first', () => {
  const ann = [...did('ann', 'View', 'bowl', 'cup'), ['ann', 'cup', 'Purchase', 30] as const];
  const all = interactionsOf([...did('bob', 'View', 'cup'), ...ann, ...did('zoe', 'View', 'bowl')]);
  const historyOf = (user: string) =>
    userHistory(all, user).map(({ itemId, eventType, timeMs }) => `${itemId} ${eventType} ${timeMs}`);
  expect(historyOf('ann')).toEqual(['cup Purchase 30000', 'cup View 1000', 'bowl View 0']);
  expect(['bob', 'zoe', 'nobody', 'zzz'].map(historyOf)).toEqual([['cup View 0'], ['bowl View 0'], [], []]);
});
