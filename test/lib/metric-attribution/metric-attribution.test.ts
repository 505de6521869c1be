import { synthesise } from '../support/synthesise';

const METRICS = { orders: { event: 'Purchase' }, revenue: { event: 'Purchase', sum: 'Items.PRICE' } };
const API = { origins: ['https://shop.example'] };
const TYPE = 'Custom::PersonalizeMetricAttribution';
const synth = (context: object) => synthesise({ context: { ...context } }).template;

describe('a metric attribution', () => {
  it('counts events, or adds up a column, which fresh data may bring alone', () => {
    synth({ metricAttribution: METRICS, freshData: true }).hasResourceProperties(TYPE, {
      Metrics: [
        { EventType: 'Purchase', MetricName: 'orders', Expression: 'SAMPLECOUNT()' },
        { EventType: 'Purchase', MetricName: 'revenue', Expression: 'SUM(Items.PRICE)' },
      ],
    });
  });

  it('has the API name the sources of its events, which it does not otherwise', () => {
    const named = [{ metricAttribution: METRICS }, {}].map((more) =>
      JSON.stringify(synth({ api: API, ...more }).findResources('AWS::Lambda::Function')).includes(
        'namesSources',
      ),
    );
    expect(named).toEqual([true, false]);
  });
});
