import { historyScorer, learnHistory } from '../src/history-scores';
import { servedOf } from '../src/learner';
import { userRows } from '../src/interactions';
import { userSegments, type UserSegments } from '../src/user-segments';
import { interactionsOf, randomRows, shuffled } from '../../../test/support/interactions';

const ROWS = randomRows(4);
const interactions = interactionsOf(ROWS);
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

describe('a user segment', () => {
  it('has each user once, and is the same for any order of the rows, and among other questions', async () => {
    const [alone] = await ask(segments, [5, 9]);
    expect([...alone.users].sort((a, b) => a - b)).toEqual([...userIds.keys()]);
    expect((await ask(segments, [3], [5, 9], []))[1]).toEqual(alone);
    const other = await userSegments(interactionsOf(shuffled(ROWS, 7)));
    expect(await ask(other, [9, 5])).toEqual([alone]);
  });

  it('is ordered by the formula of its doc comment', async () => {
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

  it('goes on by activity, ties by id, where the histories say nothing', async () => {
    const count = (user: number): number => ROWS.filter(([userId]) => userId === userIds[user]).length;
    const [{ users, answered }] = await ask(segments, []);
    expect(answered).toBe(0);
    const distinct = new Set(ROWS.map((row) => row.join()));
    expect(distinct.size).toBe(ROWS.length);
    expect(users).toEqual([...userIds.keys()].sort((a, b) => count(b) - count(a) || a - b));
  });

  it('of no users is empty, and an aborted search ends', async () => {
    expect(await ask(await userSegments(interactionsOf([])), [])).toEqual([{ users: [], answered: 0 }]);
    const many = interactionsOf(randomRows(5, { rows: 9_000, users: 3_000, items: itemIds.length }));
    const asked = (await userSegments(many)).segmentsOf(
      Array.from({ length: 400 }, () => [...many.itemIds.keys()]),
      AbortSignal.abort(new Error('On purpose.')),
    );
    await expect(asked.next()).rejects.toThrow('On purpose.');
  });
});
