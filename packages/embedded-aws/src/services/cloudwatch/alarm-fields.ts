import type { Fields } from '../../gateway/shape';
import { ALARM_NAME, DIMENSIONS, METRIC_NAME, NAMESPACE, PERIOD, STATISTIC, UNIT } from './cloudwatch-shapes';

const ACTIONS = { type: 'list', max: 5, of: { type: 'string', min: 1, max: 1024 } } as const;

/** Definition of an alarm. Metric math, percentiles and anomaly detection are not supported. */
export const ALARM_FIELDS = {
  AlarmName: { ...ALARM_NAME, required: true },
  AlarmDescription: { type: 'string', max: 1024 },
  ActionsEnabled: { type: 'boolean' },
  OKActions: ACTIONS,
  AlarmActions: ACTIONS,
  InsufficientDataActions: ACTIONS,
  MetricName: { ...METRIC_NAME, required: true },
  Namespace: { ...NAMESPACE, required: true },
  Statistic: { ...STATISTIC, required: true },
  Dimensions: DIMENSIONS,
  Period: { ...PERIOD, required: true },
  Unit: UNIT,
  EvaluationPeriods: { type: 'integer', required: true, min: 1 },
  DatapointsToAlarm: { type: 'integer', min: 1 },
  Threshold: { type: 'number', required: true },
  ComparisonOperator: {
    type: 'string',
    required: true,
    enum: [
      'GreaterThanOrEqualToThreshold',
      'GreaterThanThreshold',
      'LessThanThreshold',
      'LessThanOrEqualToThreshold',
    ],
  },
  TreatMissingData: { type: 'string', enum: ['breaching', 'notBreaching', 'ignore', 'missing'] },
} as const satisfies Fields;
