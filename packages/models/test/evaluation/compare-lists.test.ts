import { catalogueOf } from '../../src/evaluation/catalogue';
import { compareLists } from '../../src/evaluation/compare-lists';
import { compareRankings, rankingQuestions } from '../../src/evaluation/compare-rankings';
import { historiesOf } from '../../src/evaluation/histories';
import type { Question } from '../../src/evaluation/questions';
import { sampled, seededRandom } from '../../src/evaluation/seeded-random';

const ITEMS = Array.from({ length: 30 }, (_, item) => `item-${String(item).padStart(2, '0')}`);
const training = historiesOf(
  ITEMS.flatMap((itemId, timestamp) =>
    ITEMS.slice(timestamp).map((_, user) => {
      return { userId: `user-${user}`, itemId, eventType: 'View', timestamp };
    }),
  ),
);
const DATA = { training, catalogue: catalogueOf(new Map(), training) };

/** A question of each user, which wants one item. */
const asking = (wanted: readonly string[], excluded: readonly string[] = []): Question[] =>
  wanted.map((itemId, user) => {
    return { userId: `user-${user}`, wanted: new Set([itemId]), excluded: new Set(excluded) };
  });
const WANTED = ['item-00', 'item-07'];
const questions = asking(WANTED);

it('compared lists are cut at each length, the recommender’s first, compared as a whole, and without what is excluded', () => {
  const [own, ...baselines] = compareLists('most-viewed', questions, [ITEMS, ITEMS], DATA);
  expect(own.name).toBe('recommender');
  expect(own.measured.map(({ length }) => length)).toEqual([5, 10, 25]);
  expect(own.measured.flatMap(({ values }) => values.hitRate)).toEqual([1, 0, 1, 1, 1, 1]);
  expect(own.measured.map(({ coverage }) => coverage)).toEqual([5 / 30, 10 / 30, 25 / 30]);
  const sameOf = (lists: typeof baselines) => lists.map(({ name, isSame }) => [name, isSame]).flat();
  expect(sameOf(baselines)).toEqual(['random', false, 'popularity', true, 'plain', true]);
  const other = [...ITEMS.slice(0, 24), ITEMS[25]];
  const [, ...ofOther] = compareLists('most-viewed', questions, [ITEMS, other], DATA);
  expect(sameOf(ofOther)).toEqual(['random', false, 'popularity', false, 'plain', false]);
  const excluding = asking(WANTED, ITEMS.slice(0, 7));
  const [{ measured }] = compareLists('most-viewed', excluding, [ITEMS, ITEMS], DATA);
  expect(measured[0].values.mrr).toEqual([0, 1]);
});

it('compared lists are compared with the strongest list without a model, which leaves out what a question excludes', () => {
  const plainOf = (wanted: readonly string[], excluded: readonly string[] = []) => {
    const asked = asking(wanted, excluded);
    const compared = compareLists('customers-who-viewed-x-also-viewed', asked, [[], []], DATA);
    const plain = compared.at(-1)!;
    return [plain.name, plain.comparator, plain.measured[0].values.mrr];
  };
  expect(plainOf(['item-00', 'item-01'])).toEqual(['plain', 'View', [1, 1 / 2]]);
  // The latest of each user's own views, which few others share.
  expect(plainOf(['item-29', 'item-28'])).toEqual(['plain', 'recentlyViewed', [1, 1]]);
  expect(plainOf(['item-00', 'item-01'], ['item-02', 'item-00'])).toEqual(['plain', 'View', [0, 1]]);
});

it('compared lists name the days that the strongest list counts over', () => {
  const DAY = 86_400;
  const old = ITEMS.slice(0, 12).flatMap((itemId) =>
    ['u1', 'u2'].map((userId) => ({ userId, itemId, timestamp: 0 })),
  );
  const latest = { userId: 'u3', itemId: 'new', timestamp: 40 * DAY };
  const rows = historiesOf([...old, latest].map((row) => ({ ...row, eventType: 'Purchase' })));
  const data = { training: rows, catalogue: catalogueOf(new Map(), rows) };
  const strongest = compareLists('best-sellers', asking(['new']), [[]], data).at(-1);
  expect(strongest).toMatchObject({ comparator: 'Purchase', comparatorDays: 7 });
});

it('a sample takes each value once, and each as likely as another', () => {
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

const seen = (userId: string, itemId: string, timestamp = 9_000) => {
  return { userId, itemId, eventType: 'View', timestamp };
};
/** Item i0 is the most popular of 120, i119 the least; each is seen by its own users. */
const shop = historiesOf(
  Array.from({ length: 120 }, (_, item) =>
    Array.from({ length: 121 - item }, (_unused, at) => seen(`u${at}`, `i${item}`, 1_000 + item)),
  ).flat(),
);
const validation = historiesOf([seen('u1', 'i0'), seen('u2', 'i99'), seen('u2', 'i119'), seen('u3', 'i110')]);
const catalogue = catalogueOf(new Map(), shop);
const rankings = rankingQuestions(shop, validation);

it('a ranking is asked for the order of the most popular items, for users who later want one of them, and compared with a random and the popular order', () => {
  const popular = Array.from({ length: 100 }, (_, at) => `i${at}`).sort();
  for (const { candidates } of rankings) expect([...candidates].sort()).toEqual(popular);
  expect(rankings[0].candidates).not.toEqual(rankings[1].candidates);
  expect(rankings.map(({ userId, wanted }) => [userId, ...wanted].join(' '))).toEqual(['u1 i0', 'u2 i99']);
  const ranked = rankings.map(({ candidates, wanted }) =>
    [...candidates].sort((a, b) => Number(wanted.has(b)) - Number(wanted.has(a))),
  );
  const lists = compareRankings(rankings, ranked, { training: shop, catalogue });
  const same = lists.map(({ name, isSame }) => `${name} ${isSame}`);
  expect(same).toEqual(['recommender true', 'random false', 'popularity false']);
  const ndcg = lists.map(({ measured }) => measured.find(({ length }) => length === 10)!.values.ndcg);
  expect(ndcg[0]).toEqual([1, 1]);
  expect(ndcg[2]).toEqual([1, 0]);
});
