import { USE_CASES, USE_CASE_NAMES, type UseCase } from '@ecommerce-recommenders/personalize/use-cases';
import { ALGORITHMS } from '../src/algorithms';
import { bestSellers } from '../src/best-sellers';
import { customersWhoViewedXAlsoViewed } from '../src/customers-who-viewed-x-also-viewed';
import { frequentlyBoughtTogether } from '../src/frequently-bought-together';
import { mostViewed } from '../src/most-viewed';
import type { Recommender } from '../src/recommender';
import { ask, DAY, interactionsOf, randomRows, rowsOf, shuffled } from '../../../test/support/interactions';
import type { Row } from '../../../test/support/interactions';

const ROWS = randomRows(1);
const interactions = interactionsOf(ROWS);

describe.each(USE_CASE_NAMES)('%s', (name) => {
  const train = ALGORITHMS[name];
  let recommender: Recommender;
  beforeAll(async () => (recommender = await train(interactions)));
  const isByItem = (USE_CASES[name] as UseCase).needs.includes('itemId');

  const everyAnswer = async (rows = ROWS): Promise<unknown[]> => {
    const trainedOn = interactionsOf(rows);
    const trained = await train(trainedOn);
    const itemAnswers = interactions.itemIds.map((itemId) =>
      ask(trained, trainedOn, { userId: 'user-1', itemId }),
    );
    return itemAnswers.concat(interactions.userIds.map((userId) => ask(trained, trainedOn, { userId })));
  };

  it('answers the same after another training, in any order of the rows, and where rows are repeated', async () => {
    const answers = await everyAnswer();
    expect(await everyAnswer()).toEqual(answers);
    expect(await everyAnswer(shuffled(ROWS, 7))).toEqual(answers);
    expect(await everyAnswer([...ROWS, ...ROWS.slice(0, 500)])).toEqual(await everyAnswer());
  });

  it.each(['item-0', 'item-39'])('reaches every other item from %s once', (itemId) => {
    const { items } = ask(recommender, interactions, { userId: 'user-1', itemId });
    const others = interactions.itemIds.filter((id) => !isByItem || id !== itemId);
    expect([...items].sort()).toEqual([...others].sort());
  });

  it('answers the same when asked again, with no more ranked items than there are, and scores where it is personal', () => {
    const query = { userId: 'user-1', itemId: 'item-0' };
    const { items, answered, scores } = ask(recommender, interactions, query);
    expect(ask(recommender, interactions, query)).toEqual({ items, answered, scores });
    expect(answered.length).toBeGreaterThan(0);
    expect(answered.length).toBeLessThanOrEqual(items.length);
    expect(scores?.length).toBe(name === 'recommended-for-you' ? answered.length : undefined);
  });

  it('answers an unknown user and an unknown item with all items, and trains on none', async () => {
    const { items } = ask(recommender, interactions, { userId: 'nobody', itemId: 'nothing' });
    expect([...items].sort()).toEqual(interactions.itemIds);
    expect(ask(await train(interactionsOf([])), interactionsOf([])).items).toEqual([]);
  });

  it('compares event types without regard to case', async () => {
    const lower = interactionsOf(ROWS.map(([user, item, type, at]) => [user, item, type.toLowerCase(), at]));
    const query = { userId: 'user-1', itemId: 'item-5' };
    expect(ask(await train(lower), lower, query)).toEqual(ask(recommender, interactions, query));
  });
});

const times = (count: number, userId: string, itemId: string, eventType: string): Row[] =>
  Array.from({ length: count }, (_, second) => [userId, itemId, eventType, second]);

const counted = interactionsOf([
  ...times(3, 'ann', 'viewed-most', 'View'),
  ...times(2, 'bob', 'b-tie', 'View'),
  ...times(2, 'ann', 'a-tie', 'View'),
  ...times(1, 'bob', 'a-tie', 'Purchase'),
  ...times(2, 'bob', 'sold-most', 'Purchase'),
  ...times(5, 'bob', 'only-clicked', 'Click'),
]);

it.each([
  ['views', mostViewed, ['viewed-most', 'a-tie', 'b-tie', 'only-clicked', 'sold-most'], 3],
  ['purchases', bestSellers, ['sold-most', 'a-tie', 'only-clicked', 'viewed-most', 'b-tie'], 2],
] as const)('a list counts %s, ties by id, then the others by use', (_, train, items, count) => {
  const answered = items.slice(0, count);
  expect(ask(train(counted), counted)).toEqual({ items, answered, scores: undefined });
});

it('customers who viewed X also viewed puts what is viewed next before what is viewed later, and before what was viewed earlier (PERSONALIZE-33)', async () => {
  const items = ['a-earlier', 'asked', 'd-next', 'c-later', 'b-last'];
  const rows = interactionsOf(
    Array.from({ length: 100 }, (_, at): Row => {
      return [`viewer-${at % 20}`, items[Math.floor(at / 20)], 'View', DAY * Math.floor(at / 20)];
    }),
  );
  const { answered } = ask(await customersWhoViewedXAlsoViewed(rows), rows, { itemId: 'asked' });
  expect(answered).toEqual(['d-next', 'c-later', 'b-last', 'a-earlier']);
});

it('customers who viewed X also viewed answers nothing for an item that nobody viewed, and fills up with the most viewed', async () => {
  const viewed = 'ann viewed View 1, ann viewed-most View 2, bob viewed-most View 2, ann bought Purchase 5';
  const rows = interactionsOf(rowsOf(viewed));
  const { items, answered } = ask(await customersWhoViewedXAlsoViewed(rows), rows, { itemId: 'bought' });
  expect([items, answered]).toEqual([['viewed-most', 'viewed'], []]);
});

it('frequently bought together answers with the best sellers for an item without a pair that qualifies (PERSONALIZE-34)', async () => {
  const recommender = await frequentlyBoughtTogether(counted);
  const items = [...ask(bestSellers(counted), counted).items];
  expect(ask(recommender, counted, { itemId: 'only-clicked' })).toEqual({
    items,
    answered: [],
    scores: undefined,
  });
});
