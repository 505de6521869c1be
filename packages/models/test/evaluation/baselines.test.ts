import { baselinesOf, coCounts, type BaselineName } from '../../src/evaluation/baselines';
import { catalogueOf } from '../../src/evaluation/catalogue';
import { historiesOf } from '../../src/evaluation/histories';
import { firstItems, type Question } from '../../src/evaluation/questions';
import type { UseCaseName } from '@ecommerce-recommenders/personalize/use-cases';

const rows = (userId: string, eventType: string, ...itemIds: string[]) =>
  itemIds.map((itemId, timestamp) => ({ userId, itemId, eventType, timestamp }));

const TRAINING = historiesOf([
  ...rows('u1', 'View', 'a', 'b', 'c'),
  ...rows('u2', 'View', 'a', 'b'),
  ...rows('u3', 'View', 'c', 'd', 'd', 'd', 'd'),
  ...rows('u4', 'View', 'a', 'c'),
  ...rows('u3', 'Purchase', 'b', 'd'),
]);
const CATALOGUE = catalogueOf(new Map([['unseen', 'hats']]), TRAINING);

const question = (fields: Partial<Question> = {}): Question => {
  return { userId: 'u1', wanted: new Set(['a']), excluded: new Set(), ...fields };
};

const listOf = (useCase: UseCaseName, name: BaselineName, asked: Question): string[] =>
  firstItems(baselinesOf(useCase, TRAINING, CATALOGUE).get(name)!(asked), asked);

it('baselines count each event type for itself, or all of them, and nothing where everybody gets one list', () => {
  expect(listOf('most-viewed', 'popularity', question())).toEqual(['d', 'a', 'c', 'b']);
  expect(listOf('best-sellers', 'popularity', question())).toEqual(['b', 'd']);
  expect(listOf('recommended-for-you', 'popularity', question())).toEqual(['d', 'a', 'b', 'c']);
  expect([...baselinesOf('most-viewed', TRAINING, CATALOGUE).keys()]).toEqual(['random', 'popularity']);
});

it('baselines count users who share the asked item, ties by item id, and fill up with popular items', () => {
  const asked = question({ itemId: 'a', excluded: new Set(['a']) });
  expect(listOf('customers-who-viewed-x-also-viewed', 'co-counts', asked)).toEqual(['b', 'c', 'd']);
  expect(listOf('recommended-for-you', 'co-counts', question())).toEqual(['a', 'b', 'c', 'd']);
  const unknown = question({ itemId: 'unknown' });
  expect(listOf('customers-who-viewed-x-also-viewed', 'co-counts', unknown)).toEqual(['d', 'a', 'c', 'b']);
});

it('baselines draw at random from the whole catalogue, the same each time and others for each question', () => {
  const draws = (): string[][] => {
    const random = baselinesOf('most-viewed', TRAINING, CATALOGUE).get('random')!;
    return Array.from({ length: 20 }, () => firstItems(random(question()), question()));
  };
  expect(draws()).toEqual(draws());
  expect(draws()[0]).toHaveLength(5);
  expect(new Set(draws().map((list) => list[0]))).toEqual(new Set(['a', 'b', 'c', 'd', 'unseen']));
});

it('baselines give no excluded item and none twice', () => {
  const asked = question({ excluded: new Set(['a', 'unseen']) });
  for (const name of ['random', 'popularity', 'co-counts'] as const)
    expect(listOf('recommended-for-you', name, asked).sort()).toEqual(['b', 'c', 'd']);
});

const SHARED = historiesOf(
  ['abx', 'abx', 'ay', 'ay', 'ay', 'zz'].flatMap((items, user) => rows(`u${user}`, 'View', ...items)),
);

it.each([
  ['the number of users who share an item, which leads itself', 'View', 'a', 'aybx'],
  // x gets 4, twice each from u0 and u1; y gets 3, once each from u2, u3 and u4.
  ['a user once for each of the items that are shared', 'View', 'ab', 'abxy'],
  ['nothing beside an item that is alone', 'View', 'z', 'z'],
  ['nothing of an unknown item', 'View', '?', ''],
  ['nothing of another event type', 'Purchase', 'a', ''],
] as const)('co-counts count %s', (_what, eventType, asked, counted) => {
  expect(coCounts(SHARED, eventType)([...asked]).join('')).toBe(counted);
});
