/** A metric attribution. `Ref` is its name. It cannot be tagged. */
export const METRIC_ATTRIBUTION_TYPE = 'Custom::PersonalizeMetricAttribution';

/** Template properties. */
export interface MetricAttributionProperties {
  readonly Name: string;
  readonly DatasetGroupArn: string;
  readonly RoleArn: string;
  readonly Metrics: readonly AttributedMetric[];
}

/** A metric that Personalize computes from the events of one type. */
interface AttributedMetric {
  readonly EventType: string;
  readonly MetricName: string;
  /** `SAMPLECOUNT()` or `SUM(Items.PRICE)`. */
  readonly Expression: string;
}
