import { personalizedRanking, type ItemRanker } from '../src/personalized-ranking';
import type { Query } from '../src/recommender';
import { recommendedForYou } from '../src/recommended-for-you';
import { interactionsOf, randomRows, shuffled } from '../../../test/support/interactions';

const ROWS = randomRows(4);
const interactions = interactionsOf(ROWS);
const ALL = [...interactions.itemIds.keys()];
let ranker: ItemRanker;
beforeAll(async () => (ranker = await personalizedRanking(interactions)));

describe('a personalized ranking', () => {
  it.each<[string, Query]>([
    ['a known user', { user: 3 }],
    ['an unknown one', {}],
    ['an unknown one with interactions', { recent: [{ item: 7, timestamp: 0 }] }],
  ])('gives %s each asked item once, with positive scores that descend to a sum of one', (_, query) => {
    const { items, scores } = ranker.rankItems([5, 9, 5, 30, 9], query);
    expect([...items].sort((a, b) => a - b)).toEqual([5, 9, 30]);
    expect([...scores]).toEqual([...scores].sort((a, b) => b - a));
    expect(Math.min(...scores)).toBeGreaterThan(0);
    expect(scores.reduce((sum, score) => sum + score, 0)).toBeCloseTo(1, 12);
  });

  it('answers the same in any order of the items and of the rows, and after other questions', async () => {
    const answer = ranker.rankItems(ALL, { user: 5 });
    ranker.rankItems(ALL, { user: 6 });
    expect(ranker.rankItems(shuffled(ALL, 3), { user: 5 })).toEqual(answer);
    const other = await personalizedRanking(interactionsOf(shuffled(ROWS, 7)));
    expect(other.rankItems(ALL, { user: 5 })).toEqual(answer);
  });

  it('orders by popularity where it knows nothing of the user, ties by id, or found no model better', async () => {
    const count = (item: number): number =>
      ROWS.filter((row) => row[1] === interactions.itemIds[item]).length;
    const { items } = ranker.rankItems(ALL, {});
    expect([...items]).toEqual([...ALL].sort((a, b) => count(b) - count(a) || a - b));
    expect((await recommendedForYou(interactions)).choice?.model).toMatch(/^popularity/);
    expect(ranker.rankItems(ALL, { user: 5 }).items).toEqual(ranker.rankItems(ALL, {}).items);
  });

  it('ranks nothing, and trains on nothing', async () => {
    expect(ranker.rankItems([], { user: 5 }).items).toHaveLength(0);
    const untrained = await personalizedRanking(interactionsOf([]));
    expect(untrained.rankItems([], {}).scores).toHaveLength(0);
  });
});
