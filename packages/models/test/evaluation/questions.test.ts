import { historiesOf, type Histories } from '../../src/evaluation/histories';
import { questionsOf } from '../../src/evaluation/questions';
import { rowsOf } from '../../../../test/support/interactions';
import type { UseCaseName } from '@ecommerce-recommenders/personalize/use-cases';

const DAY = 86_400;

/** Histories of rows as `user item type timestamp`. */
const histories = (rows: readonly string[]): Histories =>
  historiesOf(
    rowsOf(rows.join(', ')).map(([userId, itemId, eventType, timestamp]) => {
      return { userId, itemId, eventType, timestamp };
    }),
  );

const TRAINING = ['u1 a View 1', 'u1 b View 2', 'u1 c Purchase 3'];

/** Questions as `user|item|wanted|excluded`. */
function asked(useCase: UseCaseName, validation: readonly string[]): string[] {
  const text = (ids: ReadonlySet<string>): string => [...ids].sort().join(' ');
  return questionsOf(useCase, histories(TRAINING), histories(validation)).map(
    ({ userId, itemId = '', wanted, excluded }) => [userId, itemId, text(wanted), text(excluded)].join('|'),
  );
}

it('questions of most viewed and best sellers want what the user views or purchases', () => {
  const validation = ['u2 d View 9', 'u1 c View 9', 'u1 b view 10', 'u1 e Purchase 11'];
  expect(asked('most-viewed', validation)).toEqual(['u1||b c|', 'u2||d|']);
  expect(asked('best-sellers', validation)).toEqual(['u1||e|']);
});

it('questions of recommended for you want everything but what has been purchased', () => {
  const validation = ['u1 c View 9', 'u1 d Purchase 10', 'u1 a View 10'];
  expect(asked('recommended-for-you', validation)).toEqual(['u1||a d|c']);
});

it('questions of customers who viewed X also viewed ask for the item viewed last, and want the next ones', () => {
  const validation = ['u1 b View 9', 'u1 d View 10', 'u1 e Purchase 10'];
  expect(asked('customers-who-viewed-x-also-viewed', validation)).toEqual(['u1|b|d|b c']);
});

it('questions of frequently bought together ask for the first purchase of a basket, and want the rest of it', () => {
  const validation = [
    'u1 alone Purchase 0',
    `u1 tent Purchase ${10 * DAY}`,
    `u1 bag View ${10 * DAY}`,
    `u1 stove Purchase ${11 * DAY}`,
    `u1 lamp Purchase ${11 * DAY + 1}`,
  ];
  expect(asked('frequently-bought-together', validation)).toEqual(['u1|tent|stove|tent']);
});

it('questions of frequently bought together skip orders that are partly in training, where whole ones are wanted', () => {
  const validation = histories([
    'u1 tent Purchase 4',
    'u1 bag Purchase 5',
    `u1 lamp Purchase ${9 * DAY}`,
    `u1 stove Purchase ${9 * DAY}`,
    'u2 tent Purchase 4',
    'u2 bag Purchase 5',
  ]);
  const itemsAsked = (wholeOrders: boolean) =>
    questionsOf('frequently-bought-together', histories(TRAINING), validation, wholeOrders).map(
      ({ userId, itemId }) => `${userId} ${itemId}`,
    );
  expect(itemsAsked(false)).toEqual(['u1 tent', 'u2 tent']);
  expect(itemsAsked(true)).toEqual(['u1 lamp', 'u2 tent']);
});

it.each([
  ['frequently-bought-together', ['u1 a Purchase 9']],
  ['customers-who-viewed-x-also-viewed', ['u1 b View 9']],
  ['customers-who-viewed-x-also-viewed', ['new b View 9']],
  ['recommended-for-you', ['u1 c View 9']],
  ['best-sellers', ['u1 c View 9']],
] as [UseCaseName, string[]][])('no question of %s has no right answer: %j', (useCase, validation) => {
  expect(asked(useCase, validation)).toEqual([]);
});
