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

const [ALSO, TOGETHER] = ['customers-who-viewed-x-also-viewed', 'frequently-bought-together'] as const;
const LATER = ['u2 d View 9', 'u1 c View 9', 'u1 b view 10', 'u1 e Purchase 11'];
const BASKETS = ['alone Purchase 0', `tent Purchase ${10 * DAY}`, `bag View ${10 * DAY}`]
  .concat(`stove Purchase ${11 * DAY}`, `lamp Purchase ${11 * DAY + 1}`)
  .map((row) => `u1 ${row}`);

it.each<[UseCaseName, string, rows: readonly string[], questions: string[]]>([
  ['most-viewed', 'want what the user views', LATER, ['u1||b c|', 'u2||d|']],
  ['best-sellers', 'want what the user purchases', LATER, ['u1||e|']],
  [
    'recommended-for-you',
    'want everything but what has been purchased',
    ['u1 c View 9', 'u1 d Purchase 10', 'u1 a View 10'],
    ['u1||a d|c'],
  ],
  [
    ALSO,
    'ask for the item viewed last, and want the next ones',
    ['u1 b View 9', 'u1 d View 10', 'u1 e Purchase 10'],
    ['u1|b|d|b c'],
  ],
  [TOGETHER, 'ask for the first of a basket, and want its rest', BASKETS, ['u1|tent|stove|tent']],
  [TOGETHER, 'are none of a basket of one', ['u1 a Purchase 9'], []],
  [ALSO, 'are none without a next item', ['u1 b View 9'], []],
  [ALSO, 'are none of a new user without a next item', ['new b View 9'], []],
  ['recommended-for-you', 'are none of what has been purchased', ['u1 c View 9'], []],
  ['best-sellers', 'are none without a purchase', ['u1 c View 9'], []],
])('questions of %s %s', (useCase, _what, rows, questions) => {
  expect(asked(useCase, rows)).toEqual(questions);
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
    questionsOf(TOGETHER, histories(TRAINING), validation, wholeOrders).map(
      ({ userId, itemId }) => `${userId} ${itemId}`,
    );
  expect(itemsAsked(false)).toEqual(['u1 tent', 'u2 tent']);
  expect(itemsAsked(true)).toEqual(['u1 lamp', 'u2 tent']);
});
