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

const LAMP = { itemId: 'lamp', items: ['p3', 'p1', 'p2'] };
const CHANCE = { itemId: 'p11', items: POPULAR.slice(0, 11) };
const ALSO = { useCase: 'customers-who-viewed-x-also-viewed', items: ['saucer'] } as const;
const FOR_YOU = { useCase: 'recommended-for-you' } as const;
const NONE = { kind: 'no-history', event: 'Purchase', name: 'the gilet' };
const UNVIEWED = { ...NONE, event: 'View', name: 'the lamp', isSent: false };
const FEW = { kind: 'few', event: 'Purchase' };
const ASKED = { kind: 'asked' };

it.each<[string, Partial<AnsweredList>, object]>([
  ['the answer where customers had both', {}, ASKED],
  ['popular items where nobody has bought the item', { itemId: 'gilet' }, { ...NONE, isSent: false }],
  ['popular items if bought since', { itemId: 'gilet', isSent: () => true }, { ...NONE, isSent: true }],
  ['popular items where no buyer has bought any', LAMP, { ...FEW, name: 'the lamp' }],
  ['popular items where some had both by chance', { ...CHANCE, before: 0 }, { ...FEW, name: 'the p11' }],
  ['the answer where it differs from popular items', { ...CHANCE, before: 11 }, ASKED],
  ['the answer where it is empty', { ...CHANCE, items: [], before: 0 }, ASKED],
  ['the answer where customers viewed both', ALSO, ASKED],
  ['popular items where nobody has viewed the item', { ...ALSO, itemId: 'lamp' }, UNVIEWED],
  ['popular items for a user without a history', { ...FOR_YOU, userId: 'new' }, { kind: 'no-user' }],
  ['the answer for a user with events', { ...FOR_YOU, userId: 'new', hasSent: true }, ASKED],
  ['the answer for a user with a history', FOR_YOU, ASKED],
  ['popular items where these were asked for', { useCase: 'best-sellers', items: POPULAR }, ASKED],
])('a list is %s', (_, list, basis) => {
  expect(judged(facts, { ...BOUGHT, ...list }).basis).toEqual(basis);
});

it('what fills a list up is said of each item, and what is tried out, which the training data lacks', () => {
  const asIn = (list: Partial<AnsweredList>, ...ids: string[]) =>
    ids.map(judged(facts, { ...BOUGHT, ...list }).as);
  expect(asIn({}, 'saucer', 'p0')).toEqual([undefined, 'filler']);
  expect(asIn({ ...CHANCE, before: 2 }, 'p1', 'p2')).toEqual([undefined, 'filler']);
  expect(asIn(FOR_YOU, 'gilet', 'lamp')).toEqual(['trial', undefined]);
});

it('an item that is tried out is not the first in a list, unless there are no others', () => {
  const [a, b, c] = [{ itemId: 'a', as: 'trial' }, { itemId: 'b', as: 'trial' }, { itemId: 'c' }] as const;
  expect(withoutTrialFirst([a, b, c])).toEqual([c, a, b]);
  expect(withoutTrialFirst([c, a, b])).toEqual([c, a, b]);
  expect(withoutTrialFirst([a, b])).toEqual([a, b]);
});
