import { App, Stack } from 'aws-cdk-lib';
import { USE_CASE_NAMES } from '@ecommerce-recommenders/personalize/use-cases';
import { type ShopUseCases } from '@ecommerce-recommenders/shop-data/contracts/recommender-options';
import { annotateReadiness } from '../../../lib/source/annotate-readiness';
import type { ArchiveFacts } from '../../../lib/source/archive-facts';
import {
  measuredUseCase,
  measurementOf,
  shopFacts,
  withEvents,
} from '../../../packages/shop-data/test/insight/readiness/facts';

const ALL: ShopUseCases = new Map(USE_CASE_NAMES.map((name) => [name, {}]));

/** Annotations of a synth, for a survey's outcome. */
function said(
  profile: ArchiveFacts,
  settings: Partial<Parameters<typeof annotateReadiness>[1]> = {},
): { errors: unknown[]; warnings: unknown[] } {
  const stack = new Stack(new App(), 'Shop');
  annotateReadiness(stack, { archive: 'shop.tgz', useCases: ALL, force: false, ...settings }, profile);
  const ofType = (type: string): unknown[] =>
    stack.node.metadata.filter((entry) => entry.type === `aws:cdk:${type}`).map(({ data }): unknown => data);
  return { errors: ofType('error'), warnings: ofType('warning') };
}

const NO_PURCHASES = {
  facts: withEvents({ rows: 0, items: 0, usersWithTwoItems: 0, pairs: 0, rowsOfTenth: 0 }),
};
const WEAK = { facts: withEvents({ pairs: 9 }) };
const measured = (difference: number): ArchiveFacts => ({
  ...WEAK,
  measurement: measurementOf({ 'frequently-bought-together': measuredUseCase(difference) }),
});
const BLOCKED =
  /^Best sellers, Frequently bought together: blocked\. Training has 0 Purchase .* -c force=true, or give the construct force: true\.$/;
const NO_HINT =
  /^Frequently bought together: weak\. For 10 of 100 orders (?!.*npm run explore).* manage 20; measured/;
const HELD_OUT = /^25% of the interactions are held out, .* set holdoutBy to time/;
const UNREADABLE = { problem: 'items.csv, line 2: is odd' };
const CRASHED = { failure: { says: 'crashed: TypeError: no', trace: 'TypeError: no\n    at main' } };
const NOT_CHECKED =
  /^The archive shop\.tgz was not checked, because the program that reads it crashed: TypeError: no\. The option --debug of the CDK CLI prints its stack trace\.$/;
const KILLED = { failure: { says: 'was killed by SIGKILL' } };
const MOST_VIEWED: ShopUseCases = new Map([['most-viewed', {}]]);
const FORCED = { force: true };

describe('readiness at synth', () => {
  const { CDK_DEBUG } = process.env;
  beforeEach(() => delete process.env.CDK_DEBUG);
  afterAll(() => void (CDK_DEBUG !== undefined && (process.env.CDK_DEBUG = CDK_DEBUG)));

  it.each<['errors' | 'warnings', string, ArchiveFacts, Parameters<typeof said>[1], ...texts: RegExp[]]>([
    ['warnings', 'none where the data is enough', { facts: shopFacts() }, {}],
    ['warnings', 'recommenders that will be weak', WEAK, {}, /falls back.*npm run explore measures it/],
    ['warnings', 'none where what was measured is good', measured(0.1), {}],
    ['warnings', 'no hint to measure what was measured', measured(-0.1), {}, NO_HINT],
    ['warnings', 'much that is held out', { facts: shopFacts({ keptRows: 160_000 }) }, {}, HELD_OUT],
    ['errors', 'recommenders that will fail, all in one', NO_PURCHASES, {}, BLOCKED],
    [
      'warnings',
      'them where the deployment is forced',
      NO_PURCHASES,
      FORCED,
      /blocked\. Training has 0 Purch/,
    ],
    ['errors', 'none of use cases that are not deployed', NO_PURCHASES, { useCases: MOST_VIEWED }],
    [
      'errors',
      'an archive that cannot be read',
      UNREADABLE,
      {},
      /shop\.tgz cannot be deployed: items\.csv, line 2: is odd\./,
    ],
    ['warnings', 'it where the deployment is forced', UNREADABLE, FORCED, /items\.csv, line 2: is odd/],
    ['errors', 'a crash, without blame of the data or advice to force', CRASHED, {}, NOT_CHECKED],
    [
      'errors',
      'a program that was killed',
      KILLED,
      {},
      /killed by SIGKILL\. This may be for lack of memory\. .*try again\.$/,
    ],
  ])('has %s: %s', (kind, _what, profile, settings, ...texts) => {
    const expected = texts.map((text) => expect.stringMatching(text) as unknown);
    expect(said(profile, settings)).toEqual({ errors: [], warnings: [], [kind]: expected });
  });

  it('has the stack trace of a crash if the CDK CLI debugs', () => {
    process.env.CDK_DEBUG = 'true';
    expect(said(CRASHED).errors).toEqual([expect.stringMatching(/: no\.\nTypeError: no\n {4}at main$/)]);
  });
});
