import { bestSellers } from '../src/best-sellers';
import { customersWhoViewedXAlsoViewed } from '../src/customers-who-viewed-x-also-viewed';
import { frequentlyBoughtTogether } from '../src/frequently-bought-together';
import { mostViewed } from '../src/most-viewed';
import { recommendedForYou } from '../src/recommended-for-you';
import { ask, DAY, interactionsOf, randomRows, type Row } from '../../../test/support/interactions';

// The formulas in their plainest form: over all rows, all pairs and all users, with maps of ids.

type Scores = Map<string, number>;

const distinct = (rows: readonly Row[]): Row[] => [...new Map(rows.map((row) => [row.join(), row])).values()];
const ids = (rows: readonly Row[], column: 0 | 1): string[] =>
  [...new Set(rows.map((row) => row[column]))].sort();
const sum = (numbers: readonly number[]): number => numbers.reduce((total, number) => total + number, 0);

function expectRanking(answered: readonly string[], scores: Scores): void {
  expect(new Set(answered)).toEqual(new Set([...scores].filter(([, score]) => score > 0).map(([id]) => id)));
  // Summing in another order changes the last digits, so the order is checked against the scores, not a sort.
  answered.slice(1).forEach((id, before) => {
    expect(scores.get(id)).toBeLessThanOrEqual(scores.get(answered[before])! * (1 + 1e-12));
  });
}

const latest = (rows: readonly Row[], user: string, item: string): number =>
  Math.max(...rows.filter((row) => row[0] === user && row[1] === item).map((row) => row[3]));
const closeness = (t: number, other: number): number => Math.max(1 / 3, 1 / (1 + Math.abs(t - other) / DAY));

function cosines(rows: readonly Row[], weightOf: (row: Row) => number, item: string): Scores {
  const value = (user: string, of: string): number => {
    const total = sum(rows.filter((row) => row[0] === user && row[1] === of).map(weightOf));
    return total === 0 ? 0 : 1 + Math.log(total);
  };
  const users = ids(rows, 0);
  const vectors = new Map(ids(rows, 1).map((id) => [id, users.map((user) => value(user, id))]));
  const own = vectors.get(item)!;
  const norm = (vector: number[]): number => Math.sqrt(sum(vector.map((x) => x * x)));
  const scores: Scores = new Map();
  for (const [other, vector] of vectors) {
    const both = users.filter((_, user) => vector[user] > 0 && own[user] > 0);
    if (other === item || both.length === 0) continue;
    const products = both.map((user) => {
      const x = vector[users.indexOf(user)] * own[users.indexOf(user)];
      return x * closeness(latest(rows, user, item), latest(rows, user, other));
    });
    const cosine = sum(products) / (norm(vector) * norm(own));
    scores.set(other, (cosine * both.length) / (both.length + 10));
  }
  return scores;
}

function boughtTogether(rows: readonly Row[], item: string): Scores {
  const buyers = (of: string): Set<string> =>
    new Set(
      ids(
        rows.filter((row) => row[1] === of),
        0,
      ),
    );
  const all = ids(rows, 0).length;
  const mine = buyers(item);
  const scores: Scores = new Map();
  for (const other of ids(rows, 1).filter((id) => id !== item)) {
    const theirs = buyers(other);
    const both = [...mine].filter((user) => theirs.has(user));
    const table = [
      [both.length, mine.size, theirs.size],
      [mine.size - both.length, mine.size, all - theirs.size],
      [theirs.size - both.length, all - mine.size, theirs.size],
      [all - mine.size - theirs.size + both.length, all - mine.size, all - theirs.size],
    ];
    const g2 =
      2 * sum(table.map(([seen, a, b]) => (seen === 0 ? 0 : seen * Math.log((seen * all) / (a * b)))));
    const close = sum(both.map((user) => closeness(latest(rows, user, item), latest(rows, user, other))));
    const counts = close >= 0.9 && both.length * all > mine.size * theirs.size && g2 >= 2.71;
    scores.set(other, counts ? (g2 * close) / both.length : 0);
  }
  return scores;
}

describe.each([1, 2, 3])('random data %i', (seed) => {
  const rows = distinct(randomRows(seed, { rows: 700, users: 30, items: 25 }));
  const interactions = interactionsOf(rows);
  const views = rows.filter((row) => row[2] === 'View');
  const purchases = rows.filter((row) => row[2] === 'Purchase');

  it.each([
    ['most viewed', mostViewed, views],
    ['best sellers', bestSellers, purchases],
  ] as const)('is counted as by brute force for %s', (_name, train, counted) => {
    const scores = new Map(
      interactions.itemIds.map((id) => [id, counted.filter((row) => row[1] === id).length] as const),
    );
    expectRanking(ask(train(interactions), interactions).answered, scores);
  });

  it.each(interactions.itemIds.slice(0, 8))(
    'is compared as by brute force for the viewers of %s',
    async (itemId) => {
      const { answered } = ask(await customersWhoViewedXAlsoViewed(interactions), interactions, { itemId });
      expectRanking(
        answered,
        cosines(views, () => 1, itemId),
      );
    },
  );

  it.each(interactions.itemIds.slice(0, 8))(
    'is compared as by brute force for the buyers of %s',
    async (itemId) => {
      const { answered } = ask(await frequentlyBoughtTogether(interactions), interactions, { itemId });
      expectRanking(answered, boughtTogether(purchases, itemId));
    },
  );

  it.each(interactions.userIds.slice(0, 4))('is scored as by brute force for %s', async (userId) => {
    const weightOf = (row: Row): number => (row[2] === 'Purchase' ? 2 : 1);
    const history = rows.filter((row) => row[0] === userId);
    const newest = Math.max(...history.map((row) => row[3]));
    const shares: Scores = new Map();
    const add = (id: string, share: number): unknown => shares.set(id, (shares.get(id) ?? 0) + share);
    for (const row of history) {
      const weight = weightOf(row) / (1 + (newest - row[3]) / DAY);
      add(row[1], weight);
      for (const [other, score] of cosines(rows, weightOf, row[1])) add(other, weight * score);
    }
    const { answered, scores } = ask(await recommendedForYou(interactions), interactions, { userId });
    expectRanking(answered, shares);
    const total = sum([...shares.values()]);
    answered.forEach((id, place) => expect(scores?.[place]).toBeCloseTo(shares.get(id)! / total, 10));
  });
});
