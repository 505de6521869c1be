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
});
