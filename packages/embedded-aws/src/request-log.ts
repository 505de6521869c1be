import { AwsError } from './aws-error';
import type { Clock } from './clock';
import type { Fault } from './faults/fault-kinds';
import type { Subject } from './faults/matches';

/** A request, as `GET /_local/requests` shows it. */
export interface LoggedRequest {
  /** ISO 8601, on the embedded AWS's clock. */
  readonly time: string;
  readonly service: string;
  readonly operation: string;
  readonly region: string;
  /** ARN of the caller. */
  readonly caller: string;
  /** HTTP status, or its equivalent for in-process calls; 0 if a fault suppressed the answer. */
  readonly status: number;
  readonly ms: number;
  /** Code and message of the error, if any. */
  readonly error?: string;
  /** The operation's remark on a surprising answer. */
  readonly note?: string;
}

/** A stored entry. Its time is formatted when the log is read, not on every request. */
export interface RequestEntry extends Omit<LoggedRequest, 'time'> {
  /** Milliseconds since the Unix epoch, on the embedded AWS's clock. */
  readonly timeMs: number;
}

/** Keeps the latest requests. */
export interface RequestLog {
  /** @internal */
  add(request: RequestEntry, exchange?: Exchange): void;
  /** Oldest first. */
  list(): LoggedRequest[];
  /** Number of requests ever logged. */
  readonly total: number;
  clear(): void;
}

/** Input and output of a request, as the service has them. */
export interface Exchange {
  readonly asked: unknown;
  readonly answered: unknown;
}

/** Called with each request that has ended. */
export type RequestListener = (request: RequestEntry, exchange?: Exchange) => void;

/** A request in flight. */
export interface BegunRequest {
  /** Remarks from operations. */
  readonly notes: string[];
  /** Logs the request. */
  readonly end: (operation: string, status: number, error?: Error, exchange?: Exchange) => void;
}

/** Starts timing a request. */
export function beginRequest(
  log: RequestLog,
  clock: Clock,
  { service, region, caller }: Pick<LoggedRequest, 'service' | 'region' | 'caller'>,
): BegunRequest {
  const started = performance.now();
  const notes: string[] = [];
  return {
    notes,
    end: (operation, status, error, exchange) =>
      log.add(
        {
          timeMs: clock.now(),
          service,
          operation,
          region,
          caller,
          status,
          ms: performance.now() - started,
          error: error && `${error.name}: ${error.message}`,
          note: notes.length > 0 ? notes.join('; ') : undefined,
        },
        exchange,
      ),
  };
}

/** HTTP status equivalent for an in-process call. */
export const statusOf = (error: unknown): number => (error instanceof AwsError ? error.status : 500);

/**
 * @param onRequest - called with each request
 * @param capacity - maximum length of {@link RequestLog.list}
 */
export function createRequestLog(onRequest: RequestListener, capacity = 1_000): RequestLog {
  let entries: RequestEntry[] = [];
  let total = 0;
  return {
    add: (request, exchange) => {
      entries.push(request);
      total += 1;
      onRequest(request, exchange);
      if (entries.length >= 2 * capacity) entries = entries.slice(-capacity);
    },
    list: () =>
      entries
        .slice(-capacity)
        .map(({ timeMs, ...entry }) => ({ time: new Date(timeMs).toISOString(), ...entry })),
    get total() {
      return total;
    },
    clear: () => {
      entries = [];
      total = 0;
    },
  };
}

/** Log entry of an applied fault, written just before its effect. */
export const strikeEntry = (
  { fault }: Fault,
  { caller = '', ...subject }: Subject,
  clock: Clock,
): RequestEntry => ({
  timeMs: clock.now(),
  service: 'faults',
  operation: fault,
  region: 'global',
  caller,
  status: 0,
  ms: 0,
  note: `struck ${Object.values(subject).join(' ')}`,
});
