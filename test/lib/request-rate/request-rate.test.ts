import { idsOf, resourcesOf } from '../support/resources';
import { synthesise } from '../support/synthesise';

const BOUNDS = { min: 1, max: 10 };
const { template: without } = synthesise();
const { template: all } = synthesise({ context: { requestRate: JSON.stringify(BOUNDS) } });
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
  it('leave no trace where they are off', () => {
    expect(Object.keys(resourcesOf(without)).filter(isOfRate)).toEqual([]);
    expect(configs(without)['best-sellers']).toBeUndefined();
  });

  it('have bounds of their own where the setting is auto', () => {
    expect(configs(synthesise({ context: { requestRate: 'auto' } }).template)).toEqual(configs(all));
  });

  it('are bounded in the template, for all recommenders or for those that are named', () => {
    for (const config of Object.values(configs(all)))
      expect(config).toEqual({ RequestBounds: { Min: '1', Max: '10' } });
    expect(configs(one)).toMatchObject({ 'best-sellers': { RequestBounds: { Min: '2', Max: '5' } } });
    expect(configs(one)['most-viewed']).toBeUndefined();
  });

  it('are looked at every hour', () => {
    const [rule] = idsOf(one, 'AWS::Events::Rule').filter(isOfRate);
    expect(resourcesOf(one)[rule].Properties).toMatchObject({ ScheduleExpression: 'rate(1 hour)' });
  });

  it('are compared with their most by the alarms, and none is too high', () => {
    const alarms = Object.values(resourcesOf(one)).filter(({ Type }) => Type === 'AWS::CloudWatch::Alarm');
    const named = (suffix: string): object | undefined =>
      alarms.find(({ Properties }) => String(Properties.AlarmName).endsWith(suffix))?.Properties;
    expect(named('best-sellers-utilisation')).toMatchObject({
      Threshold: 0.8 * 5 * 300,
      AlarmDescription: expect.stringContaining('Raise max in requestRate') as string,
    });
    expect(named('best-sellers-low-utilisation')).toBeUndefined();
    expect(named('most-viewed-utilisation')).toMatchObject({ Threshold: 0.8 * 300 });
  });

  it.each<[context: Record<string, unknown>, message: string]>([
    [{ requestRate: 'automatic' }, 'allowed is auto for {"min":1,"max":10}, a JSON object such as that'],
    [{ requestRate: { min: 3, max: 3 } }, 'max is 3, allowed is more than min, which is 3'],
    [
      { requestRate: { min: 1, max: 2, mean: 1 } },
      'requestRate has the unknown member mean, allowed are min, max.',
    ],
    [{ requestRate: { 'best-seller': BOUNDS } }, 'Did you mean best-sellers?'],
    [
      { requestRate: { 'best-sellers': 3 } },
      'requestRate.best-sellers is 3, allowed is an object of min, max',
    ],
    [
      { requestRate: { 'recommended-for-you': BOUNDS } },
      'is for recommended-for-you, and live are most-viewed',
    ],
    [{ requestRate: BOUNDS, serving: 'lists' }, 'is for live use cases, and serving leaves none live'],
    [
      {
        requestRate: BOUNDS,
        useCases: { 'most-viewed': {}, 'best-sellers': { minRecommendationRequestsPerSecond: 2 } },
      },
      'is for best-sellers, whose minRecommendationRequestsPerSecond in useCases is a fixed rate',
    ],
  ])('fail for %j', (context, message) => {
    expect(() => synthesise({ context })).toThrow(message);
  });
});
