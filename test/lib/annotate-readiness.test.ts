import { App, Stack } from 'aws-cdk-lib';
import type { ShopFacts } from '@ecommerce-recommenders/shop-data/readiness/shop-facts';
import { USE_CASE_NAMES } from '@ecommerce-recommenders/personalize/use-cases';
import { type ShopUseCases } from '@ecommerce-recommenders/shop-data/recommender-options';
import { annotateReadiness } from '../../lib/annotate-readiness';
import { shopFacts, withEvents } from '../../packages/shop-data/test/readiness/facts';

const ALL: ShopUseCases = new Map(USE_CASE_NAMES.map((name) => [name, {}]));

/** Annotations of a synth, for a survey's outcome. */
async function said(
  survey: Promise<ShopFacts>,
  settings: Partial<Parameters<typeof annotateReadiness>[1]> = {},
): Promise<{ errors: unknown[]; warnings: unknown[] }> {
  const stack = new Stack(new App(), 'Shop');
  await annotateReadiness(stack, { archive: 'shop.tgz', useCases: ALL, force: false, ...settings }, survey);
  const ofType = (type: string): unknown[] =>
    stack.node.metadata.filter((entry) => entry.type === `aws:cdk:${type}`).map(({ data }): unknown => data);
  return { errors: ofType('error'), warnings: ofType('warning') };
}

const NO_PURCHASES = withEvents({ rows: 0, items: 0, usersWithTwoItems: 0, pairs: 0, rowsOfTenth: 0 });

describe('readiness at synth', () => {
  it('is silent where the data is enough', async () => {
    expect(await said(Promise.resolve(shopFacts()))).toEqual({ errors: [], warnings: [] });
  });

  it('is a warning where recommenders will be weak', async () => {
    const { errors, warnings } = await said(Promise.resolve(withEvents({ pairs: 9 })));
    expect(errors).toEqual([]);
    expect(warnings).toEqual([expect.stringMatching(/^Frequently bought together: weak\. .*falls back/)]);
  });

  it('is an error, once for all concerned, where recommenders will fail', async () => {
    const { errors, warnings } = await said(Promise.resolve(NO_PURCHASES));
    expect(errors).toEqual([
      expect.stringMatching(
        /^Best sellers, Frequently bought together: will fail\. Training has 0 Purchase .* -c force=true\.$/,
      ),
    ]);
    expect(warnings).toEqual([]);
  });

  it('is a warning of that where the deployment is forced', async () => {
    const { errors, warnings } = await said(Promise.resolve(NO_PURCHASES), { force: true });
    expect(errors).toEqual([]);
    expect(warnings).toEqual([expect.stringContaining('will fail. Training has 0 Purchase interactions')]);
  });

  it('is about the use cases that are to be deployed alone', async () => {
    const settings = { useCases: new Map([['most-viewed', {}]] as const) };
    expect(await said(Promise.resolve(NO_PURCHASES), settings)).toEqual({ errors: [], warnings: [] });
  });

  it('is an error for an archive that cannot be read, a warning if forced', async () => {
    const survey = (): Promise<ShopFacts> => Promise.reject(new Error('items.csv, line 2: is odd'));
    expect(await said(survey())).toEqual({
      errors: [
        expect.stringContaining('The archive shop.tgz cannot be deployed: items.csv, line 2: is odd.'),
      ],
      warnings: [],
    });
    expect((await said(survey(), { force: true })).errors).toEqual([]);
  });
});
