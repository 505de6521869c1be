import type { Shape } from '../../gateway/shape';
import { STATISTICS } from './statistic';

/** `AWS/Personalize`, or a custom one. */
export const NAMESPACE = { type: 'string', min: 1, max: 255 } as const satisfies Shape;

/** Metric name within its namespace. */
export const METRIC_NAME = { type: 'string', min: 1, max: 255 } as const satisfies Shape;

/** Unit of a metric's values: `None`, `Count`, `Seconds`, … */
export const UNIT = { type: 'string', min: 1 } as const satisfies Shape;

/** Dimensions of a metric. */
export const DIMENSIONS = {
  type: 'list',
  max: 30,
  of: {
    type: 'structure',
    fields: {
      Name: { type: 'string', required: true, min: 1, max: 255 },
      Value: { type: 'string', required: true, min: 1, max: 1024 },
    },
  },
} as const satisfies Shape;

/** Percentiles would need every single value. */
export const STATISTIC = { type: 'string', enum: STATISTICS } as const satisfies Shape;

/** Seconds; metrics are stored by the minute. */
export const PERIOD = { type: 'integer', min: 60 } as const satisfies Shape;

/** Token of a following page. */
export const NEXT_TOKEN = { type: 'string', min: 1, max: 1024 } as const satisfies Shape;

/** Name of an alarm. */
export const ALARM_NAME = { type: 'string', min: 1, max: 255 } as const satisfies Shape;

/** Name of a dashboard. */
export const DASHBOARD_NAME = {
  type: 'string',
  min: 1,
  max: 255,
  pattern: /[0-9A-Za-z\-_]+/,
} as const satisfies Shape;

/** State of an alarm. */
export const STATE_VALUE = {
  type: 'string',
  enum: ['OK', 'ALARM', 'INSUFFICIENT_DATA'],
} as const satisfies Shape;

/** ARN of a tagged resource: an alarm or a dashboard. */
export const RESOURCE_ARN = { type: 'string', required: true, min: 1, max: 1024 } as const satisfies Shape;
