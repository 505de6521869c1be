import { onAnything } from '../../authorization/permission';
import { cloudWatchAction } from './cloudwatch-action';
import { DIMENSIONS, METRIC_NAME, NAMESPACE, PERIOD, STATISTIC, UNIT } from './cloudwatch-shapes';
import { dimensionsOf, STATISTIC_OF } from './statistic';
import { periodValues } from './period-values';

/** Per query; on AWS for all queries together. */
const MAX_PERIODS = 100_800;

/**
 * Returns a single page. Metric math (`Expression`) is not supported.
 *
 * @see https://docs.aws.amazon.com/AmazonCloudWatch/latest/APIReference/API_GetMetricData.html
 */
export const getMetricData = cloudWatchAction({
  input: {
    MetricDataQueries: {
      type: 'list',
      required: true,
      max: 500,
      of: {
        type: 'structure',
        fields: {
          Id: { type: 'string', required: true, min: 1, max: 255, pattern: /[a-z][A-Za-z0-9_]*/ },
          MetricStat: {
            type: 'structure',
            required: true,
            fields: {
              Metric: {
                type: 'structure',
                required: true,
                fields: {
                  Namespace: { ...NAMESPACE, required: true },
                  MetricName: { ...METRIC_NAME, required: true },
                  Dimensions: DIMENSIONS,
                },
              },
              Period: { ...PERIOD, required: true },
              Stat: { ...STATISTIC, required: true },
              Unit: UNIT,
            },
          },
          Label: { type: 'string' },
          ReturnData: { type: 'boolean' },
        },
      },
    },
    StartTime: { type: 'timestamp', required: true },
    EndTime: { type: 'timestamp', required: true },
    ScanBy: { type: 'string', enum: ['TimestampDescending', 'TimestampAscending'] },
  },
  permissions: onAnything('cloudwatch:GetMetricData'),
  run: ({ MetricDataQueries, StartTime, EndTime, ScanBy }, { platform }) => {
    // Billed by the metric, unlike other requests.
    platform.meter.add('metricRequests', MetricDataQueries.length);
    const MetricDataResults = MetricDataQueries.filter(({ ReturnData }) => ReturnData ?? true).map(
      ({ Id, Label, MetricStat: { Metric, Period, Stat, Unit } }) => {
        const { Namespace: namespace, MetricName: name, Dimensions } = Metric;
        const series = platform.metrics.find({ namespace, name, dimensions: dimensionsOf(Dimensions) });
        const isAsked = Unit === undefined || Unit === series?.unit;
        const found = periodValues(
          isAsked ? series : undefined,
          { StartTime, EndTime, Period, maxPeriods: MAX_PERIODS },
          platform.clock.now() / 1_000,
        );
        if (ScanBy !== 'TimestampAscending') found.reverse();
        return {
          Id,
          Label: Label ?? name,
          Timestamps: found.map(({ start }) => start),
          Values: found.map(({ set }) => STATISTIC_OF[Stat](set)),
          StatusCode: 'Complete',
        };
      },
    );
    return { MetricDataResults, Messages: [] };
  },
});
