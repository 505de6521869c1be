import { isRecord } from '../../bounded-json';
import type { Dimensions } from '../../metrics';
import type { Platform } from '../../platform';
import { jsonOf } from './parse-filter-pattern';

/** Values of a metric within a log event. */
interface EmbeddedValues {
  readonly namespace: string;
  readonly name: string;
  readonly dimensions: Dimensions;
  readonly unit?: string;
  readonly values: readonly number[];
}

/** Metrics of a log event and their time. */
interface EmbeddedMetrics {
  /** Milliseconds since the Unix epoch. */
  readonly atMs: number;
  readonly metrics: readonly EmbeddedValues[];
}

/** CloudWatch's limits, as for PutMetricData. */
const OLDEST_MS = 14 * 86_400_000;
const FURTHEST_MS = 2 * 3_600_000;

/**
 * Publishes metrics that new events have in CloudWatch's embedded metric format. An event with an invalid document
 * publishes nothing; as on AWS, a metric of the log group counts it.
 */
export function publishEmbeddedMetrics(
  logGroupName: string,
  events: readonly { readonly message: string }[],
  { metrics, clock }: Platform,
): void {
  for (const { message } of events) {
    const document = documentOf(message);
    if (!document) continue;
    try {
      const found = embeddedMetrics(document, clock.now());
      for (const { namespace, name, dimensions, unit, values } of found.metrics) {
        for (const value of values) metrics.series(namespace, name, dimensions, unit).add(value, found.atMs);
      }
    } catch (error) {
      if (!(error instanceof InvalidDocument)) throw error;
      metrics.series('AWS/Logs', 'EMFValidationErrors', { LogGroupName: logGroupName }, 'Count').add(1);
    }
  }
}

/** A document that violates the specification. */
class InvalidDocument extends Error {}

/** Lambda's prefix of a line: time, request id and level. */
const LAMBDA_PREFIX = /^[^\t]+\t[^\t]+\t[A-Z]+\t/;

function documentOf(message: string): Readonly<Record<string, unknown>> | undefined {
  // Fast path: few events have one.
  if (!message.includes('"_aws"')) return undefined;
  const document = jsonOf(message.replace(LAMBDA_PREFIX, ''));
  return isRecord(document) && isRecord(document._aws) && 'CloudWatchMetrics' in document._aws
    ? document
    : undefined;
}

/**
 * The metrics of a document.
 *
 * @see https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/CloudWatch_Embedded_Metric_Format_Specification.html
 */
function embeddedMetrics(document: Readonly<Record<string, unknown>>, nowMs: number): EmbeddedMetrics {
  const { Timestamp: atMs, CloudWatchMetrics } = document._aws as Readonly<Record<string, unknown>>;
  if (typeof atMs !== 'number' || atMs < nowMs - OLDEST_MS || atMs > nowMs + FURTHEST_MS)
    throw new InvalidDocument('Timestamp');
  return {
    atMs,
    metrics: listOf(CloudWatchMetrics).flatMap((directive) => {
      if (!isRecord(directive)) throw new InvalidDocument('CloudWatchMetrics');
      const namespace = textOf(directive.Namespace, 255);
      if (namespace.startsWith('AWS/')) throw new InvalidDocument('Namespace');
      const definitions = listOf(directive.Metrics, 100);
      const sets = listOf(directive.Dimensions).map((set) => dimensionsOf(set, document));
      return sets.flatMap((dimensions) =>
        definitions.map((definition) => ({ namespace, dimensions, ...metricOf(definition, document) })),
      );
    }),
  };
}

const dimensionsOf = (set: unknown, document: Readonly<Record<string, unknown>>): Dimensions =>
  Object.fromEntries(
    listOf(set, 30).map((key) => {
      const name = textOf(key, 255);
      return [name, textOf(targetOf(name, document), 1_024)];
    }),
  );

function metricOf(
  definition: unknown,
  document: Readonly<Record<string, unknown>>,
): Pick<EmbeddedValues, 'name' | 'unit' | 'values'> {
  if (!isRecord(definition)) throw new InvalidDocument('Metrics');
  const name = textOf(definition.Name, 255);
  const target = targetOf(name, document);
  const values = (Array.isArray(target) ? listOf(target, 100) : [target]).map((value) => {
    if (typeof value !== 'number' || !Number.isFinite(value)) throw new InvalidDocument(name);
    return value;
  });
  return { name, values, ...(definition.Unit !== undefined && { unit: textOf(definition.Unit, 255) }) };
}

const targetOf = (name: string, document: Readonly<Record<string, unknown>>): unknown =>
  Object.hasOwn(document, name) ? document[name] : undefined;

function listOf(value: unknown, max = Infinity): readonly unknown[] {
  if (Array.isArray(value) && value.length <= max) return value as readonly unknown[];
  throw new InvalidDocument('a list');
}

function textOf(value: unknown, max: number): string {
  if (typeof value === 'string' && value !== '' && value.length <= max) return value;
  throw new InvalidDocument('a text');
}
