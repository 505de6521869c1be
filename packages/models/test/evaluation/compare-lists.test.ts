import { catalogueOf } from '../../src/evaluation/catalogue';
import { compareLists } from '../../src/evaluation/compare-lists';
import { historiesOf } from '../../src/evaluation/histories';
import { sampled, seededRandom } from '../../src/evaluation/seeded-random';

const ITEMS = Array.from({ length: 30 }, (_, item) => `item-${String(item).padStart(2, '0')}`);
const training = historiesOf(
  ITEMS.flatMap((itemId, item) =>
    Array.from({ length: 30 - item }, (_, user) => ({
      userId: `user-${user}`,
      itemId,
      eventType: 'View',
      timestamp: item,
    })),
  ),
);
const catalogue = catalogueOf(new Map(), training);
const questions = ['item-00', 'item-07'].map((wanted, user) => ({
  userId: `user-${user}`,
  wanted: new Set([wanted]),
  excluded: new Set<string>(),
}));

describe('compared lists', () => {
  it('are cut at each length, the recommender’s first', () => {
    const [own, ...baselines] = compareLists('most-viewed', questions, [ITEMS, ITEMS], {
      training,
      catalogue,
    });
    expect(own.name).toBe('recommender');
    expect(own.measured.map(({ length }) => length)).toEqual([5, 10, 25]);
    expect(own.measured.map(({ values }) => values.hitRate)).toEqual([
      [1, 0],
      [1, 1],
      [1, 1],
    ]);
    expect(own.measured.map(({ coverage }) => coverage)).toEqual([5 / 30, 10 / 30, 25 / 30]);
    expect(baselines.map(({ name, isSame }) => [name, isSame])).toEqual([
      ['random', false],
      ['popularity', true],
    ]);
  });

  it('tell a list that differs in one place from the popularity baseline', () => {
    const other = [...ITEMS.slice(0, 24), ITEMS[25]];
    const compared = compareLists('most-viewed', questions, [ITEMS, other], { training, catalogue });
    expect(compared.find(({ name }) => name === 'popularity')?.isSame).toBe(false);
  });

  it('have one list for all questions, without what a question excludes', () => {
    const excluding = [{ ...questions[0], excluded: new Set(['item-01']) }, questions[1]];
    const bestSellers = ['item-01', 'item-00'];
    const compared = compareLists(
      'most-viewed',
      excluding,
      [ITEMS, ITEMS],
      { training, catalogue },
      { bestSellers },
    );
    const { measured } = compared.find(({ name }) => name === 'best-sellers')!;
    expect(measured[0].values.mrr).toEqual([1, 0]);
  });

  it('have those without exploration behind the recommender’s', () => {
    const data = { training, catalogue };
    const explored = ['new', ...ITEMS];
    const [own, without] = compareLists('most-viewed', questions, [explored, explored], data, {
      unexplored: [ITEMS, ITEMS],
    });
    expect([own.name, without.name, without.isSame]).toEqual(['recommender', 'unexplored', false]);
    expect([own, without].map(({ measured }) => measured[0].values.mrr)).toEqual([
      [1 / 2, 0],
      [1, 0],
    ]);
  });

  it('leave out what the question excludes', () => {
    const excluding = questions.map((question) => ({ ...question, excluded: new Set(ITEMS.slice(0, 7)) }));
    const [{ measured }] = compareLists('most-viewed', excluding, [ITEMS, ITEMS], { training, catalogue });
    expect(measured[0].values.mrr).toEqual([0, 1]);
  });
});

describe('a sample', () => {
  it('takes each value once, and each as likely as another', () => {
    const random = seededRandom(7);
    const counts = new Map<string, number>();
    for (let round = 0; round < 3000; round++) {
      const taken = sampled(ITEMS, 10, random);
      expect(new Set(taken).size).toBe(10);
      for (const item of taken) counts.set(item, (counts.get(item) ?? 0) + 1);
    }
    expect(Math.min(...counts.values())).toBeGreaterThan(850);
    expect(Math.max(...counts.values())).toBeLessThan(1150);
    expect(sampled(ITEMS, 99, random).sort()).toEqual(ITEMS);
  });
});
