import { catalogueOf } from '../../src/evaluation/catalogue';
import { compareRankings, rankingQuestions } from '../../src/evaluation/compare-rankings';
import { historiesOf } from '../../src/evaluation/histories';

const seen = (userId: string, itemId: string, timestamp = 9_000) => {
  return { userId, itemId, eventType: 'View', timestamp };
};
/** Item i0 is the most popular of 120, i119 the least; each is seen by its own users. */
const training = historiesOf(
  Array.from({ length: 120 }, (_, item) =>
    Array.from({ length: 121 - item }, (_unused, at) => seen(`u${at}`, `i${item}`, 1_000 + item)),
  ).flat(),
);
const validation = historiesOf([seen('u1', 'i0'), seen('u2', 'i99'), seen('u2', 'i119'), seen('u3', 'i110')]);
const catalogue = catalogueOf(new Map(), training);
const questions = rankingQuestions(training, validation);

it('a ranking is asked for the order of the most popular items, for users who later want one of them, and compared with a random and the popular order', () => {
  const popular = Array.from({ length: 100 }, (_, at) => `i${at}`).sort();
  for (const { candidates } of questions) expect([...candidates].sort()).toEqual(popular);
  expect(questions[0].candidates).not.toEqual(questions[1].candidates);
  expect(questions.map(({ userId, wanted }) => [userId, ...wanted].join(' '))).toEqual(['u1 i0', 'u2 i99']);
  const ranked = questions.map(({ candidates, wanted }) =>
    [...candidates].sort((a, b) => Number(wanted.has(b)) - Number(wanted.has(a))),
  );
  const lists = compareRankings(questions, ranked, { training, catalogue });
  const same = lists.map(({ name, isSame }) => `${name} ${isSame}`);
  expect(same).toEqual(['recommender true', 'random false', 'popularity false']);
  const ndcg = lists.map(({ measured }) => measured.find(({ length }) => length === 10)!.values.ndcg);
  expect(ndcg[0]).toEqual([1, 1]);
  expect(ndcg[2]).toEqual([1, 0]);
});
