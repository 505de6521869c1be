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

const NO_PURCHASES = withEvents({ rows: 0, items: 0, usersWithTwoItems: 0, pairs: 0, rowsOfTenth: 0 });

const WEAK = withEvents({ pairs: 9 });
const measured = (difference: number): ArchiveFacts => ({
  facts: WEAK,
  measurement: measurementOf({ 'frequently-bought-together': measuredUseCase(difference) }),
});
const BLOCKED =
  /^Best sellers, Frequently bought together: blocked\. Training has 0 Purchase .* -c force=true, or give the construct force: true\.$/;
const UNREADABLE = { problem: 'items.csv, line 2: is odd' };
const MOST_VIEWED: ShopUseCases = new Map([['most-viewed', {}]]);

describe('readiness at synth', () => {
  it.each<[string, ArchiveFacts, Parameters<typeof said>[1], Partial<Record<'errors' | 'warnings', RegExp>>]>(
    [
      ['is silent where the data is enough', { facts: shopFacts() }, {}, {}],
      [
        'is a warning where recommenders will be weak',
        { facts: WEAK },
        {},
        { warnings: /^Frequently bought together: weak\. .*falls back.*npm run explore measures it/ },
      ],
      ['follows what was measured', measured(0.1), {}, {}],
      [
        'needs no hint to measure what was measured',
        measured(-0.1),
        {},
        {
          warnings:
            /^Frequently bought together: weak\. For 10 of 100 orders (?!.*npm run explore).* manage 20; measured/,
        },
      ],
      [
        'warns where much is held out',
        { facts: shopFacts({ keptRows: 160_000 }) },
        {},
        { warnings: /^25% of the interactions are held out, .* set holdoutBy to time/ },
      ],
      [
        'is an error, once for all concerned, where recommenders will fail',
        { facts: NO_PURCHASES },
        {},
        { errors: BLOCKED },
      ],
      [
        'is a warning of that where the deployment is forced',
        { facts: NO_PURCHASES },
        { force: true },
        { warnings: /blocked\. Training has 0 Purchase interactions/ },
      ],
      [
        'is about the use cases that are to be deployed alone',
        { facts: NO_PURCHASES },
        { useCases: MOST_VIEWED },
        {},
      ],
      [
        'is an error for an archive that cannot be read',
        UNREADABLE,
        {},
        { errors: /The archive shop\.tgz cannot be deployed: items\.csv, line 2: is odd\./ },
      ],
      [
        'is a warning of that where the deployment is forced',
        UNREADABLE,
        { force: true },
        { warnings: /items\.csv, line 2: is odd/ },
      ],
    ],
  )('%s', (_what, profile, settings, words) => {
    const [errors, warnings] = [words.errors, words.warnings].map((one) =>
      one === undefined ? [] : [expect.stringMatching(one) as unknown],
    );
    expect(said(profile, settings)).toEqual({ errors, warnings });
  });

  describe('where the program that reads the archive fails', () => {
    const crash = { failure: { says: 'crashed: TypeError: no', trace: 'TypeError: no\n    at main' } };
    const { CDK_DEBUG } = process.env;
    afterEach(() => {
      if (CDK_DEBUG === undefined) delete process.env.CDK_DEBUG;
      else process.env.CDK_DEBUG = CDK_DEBUG;
    });

    it('is an error that does not blame the data, nor advises force', () => {
      delete process.env.CDK_DEBUG;
      expect(said(crash).errors).toEqual([
        'The archive shop.tgz was not checked, because the program that reads it crashed: TypeError: no. ' +
          'The option --debug of the CDK CLI prints its stack trace.',
      ]);
    });

    it('has the stack trace if the CDK CLI debugs', () => {
      process.env.CDK_DEBUG = 'true';
      expect(said(crash).errors).toEqual([
        expect.stringMatching(/TypeError: no\.\nTypeError: no\n {4}at main$/),
      ]);
    });

    it('advises another try where the program was killed', () => {
      expect(said({ failure: { says: 'was killed by SIGKILL' } }).errors).toEqual([
        expect.stringMatching(/was killed by SIGKILL\. This may be for lack of memory\. .*try again\.$/),
      ]);
    });
  });
});
