import { bestSellers } from '../src/best-sellers';
import { commonUsers } from '../src/common-users';
import { customersWhoViewedXAlsoViewed } from '../src/customers-who-viewed-x-also-viewed';
import type { Interactions } from '../src/interactions';
import { InteractionsBuilder } from '../src/interactions-builder';
import { historyModels } from '../src/history-models';
import { recentShares, type HistoryMix } from '../src/history-parts';
import type { HistoryNeighbours } from '../src/history-scores';
import { servedOf } from '../src/learner';
import { leastEvidence, type EvidenceModel } from '../src/least-evidence';
import { byCommonOrders } from '../src/order-neighbours';
import { frequentlyBoughtTogether } from '../src/frequently-bought-together';
import { mostViewed } from '../src/most-viewed';
import { scoredPopularity } from '../src/popularity';
import { PERSONALIZED_RANKING } from '../src/personalized-ranking';
import { RECOMMENDED_FOR_YOU } from '../src/recommended-for-you';
import { userItems } from '../src/user-items';
import { ask, DAY, interactionsOf, randomRows, type Row } from '../../../test/support/interactions';

// The formulas in their simplest form: over all rows, all pairs and all users, with maps of ids.

type Scores = Map<string, number>;

/** A test of its own covers this. */
async function leastUsers(interactions: Interactions, model: EvidenceModel): Promise<number> {
  const entries = userItems(interactions, Float64Array.of(1));
  return leastEvidence(entries, await commonUsers(entries, interactions.itemIds.length), model);
}

const distinct = (rows: readonly Row[]): Row[] => [...new Map(rows.map((row) => [row.join(), row])).values()];
const ids = (rows: readonly Row[], column: 0 | 1): string[] =>
  [...new Set(rows.map((row) => row[column]))].sort();
/** The rows whose column has this id. */
const having = (rows: readonly Row[], column: 0 | 1, id: string): Row[] =>
  rows.filter((row) => row[column] === id);
const sum = (numbers: readonly number[]): number => numbers.reduce((total, number) => total + number, 0);

function expectRanking(answered: readonly string[], scores: Scores, within = 1e-12): void {
  expect(new Set(answered)).toEqual(new Set([...scores].filter(([, score]) => score > 0).map(([id]) => id)));
  // Summing in another order changes the last digits, so the order is checked against the scores instead of a sort.
  answered.slice(1).forEach((id, before) => {
    expect(scores.get(id)).toBeLessThanOrEqual(scores.get(answered[before])! * (1 + within));
  });
}

const timesOf = (rows: readonly Row[], user: string, item?: string): number[] =>
  rows.filter((row) => row[0] === user && (item === undefined || row[1] === item)).map((row) => row[3]);
const latest = (rows: readonly Row[], user: string, item: string): number =>
  Math.max(...timesOf(rows, user, item));
const closeness = (t: number, other: number): number => Math.max(1 / 3, 1 / (1 + Math.abs(t - other) / DAY));

function sequence(rows: readonly Row[], item: string): Scores {
  const users = ids(rows, 0).map((user) => {
    const moments = [...new Set(timesOf(rows, user))].sort((a, b) => a - b);
    const own = ids(having(rows, 0, user), 1);
    const first = (of: string): number => moments.indexOf(Math.min(...timesOf(rows, user, of)));
    const last = (of: string): number => moments.indexOf(latest(rows, user, of));
    const x = (of: string): number =>
      Math.sqrt(1 + Math.log(timesOf(rows, user, of).length)) / own.length ** 0.25;
    return { own, x, after: (one: string, other: string) => last(other) - first(one) };
  });
  const usersOf = (of: string): typeof users => users.filter(({ own }) => own.includes(of));
  const close = (moments: number): number => (moments < 0 ? 0 : moments === 0 ? 0.5 : moments ** -0.2);
  const follows = (one: string, other: string): number =>
    sum(
      usersOf(one)
        .filter(({ own }) => own.includes(other))
        .map(({ x, after }) => x(one) * x(other) * close(after(one, other))),
    );
  const others = new Set(usersOf(item).flatMap(({ own }) => own));
  others.delete(item);
  return new Map(
    [...others].map((other) => {
      const [f, b] = [follows(item, other), follows(other, item)];
      const norm = (usersOf(item).length * usersOf(other).length) ** 0.3;
      return [other, (((f + 0.4 * b) / norm) * (f + b)) / (f + b + 1)];
    }),
  );
}

function boughtTogether(rows: readonly Row[], item: string): Scores {
  const buyers = (of: string): Set<string> => new Set(ids(having(rows, 1, of), 0));
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

/** The weights of one item, from the inverse of the whole matrix by Gauss–Jordan elimination. */
function linearWeights(rows: readonly Row[]): (item: string) => Scores {
  const items = ids(rows, 1);
  const users = [...groupedBy(rows, (row) => row[0]).values()].map((own) => new Set(ids(own, 1)));
  const common = (one: string, other: string): number =>
    users.filter((own) => own.has(one) && own.has(other)).length;
  const n = items.map((one) => items.map((other) => common(one, other)));
  const A = n.map((row, i) => [
    ...row.map((count, j) => count + (i === j ? 100 : 0)),
    ...items.map((_, j) => Number(i === j)),
  ]);
  A.forEach((pivot, i) => {
    const scale = pivot[i];
    pivot.forEach((value, j) => (pivot[j] = value / scale));
    A.forEach((row, other) => {
      const factor = other === i ? 0 : row[i];
      row.forEach((value, j) => (row[j] = value - factor * pivot[j]));
    });
  });
  const P = A.map((row) => row.slice(items.length));
  return (item) => {
    const i = items.indexOf(item);
    const others = [...items.keys()].filter((j) => j !== i && n[i][j] > 0);
    return new Map(others.map((j) => [items[j], -P[i][j] / P[j][j]]));
  };
}

function cosines(rows: readonly Row[]): (item: string) => Scores {
  const users = new Map([...groupedBy(rows, (row) => row[1])].map(([item, own]) => [item, ids(own, 0)]));
  return (item) =>
    new Map(
      [...users.keys()]
        .filter((other) => other !== item)
        .map((other) => {
          const [mine, theirs] = [users.get(item)!, users.get(other)!];
          const common = mine.filter((user) => theirs.includes(user)).length;
          const cosine = common / Math.sqrt(mine.length * theirs.length);
          return [other, (cosine * common) / (common + 10)];
        }),
    );
}

/** @param days - over which the added popular items are counted */
function historyShares(rows: readonly Row[], userId: string, mix: HistoryMix, days?: number): Scores {
  const history = having(rows, 0, userId);
  const newest = Math.max(...history.map((row) => row[3]));
  const B = linearWeights(rows);
  const s = cosines(rows);
  const shares: Scores = new Map();
  const add = (id: string, share: number): unknown => shares.set(id, (shares.get(id) ?? 0) + share);
  for (const row of history) {
    const later = new Set(history.filter((other) => other[3] > row[3]).map((other) => other[3])).size;
    const weight = (row[2] === 'Purchase' ? 2 : 1) / (1 + (newest - row[3]) / (30 * DAY) + later);
    add(row[1], mix.self * weight);
    for (const [other, score] of B(row[1])) add(other, mix.linear * weight * score);
    for (const [other, score] of s(row[1])) add(other, mix.cosine * weight * score);
  }
  if (days === undefined) return shares;
  const total = sum([...shares.values()].filter((share) => share > 0));
  for (const [id, share] of shares) shares.set(id, share / total);
  const end = Math.max(...rows.map((row) => row[3]));
  const recent = rows.filter((row) => row[2] === 'View' && row[3] > end - days * DAY);
  for (const row of recent) add(row[1], 1 / recent.length);
  return shares;
}

function groupedBy(rows: readonly Row[], keyOf: (row: Row) => string): Map<string, Row[]> {
  const groups = new Map<string, Row[]>();
  for (const row of rows) groups.set(keyOf(row), [...(groups.get(keyOf(row)) ?? []), row]);
  return groups;
}

function byOrders(orders: readonly ReadonlySet<string>[], item: string, least: number): Scores {
  const count = (of: string): number => orders.filter((order) => order.has(of)).length;
  const scores: Scores = new Map();
  for (const other of new Set(orders.flatMap((order) => [...order]))) {
    const both = orders.filter((order) => order.has(item) && order.has(other));
    if (other === item || both.length < least) continue;
    const walk = sum(both.map((order) => order.size ** -0.5)) / (count(item) * count(other)) ** 0.3;
    scores.set(other, (walk * both.length) / (both.length + 10));
  }
  return scores;
}

describe.each([1, 2, 3])('random data %i', (seed) => {
  // Several rows of a user are of one time, and some users only look.
  const only = randomRows(seed, { rows: 70, users: 5, items: 25 });
  const rows = distinct(
    randomRows(seed, { rows: 700, users: 30, items: 25 })
      .concat(only.map(([user, item, , time]): Row => [`only-${user}`, item, 'View', time]))
      .map(([user, item, type, time]): Row => [user, item, type, time - (time % (6 * 3600))]),
  );
  const interactions = interactionsOf(rows);
  const views = rows.filter((row) => row[2] === 'View');
  const purchases = rows.filter((row) => row[2] === 'Purchase');

  const shareOf = (id: string, among = rows): number => having(among, 1, id).length / among.length;

  it.each([
    ['most viewed', mostViewed, views],
    ['best sellers', bestSellers, purchases],
  ] as const)('is counted as by brute force for %s', (_name, train, counted) => {
    const scores = new Map(interactions.itemIds.map((id) => [id, shareOf(id, counted)] as const));
    expectRanking(ask(train(interactions), interactions).answered, scores);
  });

  const [items, users] = [interactions.itemIds.slice(0, 8), interactions.userIds.slice(0, 4)];

  it.each(items)('is compared as by brute force for the viewers and the buyers of %s', async (itemId) => {
    const viewed = ask(await customersWhoViewedXAlsoViewed(interactions), interactions, { itemId });
    expectRanking(viewed.answered, sequence(views, itemId));
    const bought = ask(await frequentlyBoughtTogether(interactions), interactions, { itemId });
    expectRanking(bought.answered, boughtTogether(purchases, itemId));
  });

  /** A mix that the training could choose, for any history, with and without recently popular items. */
  const MIXES: readonly (readonly [mix: HistoryMix, days?: number])[] = [
    [{ linear: 1, cosine: 0.3, self: 0.1 }],
    [{ linear: 0, cosine: 1, self: 0.5 }, 7],
  ];
  const mixed = async (mix: HistoryMix, days?: number): Promise<HistoryNeighbours> => ({
    models: await historyModels(interactions, { maxItems: 100, mix }),
    choice: { mix, days, isPopular: false, model: '', runnerUp: '', margin: 0, questions: 0 },
    recent: days === undefined ? undefined : recentShares(scoredPopularity(interactions, 'View', days)),
  });

  it.each(users)('is scored and ranked as by brute force for %s', async (userId) => {
    // The linear model multiplies in single precision.
    const within = 1e-6;
    for (const [mix, days] of MIXES) {
      const shares = historyShares(rows, userId, mix, days);
      const total = sum([...shares.values()].filter((share) => share > 0));
      const neighbours = await mixed(mix, days);
      const none = { popular: new Uint32Array(), popularScores: new Float64Array() };
      const recommender = RECOMMENDED_FOR_YOU.serve({ neighbours, ...none }, servedOf(interactions));
      const { answered, scores } = ask(recommender, interactions, { userId });
      expectRanking(answered, shares, within);
      answered.forEach((id, place) => expect(scores?.[place]).toBeCloseTo(shares.get(id)! / total, 6));

      const asked = [...interactions.itemIds.keys()].filter((item) => item % 3 !== 0);
      const idOf = (item: number): string => interactions.itemIds[item];
      const expected: Scores = new Map(
        asked.map(idOf).map((id) => [id, Math.max(0, shares.get(id) ?? 0) / total + 0.01 * shareOf(id)]),
      );
      const whole = sum([...expected.values()]);
      const popular = Float64Array.from(interactions.itemIds, (id) => shareOf(id));
      const ranker = PERSONALIZED_RANKING.serve({ neighbours, popular }, servedOf(interactions));
      const ranking = ranker.rankItems(asked, { user: interactions.userIds.indexOf(userId) });
      const ranked = Array.from(ranking.items, idOf);
      expectRanking(ranked, expected, within);
      ranked.forEach((id, place) => expect(ranking.scores[place]).toBeCloseTo(expected.get(id)! / whole, 6));
    }
  });

  it.each(items)('is compared as by brute force for the orders of %s', async (itemId) => {
    // An order is everything that a user buys in a week; some users have none.
    const orderOf = (row: Row): string => `${row[0]} ${Math.floor(row[3] / (7 * DAY))}`;
    const builder = new InteractionsBuilder();
    const hasOrder = (row: Row): boolean => !row[0].endsWith('7');
    for (const row of rows) builder.add(...row, 0, hasOrder(row) ? orderOf(row) : undefined);
    const shop = builder.build();
    const { answered } = ask(await frequentlyBoughtTogether(shop), shop, { itemId });
    const ordered = purchases.filter(hasOrder);
    const orders = [...groupedBy(ordered, orderOf).values()].map((order) => new Set(ids(order, 1)));
    const baskets = interactionsOf(ordered.map((row): Row => [orderOf(row), row[1], row[2], 0]));
    expectRanking(answered, byOrders(orders, itemId, await leastUsers(baskets, byCommonOrders())));
  });
});
