import { idsOf, resourcesOf } from '../support/resources';
import { synthesise } from '../support/synthesise';

const METRICS = {
  orders: { event: 'Purchase' },
  revenue: { event: 'Purchase', sum: 'Items.PRICE' },
};
const API = { origins: ['https://shop.example'] };
const TYPE = 'Custom::PersonalizeMetricAttribution';
const synth = (context: object) => synthesise({ context: context as Record<string, unknown> }).template;
const configOf = (template: ReturnType<typeof synth>): string =>
  JSON.stringify(
    Object.values(resourcesOf(template)).find(({ Properties }) =>
      JSON.stringify(Properties?.Environment ?? '').includes('TRACKING_ID'),
    )?.Properties.Environment,
  );

describe('a metric attribution', () => {
  const template = synth({ metricAttribution: METRICS, api: API });

  it('counts events, or adds up a column', () => {
    template.hasResourceProperties(TYPE, {
      Metrics: [
        { EventType: 'Purchase', MetricName: 'orders', Expression: 'SAMPLECOUNT()' },
        { EventType: 'Purchase', MetricName: 'revenue', Expression: 'SUM(Items.PRICE)' },
      ],
    });
  });

  it('comes after the imports, whose columns it adds up, and after the policy of its role', () => {
    const [{ DependsOn = [] }] = Object.values(template.findResources(TYPE)) as { DependsOn?: string[] }[];
    expect(DependsOn).toEqual(expect.arrayContaining(idsOf(template, 'Custom::PersonalizeDatasetImport')));
    expect(DependsOn).toContainEqual(expect.stringMatching(/^MetricAttributionRole.*DefaultPolicy/));
  });

  it('has the API name the sources of its events, which it does not otherwise', () => {
    expect(configOf(template)).toContain('namesSources');
    expect(configOf(synth({ api: API }))).not.toContain('namesSources');
  });

  it('is not there by default', () => {
    expect(idsOf(synth({ eventTracker: true }), TYPE)).toEqual([]);
  });

  it('fails without anything that brings events', () => {
    expect(() => synth({ metricAttribution: METRICS })).toThrow(
      'Setting metricAttribution is set, and eventTracker, api and freshData are not',
    );
    expect(idsOf(synth({ metricAttribution: METRICS, freshData: true }), TYPE)).toHaveLength(1);
  });
});
