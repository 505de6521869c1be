import type { MetricFilter } from './metric-filter';
import type { SubscriptionFilter } from './subscription-filter';

/** A log group with its contents. Times are whole milliseconds since the Unix epoch. */
export interface LogGroup {
  readonly name: string;
  /** Without the suffix `:*` for its contents. */
  readonly arn: string;
  readonly createdMs: number;
  /** Undefined for no expiry. */
  readonly retentionInDays?: number;
  /** ARN; undefined for a key of CloudWatch Logs' own. */
  readonly kmsKeyId?: string;
  readonly tags: Readonly<Record<string, string>>;
  readonly streams: ReadonlyMap<string, LogStream>;
  /**
   * Of all streams, sorted by id. Grows in place: copying it, or adding up the sizes, would be most of the work of
   * storing an event.
   */
  readonly events: LogEvent[];
  /** {@link bytesOfAll} of the events. */
  readonly bytes: number;
  /** By name. */
  readonly metricFilters: ReadonlyMap<string, MetricFilter>;
  /** By name. */
  readonly subscriptionFilters: ReadonlyMap<string, SubscriptionFilter>;
}

/** A log stream; its events are stored in the group. */
export interface LogStream {
  readonly name: string;
  readonly arn: string;
  readonly createdMs: number;
}

/** One event of a log stream. */
export interface LogEvent {
  /** 56 digits: event time, then arrival order. */
  readonly id: string;
  readonly stream: string;
  readonly timestamp: number;
  readonly ingestionTime: number;
  readonly message: string;
}

/** CloudWatch Logs' overhead per event. */
const EVENT_BYTES = 26;

/** Billed size of an event: its message in UTF-8 plus 26 bytes. */
const bytesOf = ({ message }: { readonly message: string }): number =>
  Buffer.byteLength(message) + EVENT_BYTES;

/** Total {@link bytesOf}. */
export const bytesOfAll = (events: readonly { readonly message: string }[]): number =>
  events.reduce((total, event) => total + bytesOf(event), 0);

const DAY_MS = 24 * 60 * 60 * 1_000;

/** The time some days earlier, in milliseconds since the Unix epoch. */
export const daysBefore = (timeMs: number, days: number): number => timeMs - days * DAY_MS;

/** Limit per group, so that endless logging does not exhaust memory. */
const MAX_GROUP_BYTES = 8 * 1024 * 1024;

/** Size to which a group beyond its limit is cut, so that not every further event shifts all others. */
const KEPT_BYTES = 7 * 1024 * 1024;

/** Drops the oldest events beyond the retention, and beyond 8 MiB until 7 MiB are left. */
export function withinBounds(
  { events, bytes, retentionInDays }: Pick<LogGroup, 'events' | 'bytes' | 'retentionInDays'>,
  nowMs: number,
): Pick<LogGroup, 'events' | 'bytes'> {
  const keptSinceMs = daysBefore(nowMs, retentionInDays ?? Infinity);
  const limit = bytes > MAX_GROUP_BYTES ? KEPT_BYTES : MAX_GROUP_BYTES;
  let keptBytes = bytes;
  let first = 0;
  while (first < events.length && (events[first].timestamp < keptSinceMs || keptBytes > limit)) {
    keptBytes -= bytesOf(events[first]);
    first += 1;
  }
  return { events: first === 0 ? events : events.slice(first), bytes: keptBytes };
}
