import { AwsError } from '../../aws-error';
import { cloudWatchAction } from './cloudwatch-action';
import { DIMENSIONS, METRIC_NAME, NAMESPACE, UNIT } from './cloudwatch-shapes';
import { dimensionsOf } from './statistic';

const DAY_MS = 86_400_000;
const OLDEST_MS = 14 * DAY_MS;
const FURTHEST_MS = 2 * 3_600_000;

/** @see https://docs.aws.amazon.com/AmazonCloudWatch/latest/APIReference/API_PutMetricData.html */
export const putMetricData = cloudWatchAction({
  input: {
    Namespace: { ...NAMESPACE, required: true },
    MetricData: {
      type: 'list',
      required: true,
      max: 1_000,
      of: {
        type: 'structure',
        fields: {
          MetricName: { ...METRIC_NAME, required: true },
          Dimensions: DIMENSIONS,
          Timestamp: { type: 'timestamp' },
          Value: { type: 'number' },
          StatisticValues: {
            type: 'structure',
            fields: {
              SampleCount: { type: 'number', required: true },
              Sum: { type: 'number', required: true },
              Minimum: { type: 'number', required: true },
              Maximum: { type: 'number', required: true },
            },
          },
          Unit: UNIT,
          StorageResolution: { type: 'integer', min: 1, max: 60 },
        },
      },
    },
  },
  permissions: ({ Namespace }) => [
    { action: 'cloudwatch:PutMetricData', resources: ['*'], context: { 'cloudwatch:namespace': Namespace } },
  ],
  run: ({ Namespace, MetricData }, { platform: { metrics, clock } }) => {
    if (Namespace.startsWith('AWS/'))
      throw new AwsError(
        'InvalidParameterValue',
        'The value AWS/ for parameter Namespace is invalid: it is reserved for services of AWS.',
      );
    const nowMs = clock.now();
    // All or nothing: validate everything first.
    const data = MetricData.map(({ Timestamp, Value, StatisticValues, ...metric }, at) => {
      const atMs = Timestamp === undefined ? nowMs : Timestamp * 1_000;
      const where = `MetricData.member.${at + 1}`;
      if (atMs < nowMs - OLDEST_MS || atMs > nowMs + FURTHEST_MS)
        throw new AwsError(
          'InvalidParameterValue',
          `The parameter ${where}.Timestamp must be within two weeks before and two hours after now.`,
        );
      const set = StatisticValues
        ? {
            count: StatisticValues.SampleCount,
            sum: StatisticValues.Sum,
            min: StatisticValues.Minimum,
            max: StatisticValues.Maximum,
          }
        : Value === undefined
          ? undefined
          : { count: 1, sum: Value, min: Value, max: Value };
      if (!set || (StatisticValues && Value !== undefined))
        throw new AwsError(
          'InvalidParameterCombination',
          `The parameters ${where}.Value and ${where}.StatisticValues: give one of the two.`,
        );
      return { ...metric, atMs, set };
    });
    for (const { MetricName, Dimensions, Unit, atMs, set } of data)
      metrics.series(Namespace, MetricName, dimensionsOf(Dimensions), Unit).merge(set, atMs);
    return {};
  },
});
