/** A log group with all that is in it. Times are whole milliseconds since the Unix epoch. */
export interface LogGroup {
  readonly name: string;
  /** Without the `:*` that stands for what is in the group. */
  readonly arn: string;
  readonly createdMs: number;
  /** Undefined where events are kept for ever. */
  readonly retentionInDays?: number;
  readonly tags: Readonly<Record<string, string>>;
  readonly streams: ReadonlyMap<string, LogStream>;
  /** Of all streams, in the order of their ids. */
  readonly events: readonly LogEvent[];
}

/** A log stream; its events are the group's. */
export interface LogStream {
  readonly name: string;
  readonly arn: string;
  readonly createdMs: number;
}

/** One event of a log stream. */
export interface LogEvent {
  /** 56 digits: the time of the event, then the order of arrival. */
  readonly id: string;
  readonly stream: string;
  readonly timestamp: number;
  readonly ingestionTime: number;
  readonly message: string;
}

/** What CloudWatch Logs adds to each event for its overhead. */
const EVENT_BYTES = 26;

/** The size by which AWS limits and charges an event: its message in UTF-8 and 26 bytes. */
const bytesOf = ({ message }: { readonly message: string }): number =>
  Buffer.byteLength(message) + EVENT_BYTES;

/** {@link bytesOf} of them all. */
export const bytesOfAll = (events: readonly { readonly message: string }[]): number =>
  events.reduce((total, event) => total + bytesOf(event), 0);

const DAY_MS = 24 * 60 * 60 * 1_000;

/** A time so many days earlier, in milliseconds since the Unix epoch. */
export const daysBefore = (timeMs: number, days: number): number => timeMs - days * DAY_MS;

/** What is kept of one group, so that a function that logs without end does not fill the memory. */
const MAX_GROUP_BYTES = 8 * 1024 * 1024;

/** The events of a group that its retention and the bound of 8 MiB leave: the oldest go first. */
export function withinBounds(
  { events, retentionInDays }: Pick<LogGroup, 'events' | 'retentionInDays'>,
  nowMs: number,
): readonly LogEvent[] {
  const keptSinceMs = daysBefore(nowMs, retentionInDays ?? Infinity);
  let excessBytes = bytesOfAll(events) - MAX_GROUP_BYTES;
  let first = 0;
  while (first < events.length && (events[first].timestamp < keptSinceMs || excessBytes > 0)) {
    excessBytes -= bytesOf(events[first]);
    first += 1;
  }
  return first === 0 ? events : events.slice(first);
}
