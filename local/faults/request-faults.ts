import { Readable } from 'node:stream';
import { denial } from '../authorization/refusal';
import { AwsError } from '../aws-error';
import type { Clock } from '../clock';
import type { AwsRequest, AwsResponse } from '../gateway/request';
import type { Faults } from './faults';
import { SERVICE_ERRORS } from './service-errors';
import { createStaleReads } from './stale-reads';

/** How a service answers a request. */
export type Handle = (request: AwsRequest) => Promise<AwsResponse>;

/** Serves a request by `handle`, or as a fault wants it; undefined where nobody is to be answered. */
export type RequestFaults = (
  request: AwsRequest,
  subject: RequestSubject,
  handle: Handle,
) => Promise<AwsResponse | undefined>;

/** What a request is for. */
export interface RequestSubject {
  readonly service: string;
  readonly operation: string;
  /** ARN. */
  readonly caller: string;
}

/** The faults that strike requests over HTTP. Where responses of custom resources go is no service's. */
export function createRequestFaults(faults: Faults, clock: Clock): RequestFaults {
  const staleReads = createStaleReads(faults);

  async function strike(
    request: AwsRequest,
    subject: RequestSubject,
    handle: Handle,
  ): Promise<AwsResponse | undefined> {
    const { throttling, internal } = SERVICE_ERRORS[subject.service];

    const latency = faults.strike('latency', subject);
    if (latency) await clock.sleep(latency.ms, faults.ended);
    const drop = faults.strike('connection-drop', subject);
    if (drop && drop.when !== 'after') return undefined;
    const throttled = faults.strike('throttling', subject);
    if (throttled) throw new AwsError(throttled.code ?? throttling.code, 'Rate exceeded', throttling.status);
    if (faults.strike('access-denied', subject)) return handle(denied(request, subject));
    const broken = faults.strike('server-error', subject);
    if (broken) throw serverError(broken.status ?? internal.status, internal.code);

    const answer = await staleReads(request, subject, handle);
    if (!drop) return answer;
    if (answer.body instanceof Readable) answer.body.destroy();
    return undefined;
  }

  return (request, subject, handle) => {
    if (!Object.hasOwn(SERVICE_ERRORS, subject.service)) return handle(request);
    return faults.isEmpty ? staleReads(request, subject, handle) : strike(request, subject, handle);
  };
}

/** The same request by somebody who lacks a permission: the service itself says so, in its own protocol. */
const denied = (request: AwsRequest, { service, operation, caller }: RequestSubject): AwsRequest => ({
  ...request,
  refusal: ([need = { action: `${service}:${operation}`, resources: ['*'] }]) =>
    denial(caller, need.action, need.resources[0], NOWHERE_ALLOWED),
});

const NOWHERE_ALLOWED = { isAllowed: false, isExplicit: false, because: 'identity-based policy' } as const;

const serverError = (status: number, code: string): AwsError =>
  new AwsError(
    status === 503 ? 'ServiceUnavailable' : code,
    'We encountered an internal error. Please try again.',
    status,
  );
