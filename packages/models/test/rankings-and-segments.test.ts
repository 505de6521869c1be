import { historyScorer, learnHistory } from '../src/history-scores';
import { userRows } from '../src/interactions';
import { servedOf } from '../src/learner';
import { personalizedRanking, type ItemRanker } from '../src/personalized-ranking';
import type { Query } from '../src/recommender';
import { recommendedForYou } from '../src/recommended-for-you';
import { userSegments, type UserSegments } from '../src/user-segments';
import { interactionsOf, randomRows, shuffled } from '../../../test/support/interactions';

const ROWS = randomRows(4);
const interactions = interactionsOf(ROWS);
const ALL = [...interactions.itemIds.keys()];
let ranker: ItemRanker;
beforeAll(async () => (ranker = await personalizedRanking(interactions)));

it.each<[string, Query]>([
  ['a known user', { user: 3 }],
  ['an unknown one', {}],
  ['an unknown one with interactions', { recent: [{ item: 7, timestamp: 0 }] }],
])('a ranking gives %s each item once, with scores that descend to a sum of one', (_, query) => {
  const { items, scores } = ranker.rankItems([5, 9, 5, 30, 9], query);
  expect([...items].sort((a, b) => a - b)).toEqual([5, 9, 30]);
  expect([...scores]).toEqual([...scores].sort((a, b) => b - a));
  expect(Math.min(...scores)).toBeGreaterThan(0);
  expect(scores.reduce((sum, score) => sum + score, 0)).toBeCloseTo(1, 12);
});

it('a personalized ranking answers the same in any order of the items and of the rows, and after other questions', async () => {
  const answer = ranker.rankItems(ALL, { user: 5 });
  ranker.rankItems(ALL, { user: 6 });
  expect(ranker.rankItems(shuffled(ALL, 3), { user: 5 })).toEqual(answer);
  const other = await personalizedRanking(interactionsOf(shuffled(ROWS, 7)));
  expect(other.rankItems(ALL, { user: 5 })).toEqual(answer);
});

it('a personalized ranking orders by popularity where it knows nothing of the user, ties by id, or found no model better', async () => {
  const count = (item: number): number => ROWS.filter((row) => row[1] === interactions.itemIds[item]).length;
  const { items } = ranker.rankItems(ALL, {});
  expect([...items]).toEqual([...ALL].sort((a, b) => count(b) - count(a) || a - b));
  expect((await recommendedForYou(interactions)).choice?.model).toMatch(/^popularity/);
  expect(ranker.rankItems(ALL, { user: 5 }).items).toEqual(ranker.rankItems(ALL, {}).items);
});

it('a personalized ranking ranks nothing, and trains on nothing', async () => {
  expect(ranker.rankItems([], { user: 5 }).items).toHaveLength(0);
  const untrained = await personalizedRanking(interactionsOf([]));
  expect(untrained.rankItems([], {}).scores).toHaveLength(0);
});

const { userIds, itemIds } = interactions;
let segments: UserSegments;
beforeAll(async () => (segments = await userSegments(interactions)));

/** Users of each segment, and how many of them are answered. */
async function ask(asked: UserSegments, ...itemSets: number[][]) {
  const all: { users: number[]; answered: number }[] = [];
  for await (const { users, answered } of asked.segmentsOf(itemSets))
    all.push({ users: [...users], answered });
  return all;
}

it('a user segment has each user once, and is the same for any order of the rows, and among other questions', async () => {
  const [alone] = await ask(segments, [5, 9]);
  expect([...alone.users].sort((a, b) => a - b)).toEqual([...userIds.keys()]);
  expect((await ask(segments, [3], [5, 9], []))[1]).toEqual(alone);
  const other = await userSegments(interactionsOf(shuffled(ROWS, 7)));
  expect(await ask(other, [9, 5])).toEqual([alone]);
});

it('a user segment is ordered by the formula of its doc comment', async () => {
  const scoresFor = historyScorer(await learnHistory(interactions), servedOf(interactions));
  const rows = userRows(interactions);
  const wanted = new Set([5, 9]);
  const scores = userIds.map((_, user) => {
    const { items, values, sum } = scoresFor({ user });
    const share = values.filter((_value, at) => wanted.has(items[at])).reduce((a, b) => a + b, 0) / sum;
    return share * Math.sqrt(rows[user + 1] - rows[user]);
  });
  const [{ users, answered }] = await ask(segments, [5, 9]);
  const given = users.slice(0, answered).map((user) => scores[user]);
  for (let place = 1; place < given.length; place++)
    expect(given[place]).toBeLessThanOrEqual(given[place - 1] + 1e-12);
  expect(answered).toBe(scores.filter((score) => score > 0).length);
});

it('a user segment goes on by activity, ties by id, where the histories say nothing', async () => {
  const count = (user: number): number => ROWS.filter(([userId]) => userId === userIds[user]).length;
  const [{ users, answered }] = await ask(segments, []);
  expect(answered).toBe(0);
  const distinct = new Set(ROWS.map((row) => row.join()));
  expect(distinct.size).toBe(ROWS.length);
  expect(users).toEqual([...userIds.keys()].sort((a, b) => count(b) - count(a) || a - b));
});

it('a user segment of no users is empty, and an aborted search ends', async () => {
  expect(await ask(await userSegments(interactionsOf([])), [])).toEqual([{ users: [], answered: 0 }]);
  const many = interactionsOf(randomRows(5, { rows: 9_000, users: 3_000, items: itemIds.length }));
  const asked = (await userSegments(many)).segmentsOf(
    Array.from({ length: 400 }, () => [...many.itemIds.keys()]),
    AbortSignal.abort(new Error('On purpose.')),
  );
  await expect(asked.next()).rejects.toThrow('On purpose.');
});
