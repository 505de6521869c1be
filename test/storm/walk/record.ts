import type { StackEvent } from '@aws-sdk/client-cloudformation';
import { createHash } from 'node:crypto';
import { Readable } from 'node:stream';
import type { LocalAwsOptions } from 'embedded-aws/local-aws';

/** Everything that an embedded AWS did, a line each, in order. */
export interface WalkRecord {
  readonly onRequest: NonNullable<LocalAwsOptions['onRequest']>;
  /** Adds a line of the walk itself. */
  write(line: string): void;
  /** Adds those that it does not have. */
  addEvents(events: readonly StackEvent[]): void;
  readonly lines: readonly string[];
}

/** Ports and the folder of an embedded AWS, which the system chooses. */
const PLACES = /127\.0\.0\.1(:|%3A)\d+|x-forwarded-port[\\":]+\d+|embedded-aws-\d[\d-]*-\w{6}/g;

/** Starts a record. The same lines in two runs mean that both did the same, byte for byte. */
export function createRecord(): WalkRecord {
  const lines: string[] = [];
  const known = new Set<string>();
  const write = (line: string): void => void lines.push(line.replaceAll(PLACES, 'HERE'));
  return {
    lines,
    write,
    onRequest: ({ timeMs, service, operation, caller, status, error = '', note = '' }, exchange) => {
      const at = lines.length;
      write([timeMs, service, operation, caller, status, error, note].join(' '));
      const answered = digestOf(exchange?.answered);
      // The body has been read, unless its connection broke off; this only takes it out of its promise.
      void Promise.resolve(exchange?.asked).then(
        (asked) => (lines[at] += ` ${digestOf(asked)} ${answered}`),
        () => (lines[at] += ` broken ${answered}`),
      );
    },
    addEvents: (events) => {
      for (const { EventId = '', Timestamp, LogicalResourceId, PhysicalResourceId, ...event } of events) {
        if (known.has(EventId)) continue;
        known.add(EventId);
        const { ResourceStatus, ResourceStatusReason = '' } = event;
        const what = [LogicalResourceId, PhysicalResourceId, ResourceStatus, ResourceStatusReason, EventId];
        write([Timestamp?.getTime(), 'event', ...what].join(' '));
      }
    },
  };
}

/** Of streams only that they are some: their length and checksum are in the headers. */
function digestOf(carried: unknown): string {
  const text = Buffer.isBuffer(carried)
    ? carried.toString()
    : JSON.stringify(carried, (_, value: unknown) => (value instanceof Readable ? 'stream' : value));
  if (text === undefined) return '-';
  return createHash('sha256').update(text.replaceAll(PLACES, 'HERE')).digest('hex').slice(0, 16);
}
