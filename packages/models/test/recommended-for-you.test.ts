import { recommendedForYou } from '../src/recommended-for-you';
import type { Recommender } from '../src/recommender';
import { ask, DAY, interactionsOf, randomNumbers, rowsOf } from '../../../test/support/interactions';
import type { Row } from '../../../test/support/interactions';

// A checkerboard: even users interact with even items, odd users with odd ones.
const random = randomNumbers(9);
const ROWS: Row[] = Array.from({ length: 900 }, () => {
  const user = random(40);
  const eventType = random(8) === 0 ? 'Purchase' : 'View';
  return [`user-${user}`, `item-${(user % 2) + 2 * random(12)}`, eventType, random(30 * DAY)];
});
const interactions = interactionsOf(ROWS);
let recommender: Recommender;
beforeAll(async () => (recommender = await recommendedForYou(interactions)));
const itemOf = (id: string): number => interactions.itemIds.indexOf(id);
const isOdd = (id: string): boolean => Number(id.slice(5)) % 2 === 1;

it('recommended for you answers an unknown user with the most viewed items, none of them scored', () => {
  const { items, answered, scores } = ask(recommender, interactions, { userId: 'nobody' });
  const views = (id: string): number => ROWS.filter((row) => row[1] === id && row[2] === 'View').length;
  expect(answered).toEqual([]);
  expect(scores).toEqual([]);
  expect(views(items[0])).toBe(Math.max(...items.map(views)));
});

it('recommended for you follows what the user does now', () => {
  const recent = [{ item: itemOf('item-5'), event: 0, timestamp: 31 * DAY }];
  const { answered } = ask(recommender, interactions, { userId: 'user-6', recent });
  expect(answered.slice(0, 5)).toContain('item-5');
  expect(answered.filter(isOdd)).toHaveLength(12);
});

it('recommended for you adds what is popular of late where it finds more', async () => {
  // Users from four groups, who also take what is in fashion. The fashion changed recently, and few users have been
  // there since.
  const numbers = randomNumbers(8);
  const rows = interactionsOf(
    Array.from({ length: 16_000 }, (_, at): Row => {
      const user = numbers(2000);
      const ofGroup = `item-${(user % 4) + 4 * numbers(30)}`;
      const item = numbers(3) === 0 ? `fashion-${at < 13_000 ? 0 : 1}-${numbers(4)}` : ofGroup;
      return [`user-${user}`, item, 'View', at * ((140 * DAY) / 16_000)];
    }),
  );
  const model = await recommendedForYou(rows, { threads: 0 });
  expect(model.choice?.model).toMatch(/ \+ popularity of 7 days$/);
  const list = ask(model, rows, { userId: 'user-1' }).items.slice(0, 10);
  expect(list.filter((id) => id.startsWith('fashion-1-'))).toHaveLength(4);
});

it('recommended for you leaves to popularity what a few users say', async () => {
  const few = 'a tent View 0, a rare View 1, asked tent View 0';
  const rows = interactionsOf(rowsOf(`${few}, c popular View 0, d popular View 0, e popular View 0`));
  const model = await recommendedForYou(rows);
  const { items, scores } = ask(model, rows, { userId: 'asked' });
  expect(items).toEqual(['popular', 'tent', 'rare']);
  expect(scores).toEqual([3 / 6, 2 / 6, 1 / 6]);
  expect(ask(model, rows, { userId: 'nobody' })).toEqual({ items, answered: [], scores: [] });
  expect(model.choice?.model).toBe('popularity');
});

it('recommended for you takes a purchase of a new user for more than a view, and streamed interactions in any order', () => {
  const [purchase, view] = ['Purchase', 'View'].map((type) => interactions.eventTypes.indexOf(type));
  const recent = [
    { item: itemOf('item-4'), event: view, timestamp: 0 },
    { item: itemOf('item-5'), event: purchase, timestamp: 0 },
    { item: itemOf('item-7'), timestamp: 0 },
  ];
  const answer = ask(recommender, interactions, { recent });
  expect(answer.items[0]).toBe('item-5');
  expect(ask(recommender, interactions, { recent: [...recent].reverse() })).toEqual(answer);
});
