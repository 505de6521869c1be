import { AwsError } from '../../aws-error';
import type { Shape, ValueOf } from '../../gateway/shape';
import type { Metrics } from '../../metrics';
import { parseSelector } from './json-pattern';
import { jsonOf } from './parse-filter-pattern';

/** Name or namespace of a metric. */
export const METRIC = {
  type: 'string',
  required: true,
  max: 255,
  pattern: /[^:*$]*/,
} as const satisfies Shape;

/** The metric that a filter publishes. */
export const METRIC_TRANSFORMATIONS = {
  type: 'list',
  required: true,
  min: 1,
  max: 1,
  of: {
    type: 'structure',
    fields: {
      metricName: METRIC,
      metricNamespace: METRIC,
      metricValue: { type: 'string', required: true, max: 100 },
      defaultValue: { type: 'number' },
      unit: { type: 'string', min: 1 },
    },
  },
} as const satisfies Shape;

/** A filter of a log group that turns matching events into values of a metric. */
export interface MetricFilter {
  readonly name: string;
  readonly pattern: string;
  readonly transformations: ValueOf<typeof METRIC_TRANSFORMATIONS>;
  /** Milliseconds since the Unix epoch. */
  readonly createdMs: number;
  /** The metric's value for an event; undefined for none. */
  readonly valueOf: (message: string) => number | undefined;
}

const invalid = (message: string): AwsError => new AwsError('InvalidParameterException', message);

/**
 * The value of an event that matches: a number, or a member of the event.
 *
 * @throws AwsError `InvalidParameterException`
 */
export function valueReader(text: string): (message: string) => number | undefined {
  if (text.trim() !== '' && Number.isFinite(Number(text))) return () => Number(text);
  try {
    const select = parseSelector(text);
    return (message) => {
      const value = select(jsonOf(message));
      return typeof value === 'number' ? value : undefined;
    };
  } catch (cause) {
    throw invalid(`Invalid metric transformation: metricValue ${text}: ${(cause as Error).message}`);
  }
}

/** Publishes the metric values of new events, by the filters of their group, at the events' times. */
export function countEvents(
  filters: Iterable<MetricFilter>,
  events: readonly { readonly message: string; readonly timestamp: number }[],
  metrics: Metrics,
): void {
  for (const { transformations, valueOf } of filters)
    for (const { metricName, metricNamespace, unit } of transformations) {
      const series = metrics.series(metricNamespace, metricName, {}, unit);
      for (const { message, timestamp } of events) {
        const value = valueOf(message);
        if (value !== undefined) series.add(value, timestamp);
      }
    }
}
