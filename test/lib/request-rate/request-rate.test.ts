import { idsOf, resourcesOf } from '../support/resources';
import { synthesise } from '../support/synthesise';

const BOUNDS = { min: 1, max: 10 };
const { template: all } = synthesise({ context: { requestRate: BOUNDS } });
const { template: one } = synthesise({
  context: { requestRate: { 'best-sellers': { min: 2, max: 5 } }, watch: true },
});
const isOfRate = (id: string): boolean => id.startsWith('RequestRate');

/** Configurations of the recommenders, by the ends of their names. */
const configs = (template: typeof all): Record<string, unknown> =>
  Object.fromEntries(
    idsOf(template, 'Custom::PersonalizeRecommender').map((id) => {
      const { Name, RecommenderConfig } = resourcesOf(template)[id].Properties as Record<string, string>;
      return [Name.replace('Shop-', ''), RecommenderConfig];
    }),
  );

describe('rates that follow use', () => {
  it('are bounded in the template, for all recommenders or for those that are named', () => {
    expect(configs(synthesise({ context: { requestRate: 'auto' } }).template)).toEqual(configs(all));
    for (const config of Object.values(configs(all)))
      expect(config).toEqual({ RequestBounds: { Min: '1', Max: '10' } });
    expect(configs(one)).toMatchObject({ 'best-sellers': { RequestBounds: { Min: '2', Max: '5' } } });
    expect(configs(one)['most-viewed']).toBeUndefined();
  });

  it('are looked at every hour', () => {
    const [rule] = idsOf(one, 'AWS::Events::Rule').filter(isOfRate);
    expect(resourcesOf(one)[rule].Properties).toMatchObject({ ScheduleExpression: 'rate(1 hour)' });
  });
});
