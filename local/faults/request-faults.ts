import { Readable } from 'node:stream';
import { AwsError } from '../aws-error';
import type { Clock } from '../clock';
import type { AwsRequest, AwsResponse } from '../gateway/request';
import type { Faults } from './faults';
import { SERVICE_ERRORS } from './service-errors';
import { createStaleReads } from './stale-reads';

/** Serves a request by `handle`, or as a fault wants it; undefined where nobody is to be answered. */
export type RequestFaults = (
  request: AwsRequest,
  subject: RequestSubject,
  handle: () => Promise<AwsResponse>,
) => Promise<AwsResponse | undefined>;

/** What a request is for. */
export interface RequestSubject {
  readonly service: string;
  readonly operation: string;
}

/** The faults that strike requests over HTTP. Where responses of custom resources go is no service's. */
export function createRequestFaults(faults: Faults, clock: Clock): RequestFaults {
  const staleReads = createStaleReads(faults);

  async function strike(
    request: AwsRequest,
    subject: RequestSubject,
    handle: () => Promise<AwsResponse>,
  ): Promise<AwsResponse | undefined> {
    const { throttling, internal } = SERVICE_ERRORS[subject.service];

    const latency = faults.strike('latency', subject);
    if (latency) await clock.sleep(latency.ms, faults.ended);
    const drop = faults.strike('connection-drop', subject);
    if (drop && drop.when !== 'after') return undefined;
    const throttled = faults.strike('throttling', subject);
    if (throttled) throw new AwsError(throttled.code ?? throttling.code, 'Rate exceeded', throttling.status);
    const broken = faults.strike('server-error', subject);
    if (broken) throw serverError(broken.status ?? internal.status, internal.code);

    const answer = await staleReads(request, subject, handle);
    if (!drop) return answer;
    if (answer.body instanceof Readable) answer.body.destroy();
    return undefined;
  }

  return (request, subject, handle) => {
    if (!Object.hasOwn(SERVICE_ERRORS, subject.service)) return handle();
    return faults.isEmpty ? staleReads(request, subject, handle) : strike(request, subject, handle);
  };
}

const serverError = (status: number, code: string): AwsError =>
  new AwsError(
    status === 503 ? 'ServiceUnavailable' : code,
    'We encountered an internal error. Please try again.',
    status,
  );
