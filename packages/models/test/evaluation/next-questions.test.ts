import { nextQuestions } from '../../src/evaluation/next-questions';
import { seededRandom } from '../../src/evaluation/seeded-random';
import { splitAtTime } from '../../src/evaluation/time-split';
import { InteractionsBuilder } from '../../src/interactions-builder';
import type { UseCaseName } from '@ecommerce-recommenders/personalize/use-cases';
import { DAY, rowsOf } from '../../../../test/support/interactions';

type OrderRow = readonly [user: string, item: string, type: string, timestamp: number, order?: string];

const NEW = 1_000_000;

/**
 * Questions about later rows, with ids. For each later row, nine old rows of another user are added, so that a tenth is held out.
 */
function ask(useCase: UseCaseName, later: readonly OrderRow[], known: readonly OrderRow[] = []) {
  const builder = new InteractionsBuilder();
  for (let at = 0; at < 9 * later.length; at++) builder.add('else', `old-${at}`, 'View', at);
  for (const [user, item, type, time, order] of known) builder.add(user, item, type, time, 0, order);
  for (const [user, item, type, time, order] of later) builder.add(user, item, type, NEW + time, 0, order);
  const interactions = builder.build();
  const idOf = (item: number): string => interactions.itemIds[item];
  const questions = nextQuestions(useCase, interactions, splitAtTime(interactions), seededRandom(1));
  return questions.map(({ query, wanted, excluded, isNewcomer }) => ({
    user: interactions.userIds[query.user!],
    item: query.item === undefined ? undefined : idOf(query.item),
    recent: query.recent!.map(({ item }) => idOf(item)),
    wanted: [...wanted].map(idOf).sort(),
    excluded: [...excluded].map(idOf).sort(),
    isNewcomer,
  }));
}

it('a question that later rows answer is for the lists of all: what does the user view, or purchase?', () => {
  const later = rowsOf('ann cup View 1, ann bowl Purchase 2');
  expect(ask('most-viewed', later)).toMatchObject([{ user: 'ann', wanted: ['cup'] }]);
  expect(ask('best-sellers', later)).toMatchObject([{ user: 'ann', wanted: ['bowl'] }]);
});

it('a question that later rows answer is for a known user what follows, without what was bought before', () => {
  const later = rowsOf('ann cup View 1, ann bowl View 2');
  const questions = ask('recommended-for-you', later, rowsOf('ann cup Purchase 5'));
  expect(questions).toMatchObject([
    { user: 'ann', recent: [], wanted: ['bowl'], excluded: ['cup'], isNewcomer: false },
  ]);
});

it('a question that later rows answer is for a newcomer the second half of what they do, after the first', () => {
  const later = rowsOf('new cup View 1, new pot View 1, new bowl View 2, once cup View 2');
  expect(ask('recommended-for-you', later)).toMatchObject([
    { user: 'new', recent: ['cup', 'pot'], wanted: ['bowl'], isNewcomer: true },
  ]);
});

it('a question that later rows answer is for also viewed what follows the first view within a day', () => {
  const later = rowsOf(`ann cup View 0, ann bowl View ${DAY}, ann pot View ${DAY + 1}, bob cup View 0`);
  expect(ask('customers-who-viewed-x-also-viewed', later)).toMatchObject([
    { user: 'ann', item: 'cup', wanted: ['bowl'] },
  ]);
});

it('a question that later rows answer is for bought together the rest of the first order of several, or of a day where there are no orders', () => {
  const rows = (order?: (at: number) => string): OrderRow[] =>
    ['pan', 'cup', 'bowl', 'pot'].map((item, at) => ['ann', item, 'Purchase', at, order?.(at)]);
  const [byDay] = ask('frequently-bought-together', rows());
  expect([byDay.item, ...byDay.wanted].sort()).toEqual(['bowl', 'cup', 'pan', 'pot']);
  const orderOf = (at: number): string => (at === 0 ? 'alone' : at < 3 ? 'both' : 'last');
  const [byOrder] = ask('frequently-bought-together', rows(orderOf));
  expect([byOrder.item, ...byOrder.wanted].sort()).toEqual(['bowl', 'cup']);
  expect(byOrder.excluded).toEqual([byOrder.item]);
});
