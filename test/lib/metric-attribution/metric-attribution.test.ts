import { synthesise } from '../support/synthesise';

const METRICS = { orders: { event: 'Purchase' }, revenue: { event: 'Purchase', sum: 'Items.PRICE' } };

it('a metric attribution counts events, or adds up a column, which fresh data may bring alone', () => {
  const { template } = synthesise({ context: { metricAttribution: METRICS, freshData: true } });
  template.hasResourceProperties('Custom::PersonalizeMetricAttribution', {
    Metrics: [
      { EventType: 'Purchase', MetricName: 'orders', Expression: 'SAMPLECOUNT()' },
      { EventType: 'Purchase', MetricName: 'revenue', Expression: 'SUM(Items.PRICE)' },
    ],
  });
});
