import { measureNext, measureOrders } from '../../src/evaluation/measure-next';
import { interactionsOf, randomNumbers, type Row } from '../../../../test/support/interactions';

/** Users with one of six tastes, who view and buy each item of their taste once, and no other item. */
function shopOfTastes(): Row[] {
  const random = randomNumbers(4);
  const counts = new Uint32Array(300);
  return Array.from({ length: 6000 }, (_, at): Row => {
    const user = random(300);
    const item = 40 * (user % 6) + ((user + 7 * counts[user]++) % 40);
    return [`user-${user}`, `item-${item}`, random(2) === 0 ? 'Purchase' : 'View', 1_600_000_000 + 60 * at];
  });
}

/** The same shop with random items. */
function shopOfChance(): Row[] {
  const random = randomNumbers(5);
  return shopOfTastes().map(([user, , type, time]) => [user, `item-${random(240)}`, type, time]);
}

const [TOGETHER, ALSO] = ['frequently-bought-together', 'customers-who-viewed-x-also-viewed'] as const;
const PERSONAL = [TOGETHER, ALSO, 'recommended-for-you'] as const;

it('a measurement of what users do next finds lists that know tastes better than popular items, beyond its interval, with a thread or without', async () => {
  const interactions = interactionsOf(shopOfTastes());
  const { useCases } = await measureNext(interactions, { usesThread: false });
  for (const name of PERSONAL) {
    const { difference, hitRate, comparatorHitRate, questions } = useCases[name]!;
    expect(difference.low).toBeGreaterThan(0);
    expect(difference.mean).toBeCloseTo(hitRate.mean - comparatorHitRate.mean);
    expect(questions).toBeGreaterThan(20);
  }
  expect((await measureNext(interactions, { usesThread: true })).useCases).toEqual(useCases);
});

it.each([true, false])('a measurement ends when it is aborted, with a thread: %s', async (usesThread) => {
  const aborted = new AbortController();
  const { signal } = aborted;
  const measuring = measureNext(interactionsOf(shopOfTastes()), { usesThread, signal });
  aborted.abort(new Error('The table has no items'));
  await expect(measuring).rejects.toThrow('The table has no items');
});

it('a measurement of what users do next compares with what users did last where they come back to it', async () => {
  const some = shopOfTastes().filter(([user]) => /[05]$/.test(user));
  const rows = some.flatMap(([user, , , time], at): Row[] => [
    [user, `${user}-viewed-${at % 3}`, 'View', time],
    [user, `${user}-bought-${at % 3}`, 'Purchase', time + 1],
  ]);
  const { useCases } = await measureNext(interactionsOf(rows));
  expect(useCases['most-viewed']).toMatchObject({ comparator: 'recentlyViewed' });
  expect(useCases['best-sellers']).toMatchObject({ comparator: 'buyAgain' });
  for (const name of ['most-viewed', 'best-sellers'] as const)
    expect(useCases[name]!.difference.high).toBeLessThan(0);
});

it('a measurement of what users do next finds nothing better in a shop of chance', async () => {
  const { useCases } = await measureNext(interactionsOf(shopOfChance()));
  expect(Object.keys(useCases)).toHaveLength(5);
  for (const { difference } of Object.values(useCases)) expect(difference.low).toBeLessThanOrEqual(0);
});

it('a measurement of what users do next compares with best sellers where there are only purchases, and leaves out what nothing answers', async () => {
  const rows = shopOfTastes().map(([user, item, , time]): Row => [user, item, 'Purchase', time]);
  const { useCases } = await measureNext(interactionsOf(rows));
  expect(Object.keys(useCases)).toEqual(['best-sellers', PERSONAL[0], PERSONAL[2]]);
  expect(useCases['recommended-for-you']).toMatchObject({ comparator: 'Purchase', newcomers: 0 });
  const atOnce = interactionsOf(rows.map(([user, item, type]) => [user, item, type, 1]));
  expect((await measureNext(atOnce)).useCases).toEqual({});
});

const isOrder = (id: string): boolean => id.startsWith('order:');
const HOUR = 3_600;
/** Customers who buy a lamp and its bulb, one of forty pairs, too rarely to show it; and orders without a customer. */
const pairs = (ofOrders: (pair: number, at: number) => number): Row[] => {
  const random = randomNumbers(6);
  const bought = (user: string, pair: number, other: number, at: number): Row[] => [
    [user, `lamp-${pair}`, 'Purchase', 1_600_000_000 + HOUR * at],
    [user, `bulb-${other}`, 'Purchase', 1_600_000_000 + HOUR * at],
  ];
  return Array.from({ length: 900 }, (_, at) => {
    const pair = random(40);
    return at % 9 === 0 || at > 800
      ? bought(`user-${at}`, pair, pair, at)
      : bought(`order:${at}`, pair, ofOrders(pair, at), at);
  }).flat();
};

it('orders that stand as users help where they know what is bought together, and do not where they know nothing of the kind', async () => {
  const measured = await measureOrders(interactionsOf(pairs((pair) => pair)), isOrder);
  const { questions, difference, ...rates } = measured!;
  expect(questions).toBeGreaterThan(50);
  expect(difference.low).toBeGreaterThan(0);
  expect(difference.mean).toBeCloseTo(rates.with.mean - rates.without.mean);
  const ofChance = interactionsOf(pairs((_, at) => (at * 7) % 40));
  expect((await measureOrders(ofChance, isOrder))!.difference.low).toBeLessThanOrEqual(0);
});

it('orders that stand as users are not measured where there are none, or nobody else', async () => {
  const rows = pairs((pair) => pair);
  for (const asOrder of [true, false]) {
    const some = interactionsOf(rows.filter(([user]) => isOrder(user) === asOrder));
    expect(await measureOrders(some, isOrder)).toBeUndefined();
  }
});
