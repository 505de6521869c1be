import { AwsError } from './aws-error';
import type { Clock } from './clock';
import type { Fault } from './faults/fault-kinds';
import type { Subject } from './faults/matches';

/** One request as `GET /_local/requests` shows it. */
export interface LoggedRequest {
  /** ISO 8601, on the embedded AWS's clock. */
  readonly time: string;
  readonly service: string;
  readonly operation: string;
  readonly region: string;
  /** ARN of who asked. */
  readonly caller: string;
  /** HTTP status; for a call from inside, what it would have been; 0 where a fault let nobody answer. */
  readonly status: number;
  readonly ms: number;
  /** Code and message of the error, if it ended in one. */
  readonly error?: string;
  /** What the operation says of an answer that may surprise. */
  readonly note?: string;
}

/** Keeps the latest requests. */
export interface RequestLog {
  add(request: LoggedRequest): void;
  /** Oldest first. */
  list(): LoggedRequest[];
  /** How many there have been. */
  readonly total: number;
  clear(): void;
}

/** A request that is being served. */
export interface BegunRequest {
  /** What operations say of their answer. */
  readonly notes: string[];
  /** Puts it into the log. */
  readonly end: (operation: string, status: number, error?: Error) => void;
}

/** Measures from now on how long a request takes. */
export function beginRequest(
  log: RequestLog,
  clock: Clock,
  subject: Pick<LoggedRequest, 'service' | 'region' | 'caller'>,
): BegunRequest {
  const started = performance.now();
  const notes: string[] = [];
  return {
    notes,
    end: (operation, status, error) =>
      log.add({
        time: new Date(clock.now()).toISOString(),
        operation,
        ...subject,
        status,
        ms: performance.now() - started,
        ...(error && { error: `${error.name}: ${error.message}` }),
        ...(notes.length > 0 && { note: notes.join('; ') }),
      }),
  };
}

/** The status that a call from inside would have had over HTTP. */
export const statusOf = (error: unknown): number => (error instanceof AwsError ? error.status : 500);

/** @param capacity - how many requests {@link RequestLog.list} gives at most */
export function createRequestLog(capacity = 1_000): RequestLog {
  let entries: LoggedRequest[] = [];
  let total = 0;
  return {
    add: (request) => {
      entries.push(request);
      total += 1;
      if (entries.length >= 2 * capacity) entries = entries.slice(-capacity);
    },
    list: () => entries.slice(-capacity),
    get total() {
      return total;
    },
    clear: () => {
      entries = [];
      total = 0;
    },
  };
}

/** A strike as the request log tells it, just before what it does to a request. */
export const strikeEntry = (
  { fault }: Fault,
  { caller = '', ...subject }: Subject,
  clock: Clock,
): LoggedRequest => ({
  time: new Date(clock.now()).toISOString(),
  service: 'faults',
  operation: fault,
  region: 'global',
  caller,
  status: 0,
  ms: 0,
  note: `struck ${Object.values(subject).join(' ')}`,
});
