import { createReadStream } from 'node:fs';
import { profileArchive } from '@ecommerce-recommenders/tools/profile/archive-profile';
import { groupReadiness, readinessOf, type Readiness } from '../../../src/insight/readiness/readiness';
import type { ShopFacts } from '../../../src/insight/readiness/shop-facts';
import type { UseCaseName } from '@ecommerce-recommenders/personalize/use-cases';
import { WORKSHOP_ARCHIVE } from '../../../../../test/support/workshop';
import { NOW } from '../../../../tools/test/profile/profile-of';
import { measuredUseCase, measurementOf, shopFacts, withEvents } from './facts';
import { itWith } from '../../../../../test/support/prerequisites';

const [TOGETHER, ALSO_VIEWED] = ['frequently-bought-together', 'customers-who-viewed-x-also-viewed'];
const EVERY = ['most-viewed', 'best-sellers', TOGETHER, ALSO_VIEWED, 'recommended-for-you'];

const FOR_YOU = ['recommended-for-you'];
const SHARE = { users: 100_000, usersWithTwo: 999 };

const verdictsOf = (facts: ShopFacts): Partial<Record<UseCaseName, string>> =>
  Object.fromEntries(readinessOf(facts).map(({ useCase, verdict }) => [useCase, verdict]));

/** The use cases with a verdict, and its first reason. */
function withVerdict(facts: ShopFacts, verdict: Readiness['verdict']) {
  const those = readinessOf(facts).filter((readiness) => readiness.verdict === verdict);
  return { useCases: those.map(({ useCase }) => useCase), found: those[0]?.reasons[0].found };
}

it('readiness is given where nothing is lacking, and says what the recommender will do', () => {
  const readiness = readinessOf(shopFacts());
  expect(readiness.map(({ verdict }) => verdict)).toEqual(EVERY.map(() => 'ready'));
  expect(readiness[0].reasons[0].willDo).toContain('the same for every user');
  expect(readiness[2].reasons[0].found).toContain('9,000 of 20,000 baskets hold two items or more');
});

const refusal = { file: 'items.csv', column: 'category', line: 7, problem: 'is empty', rows: 40 };
const style = { file: 'items.csv', name: 'style', rows: 100, missing: 31, distinct: 9 };

it.each<[found: string, ShopFacts, useCases?: readonly string[]]>([
  ['items.csv, line 7: category is empty (40 rows)', shopFacts({ refusals: [refusal] })],
  ['users.csv has no rows below the header', shopFacts({ emptyTables: ['users.csv'] })],
  ['a.csv and b.csv have no rows below the header', shopFacts({ emptyTables: ['a.csv', 'b.csv'] })],
  [
    'interactions.csv has only the event types Seen, a\\u{1b}[31m',
    shopFacts({ keptRows: 0, rows: 0, occurringTypes: ['Seen', 'a\u001b[31m'] }),
  ],
  ['interactions.csv has no rows', shopFacts({ keptRows: 0, rows: 0, occurringTypes: [] })],
  ['Training has 999 interactions', shopFacts({ rows: 999 })],
  ['Of 120,000 training rows 999 differ', shopFacts({ distinctRows: 999 })],
  ['880,000 of 1,000,000 interactions are held out', shopFacts({ keptRows: 1_000_000, rows: 120_000 })],
  ['24 users have two or more interactions in training', shopFacts({ usersWithTwo: 24 })],
  ['999 of 100,000 users have two or more interactions in training', shopFacts(SHARE)],
  ['Training has 999 Purchase interactions', withEvents({ rows: 999 }), ['best-sellers', TOGETHER]],
  ['Training has 999 View interactions', withEvents({ rows: 999 }, 'View'), ['most-viewed', ALSO_VIEWED]],
])('readiness fails use cases where %s', (found, facts, useCases = EVERY) => {
  expect(withVerdict(facts, 'blocked')).toEqual({ useCases, found });
});

it.each<[found: string, ShopFacts, useCases: readonly string[]]>([
  ['24 items have a Purchase in training', withEvents({ items: 24 }), ['best-sellers']],
  ['The item in tenth place has 29 Purchases', withEvents({ rowsOfTenth: 29 }), ['best-sellers']],
  [
    '9,000 of 20,000 baskets hold two items or more, 2,000 customers have bought two, an item along with another 5.0 times on average',
    withEvents({ pairs: 249 }),
    [TOGETHER],
  ],
  [
    '0 users have viewed two items or more, an item along with another 0.0 times on average',
    withEvents({ pairs: 0, usersWithTwoItems: 0 }, 'View'),
    [ALSO_VIEWED],
  ],
  [
    '49,999 different interactions and 2,000 users with two or more',
    shopFacts({ distinctRows: 49_999 }),
    [ALSO_VIEWED, ...FOR_YOU],
  ],
  ['items.csv: style is 69% filled with 9 values', shopFacts({ categoricalColumns: [style] }), FOR_YOU],
  ['1 interaction lies in the future', shopFacts({ futureRows: 1 }), EVERY],
])('readiness makes use cases weak where %s', (found, facts, useCases) => {
  expect(withVerdict(facts, 'weak')).toEqual({ useCases, found });
});

it('readiness says what a deployment meets first, not what follows from it, or else all that makes it weak', () => {
  expect(readinessOf(withEvents({ items: 20, rowsOfTenth: 3 }))[1].reasons).toHaveLength(2);
  const [{ reasons }] = readinessOf(shopFacts({ rows: 10, usersWithTwo: 3, futureRows: 4 }));
  expect(reasons).toEqual([
    {
      found: 'Training has 10 interactions',
      threshold: 'an import needs 1,000',
      willDo: 'The import of the interactions fails, and nothing is trained.',
      remedy: 'Deliver a longer period, or hold out less (setting holdout).',
      verdict: 'blocked',
    },
  ]);
});

it('readiness names what a shop with purchases alone can have, and how to start that', () => {
  const { events } = shopFacts();
  const facts = shopFacts({ events: { Purchase: events.Purchase } });
  const [{ verdict, reasons }] = readinessOf(facts);
  expect(verdict).toBe('blocked');
  expect(reasons[0].remedy).toMatch(
    /^It can have -c useCases=best-sellers,frequently-bought-together,recommended-for-you\./,
  );
});

const measuredAs = (facts: ShopFacts, difference: number, changes = {}): Readiness => {
  const useCases = { 'recommended-for-you': measuredUseCase(difference, changes) };
  return readinessOf(facts, measurementOf(useCases)).find(({ useCase }) => FOR_YOU.includes(useCase))!;
};
const little = shopFacts({ distinctRows: 49_999 });

it('measured readiness is given by what users did next, whatever the rules of thumb say', () => {
  const { verdict, reasons, measured } = measuredAs(little, 0.11);
  expect(verdict).toBe('ready');
  expect(reasons).toHaveLength(1);
  expect(reasons[0].found).toBe(
    'For 31 of 100 shoppers the list of ten held something they chose next; best sellers manage 20',
  );
  expect(reasons[0].threshold).toBe(
    'measured with the embedded AWS in place of the service, for 1,000 users after 2020-09-13: a difference of +6.0 to +16.0 of 100',
  );
  expect(measured?.hitRate.mean).toBeCloseTo(0.31);
});

it.each([
  [-0.1, 'best sellers serve shoppers better'],
  [0.04, 'not significantly better than best sellers'],
])('measured readiness is weak at %d, and rules of thumb suggest causes', (difference, words) => {
  const { verdict, reasons } = measuredAs(little, difference);
  expect(verdict).toBe('weak');
  expect(reasons[0].willDo).toContain(words);
  expect(reasons[0].remedy).toMatch(/^Show best sellers in its place or above it, or deliver/);
  expect(reasons[1].found).toMatch(/^49,999 different interactions/);
});

it('measured readiness says what it assumes of newcomers, lifts neither what the service requires nor bad data, and leaves what was not asked to the rules', () => {
  const { reasons: ofNewcomers } = measuredAs(shopFacts(), 0.11, { newcomers: 990 });
  expect(ofNewcomers[0].willDo).toMatch(/99 of 100 were new, .* \(setting eventTracker\)/);
  expect(measuredAs(shopFacts({ rows: 999 }), 0.5)).toMatchObject({ verdict: 'blocked' });
  const { verdict, reasons } = measuredAs(shopFacts({ futureRows: 3 }), 0.5);
  expect(verdict).toBe('weak');
  expect(reasons[0].found).toBe('3 interactions lie in the future');
  const [unasked] = readinessOf(shopFacts(), measurementOf({}));
  expect(unasked.measured).toBeUndefined();
  expect(unasked.reasons[0].found).toContain('60,000 Views');
});

itWith('workshop')(
  'the readiness of the workshop’s archive foretells what the real service answered: best sellers in place of what is bought together',
  async () => {
    const eventTypes = { ProductViewed: 'View', OrderCompleted: 'Purchase' };
    const source = createReadStream(WORKSHOP_ARCHIVE) as AsyncIterable<Buffer>;
    const { facts } = await profileArchive(source, { holdout: 0.1, eventTypes, now: NOW });
    expect(verdictsOf(facts)).toEqual({
      'most-viewed': 'ready',
      'best-sellers': 'weak',
      'frequently-bought-together': 'weak',
      'customers-who-viewed-x-also-viewed': 'ready',
      'recommended-for-you': 'ready',
    });
    const [{ found, willDo }] = readinessOf(facts)[2].reasons;
    expect(found).toMatch(/^7 of 5,811 baskets hold two items or more, 1,234 customers have bought two/);
    expect(willDo).toContain('falls back to the best sellers');
  },
);

type Comparator = 'random' | 'recentlyViewed';
const bestSellers = (difference: number, comparator: Comparator = 'recentlyViewed'): Readiness => {
  const measured = measuredUseCase(difference, { comparator });
  return readinessOf(shopFacts(), measurementOf({ 'best-sellers': measured }))[1];
};

it('measured readiness of a list of counts is weak where a list without a model is significantly better, or it is not better than random items', () => {
  expect(bestSellers(0.01).verdict).toBe('ready');
  const { verdict, reasons } = bestSellers(-0.1);
  expect(verdict).toBe('weak');
  expect(reasons[0].willDo).toBe('It answers, but recently viewed items serve shoppers better.');
  expect(reasons[0].remedy).toBe('Show recently viewed items in its place or above it.');
  expect(bestSellers(0.01, 'random').verdict).toBe('weak');
  expect(bestSellers(0.06, 'random').verdict).toBe('ready');
});

it('grouped readiness says once what is to be said of several use cases', () => {
  const groups = groupReadiness(readinessOf(shopFacts({ distinctRows: 49_999 })));
  const said = groups.map(({ useCases, verdict }) => `${verdict}: ${useCases.join(' ')}`);
  const ready = ['most-viewed', 'best-sellers', TOGETHER].map((name) => `ready: ${name}`);
  expect(said).toEqual([...ready, `weak: ${ALSO_VIEWED} recommended-for-you`]);
});
