/** A metric attribution. `Ref` is its name. It takes no tags. */
export const METRIC_ATTRIBUTION_TYPE = 'Custom::PersonalizeMetricAttribution';

/** Template properties. */
export interface MetricAttributionProperties {
  readonly Name: string;
  readonly DatasetGroupArn: string;
  readonly RoleArn: string;
  readonly Metrics: readonly AttributedMetric[];
}

/** What Personalize makes of the events of a type. */
interface AttributedMetric {
  readonly EventType: string;
  readonly MetricName: string;
  /** `SAMPLECOUNT()` or `SUM(Items.PRICE)`. */
  readonly Expression: string;
}
