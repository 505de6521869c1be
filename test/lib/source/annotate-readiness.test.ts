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

describe('readiness at synth', () => {
  it('is silent where the data is enough', () => {
    expect(said({ facts: shopFacts() })).toEqual({ errors: [], warnings: [] });
  });

  it('is a warning where recommenders will be weak', () => {
    const { errors, warnings } = said({ facts: withEvents({ pairs: 9 }) });
    expect(errors).toEqual([]);
    expect(warnings).toEqual([
      expect.stringMatching(/^Frequently bought together: weak\. .*falls back.*npm run explore measures it/),
    ]);
  });

  it('follows what was measured, and then needs no hint', () => {
    const facts = withEvents({ pairs: 9 });
    const profile = (difference: number): ArchiveFacts => ({
      facts,
      measurement: measurementOf({ 'frequently-bought-together': measuredUseCase(difference) }),
    });
    expect(said(profile(0.1))).toEqual({ errors: [], warnings: [] });
    const { warnings } = said(profile(-0.1));
    expect(warnings).toEqual([
      expect.stringMatching(
        /^Frequently bought together: weak\. For 10 of 100 orders .* manage 20; measured/,
      ),
    ]);
    expect(String(warnings[0])).not.toContain('npm run explore');
  });

  it('warns where much is held out', () => {
    const { warnings } = said({ facts: shopFacts({ keptRows: 160_000 }) });
    expect(warnings).toEqual([
      expect.stringMatching(/^25% of the interactions are held out, .* set holdoutBy to time/),
    ]);
  });

  it('is an error, once for all concerned, where recommenders will fail', () => {
    const { errors, warnings } = said({ facts: NO_PURCHASES });
    expect(errors).toEqual([
      expect.stringMatching(
        /^Best sellers, Frequently bought together: blocked\. Training has 0 Purchase .* -c force=true, or give the construct force: true\.$/,
      ),
    ]);
    expect(warnings).toEqual([]);
  });

  it('is a warning of that where the deployment is forced', () => {
    const { errors, warnings } = said({ facts: NO_PURCHASES }, { force: true });
    expect(errors).toEqual([]);
    expect(warnings).toEqual([expect.stringContaining('blocked. Training has 0 Purchase interactions')]);
  });

  it('is about the use cases that are to be deployed alone', () => {
    const settings = { useCases: new Map([['most-viewed', {}]] as const) };
    expect(said({ facts: NO_PURCHASES }, settings)).toEqual({ errors: [], warnings: [] });
  });

  it('is an error for an archive that cannot be read, a warning if forced', () => {
    const profile = { problem: 'items.csv, line 2: is odd' };
    expect(said(profile)).toEqual({
      errors: [
        expect.stringContaining('The archive shop.tgz cannot be deployed: items.csv, line 2: is odd.'),
      ],
      warnings: [],
    });
    expect(said(profile, { force: true }).errors).toEqual([]);
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
