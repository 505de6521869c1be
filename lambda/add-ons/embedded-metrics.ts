import {
  STACK_DIMENSION,
  WATCH_NAMESPACE,
  type WatchMetric,
} from '@ecommerce-recommenders/shop-data/contracts/watch-metrics';

/** Stack and clock of the metrics. */
export interface MetricsDeps {
  readonly stackName: string;
  /** Milliseconds since 1970. */
  readonly now: () => number;
}

/** A metric and its value. */
export type MeasuredMetric = readonly [metric: WatchMetric, value: number];

/**
 * Log fields in the embedded metric format, from which CloudWatch Logs publishes metrics. Unlike PutMetricData, this needs no
 * request, no permission and no time of the handler.
 *
 * @param dimensions in addition to the stack
 * @see https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/CloudWatch_Embedded_Metric_Format_Specification.html
 */
export const embeddedMetrics = (
  { stackName, now }: MetricsDeps,
  measured: readonly MeasuredMetric[],
  dimensions: Readonly<Record<string, string>> = {},
): object => ({
  _aws: {
    Timestamp: now(),
    CloudWatchMetrics: [
      {
        Namespace: WATCH_NAMESPACE,
        Dimensions: [[STACK_DIMENSION, ...Object.keys(dimensions)]],
        Metrics: measured.map(([{ name, unit }]) => ({ Name: name, Unit: unit })),
      },
    ],
  },
  [STACK_DIMENSION]: stackName,
  ...dimensions,
  ...Object.fromEntries(measured.map(([{ name }, value]) => [name, value])),
});
