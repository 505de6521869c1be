import { judged, withoutTrialFirst, type AnsweredList } from '../../src/page/list-basis';
import { TrainingFacts } from '../../src/why/training-facts';
import { interactionsOf, type Row } from '../../../../test/support/interactions';

/** Twelve popular items, p0 most of all. Ann buys a pair, Bob buys one thing alone, and everybody has viewed the pair. */
const ROWS: Row[] = [
  ...Array.from({ length: 12 }, (_, item) =>
    Array.from({ length: 20 - item }, (_, user): Row => [`u${user}`, `p${item}`, 'Purchase', 1]),
  ).flat(),
  ['ann', 'cup', 'Purchase', 1],
  ['ann', 'saucer', 'Purchase', 2],
  ['bob', 'lamp', 'Purchase', 1],
  ['ann', 'cup', 'View', 1],
  ['ann', 'saucer', 'View', 2],
];
const facts = new TrainingFacts(interactionsOf(ROWS));
const POPULAR = Array.from({ length: 12 }, (_, item) => `p${item}`);

const BOUGHT: AnsweredList = {
  useCase: 'frequently-bought-together',
  userId: 'ann',
  itemId: 'cup',
  items: ['saucer', ...POPULAR],
  before: 1,
  nameOf: (itemId) => `the ${itemId}`,
  hasSent: false,
  isSent: () => false,
};
const basisOf = (list: Partial<AnsweredList>) => judged(facts, { ...BOUGHT, ...list }).basis;

describe('what a list is', () => {
  it('is the answer where customers had both, and what fills it up is said of each item', () => {
    const { basis, as } = judged(facts, BOUGHT);
    expect(basis).toEqual({ kind: 'asked' });
    expect([as('saucer'), as('p0')]).toEqual([undefined, 'filler']);
  });

  it.each([false, true])(
    'is popular items where nobody has bought the item; since the training: %s',
    (isSent) => {
      expect(basisOf({ itemId: 'gilet', items: POPULAR, isSent: () => isSent })).toEqual({
        ...{ kind: 'no-history', event: 'Purchase', name: 'the gilet', isSent },
      });
    },
  );

  it('is popular items where nobody who bought it has bought any of them, or only by chance', () => {
    const few = { kind: 'few', event: 'Purchase', name: 'the lamp' };
    expect(basisOf({ itemId: 'lamp', items: ['p3', 'p1', 'p2'] })).toEqual(few);
    const list = { itemId: 'p11', items: POPULAR.slice(0, 11) };
    expect(basisOf({ ...list, before: 0 })).toMatchObject({ kind: 'few' });
    expect(basisOf({ ...list, before: 11 })).toEqual({ kind: 'asked' });
    expect(basisOf({ ...list, items: [], before: 0 })).toEqual({ kind: 'asked' });
    const { as } = judged(facts, { ...BOUGHT, ...list, before: 2 });
    expect([as('p1'), as('p2')]).toEqual([undefined, 'filler']);
  });

  it('counts views for what was also viewed', () => {
    const useCase = 'customers-who-viewed-x-also-viewed';
    expect(basisOf({ useCase, items: ['saucer'] })).toEqual({ kind: 'asked' });
    const none = { kind: 'no-history', event: 'View' };
    expect(basisOf({ useCase, itemId: 'lamp', items: ['saucer'] })).toMatchObject(none);
  });

  it('is popular items for a user without a history, until there are events', () => {
    const useCase = 'recommended-for-you';
    expect(basisOf({ useCase, userId: 'new' })).toEqual({ kind: 'no-user' });
    expect(basisOf({ useCase, userId: 'new', hasSent: true })).toEqual({ kind: 'asked' });
    expect(basisOf({ useCase })).toEqual({ kind: 'asked' });
    // What was asked for is popular items.
    expect(basisOf({ useCase: 'best-sellers', items: POPULAR })).toEqual({ kind: 'asked' });
  });
});

it('an item that is tried out is one that the training data lacks', () => {
  const { as } = judged(facts, { ...BOUGHT, useCase: 'recommended-for-you' });
  expect([as('gilet'), as('lamp')]).toEqual(['trial', undefined]);
});

it('an item that is tried out is not the first in a list, unless there are no others', () => {
  const [a, b, c] = [{ itemId: 'a', as: 'trial' }, { itemId: 'b', as: 'trial' }, { itemId: 'c' }] as const;
  expect(withoutTrialFirst([a, b, c])).toEqual([c, a, b]);
  expect(withoutTrialFirst([c, a, b])).toEqual([c, a, b]);
  expect(withoutTrialFirst([a, b])).toEqual([a, b]);
});
