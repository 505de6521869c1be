import { onAnything } from '../../authorization/permission';
import { cloudWatchAction } from './cloudwatch-action';
import { DIMENSIONS, METRIC_NAME, NAMESPACE, PERIOD, STATISTIC, UNIT } from './cloudwatch-shapes';
import { dimensionsOf, STATISTIC_OF } from './statistic';
import { periodValues } from './period-values';

const MAX_PERIODS = 1_440;

/** @see https://docs.aws.amazon.com/AmazonCloudWatch/latest/APIReference/API_GetMetricStatistics.html */
export const getMetricStatistics = cloudWatchAction({
  input: {
    Namespace: { ...NAMESPACE, required: true },
    MetricName: { ...METRIC_NAME, required: true },
    Dimensions: DIMENSIONS,
    StartTime: { type: 'timestamp', required: true },
    EndTime: { type: 'timestamp', required: true },
    Period: { ...PERIOD, required: true },
    Statistics: { type: 'list', required: true, min: 1, max: 5, of: STATISTIC },
    Unit: UNIT,
  },
  permissions: onAnything('cloudwatch:GetMetricStatistics'),
  run: ({ Namespace, MetricName, Dimensions, Statistics, Unit, ...time }, { platform }) => {
    const dimensions = dimensionsOf(Dimensions);
    const series = platform.metrics.find({ namespace: Namespace, name: MetricName, dimensions });
    const isAsked = Unit === undefined || Unit === series?.unit;
    const found = periodValues(
      isAsked ? series : undefined,
      { ...time, maxPeriods: MAX_PERIODS },
      platform.clock.now() / 1_000,
    );
    const Datapoints = found.map(({ start, set }) => ({
      Timestamp: start,
      Unit: series!.unit,
      ...Object.fromEntries(Statistics.map((name) => [name, STATISTIC_OF[name](set)])),
    }));
    return { Label: MetricName, Datapoints };
  },
});
