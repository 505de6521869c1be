import { Readable } from 'node:stream';
import { denial } from '../authorization/refusal';
import { AwsError } from '../aws-error';
import type { Clock } from '../clock';
import type { AwsRequest, AwsResponse } from '../gateway/request';
import { readBody } from '../gateway/service';
import type { Faults } from './faults';
import { SERVICE_ERRORS } from './service-errors';

/** Serves a request. */
export type Handle = (request: AwsRequest) => Promise<AwsResponse>;

/** Serves a request with `handle`, or as a fault demands; undefined for no answer. */
export type RequestFaults = (
  request: AwsRequest,
  subject: RequestSubject,
  handle: Handle,
) => Promise<AwsResponse | undefined>;

/** What a request is about. */
export interface RequestSubject {
  readonly service: string;
  readonly operation: string;
  /** ARN. */
  readonly caller: string;
}

/** Faults of HTTP requests. Custom resource responses are exempt: they belong to no service. */
export function createRequestFaults(faults: Faults, clock: Clock): RequestFaults {
  const staleReads = createStaleReads(faults);

  async function strike(
    request: AwsRequest,
    subject: RequestSubject,
    handle: Handle,
  ): Promise<AwsResponse | undefined> {
    const { throttling, internal } = SERVICE_ERRORS[subject.service];

    // Models a kept-alive connection that was closed while its function was frozen.
    if (request.isKeptAlive && faults.strike('connection-reset', subject)) return undefined;
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

/** The same request by a caller without the permission, so that the service renders its own denial. */
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

const CREATION = /^Create/;
const READ = /^(Describe|Get)/;
/** `ListTagsForResource`, `ListTags`, `ListResourceTags`. */
const TAG_READ = /^List(Resource)?Tags/;
const ARN = /arn:aws[\w-]*:[^\s"<>,]+/g;

/**
 * Serves stale reads of recently created resources: the previous answer to the same request or, without one,
 * "does not exist". Every second such first read of tags sees the resource without tags. Reads and creations
 * are matched by ARN.
 */
function createStaleReads(
  faults: Faults,
): (request: AwsRequest, subject: RequestSubject, handle: Handle) => Promise<AwsResponse> {
  const answers = new Map<string, AwsResponse>();
  let firstTagReads = 0;
  let list = faults.ended;

  /** Drops answers recorded under a previous list of faults: the account may have been reset since. */
  function startAnew(): void {
    list = faults.ended;
    firstTagReads = 0;
    answers.clear();
  }

  async function read(request: AwsRequest, subject: RequestSubject, handle: Handle): Promise<AwsResponse> {
    const path = request.path.replace(/%3a/gi, ':').replace(/%2f/gi, '/');
    const question = `${subject.service} ${path} ${(await readBody(request)).toString()}`;
    const [arn = ''] = question.match(ARN) ?? [];
    if (faults.strike('stale-read', { ...subject, arn })) {
      const former = answers.get(question);
      if (former) return former;
      const isTagless = TAG_READ.test(subject.operation) && ++firstTagReads % 2 === 0;
      const tagless = isTagless && withoutTags(await handle(request));
      if (tagless) return tagless;
      const { code, status } = SERVICE_ERRORS[subject.service].notFound;
      throw new AwsError(code, `Resource Arn ${arn} does not exist.`, status);
    }
    const answer = await handle(request);
    if (typeof answer.body === 'string') answers.set(question, answer);
    return answer;
  }

  async function create(request: AwsRequest, handle: Handle): Promise<AwsResponse> {
    const answer = await handle(request);
    if (typeof answer.body === 'string') for (const [arn] of answer.body.matchAll(ARN)) faults.changed(arn);
    return answer;
  }

  return (request, subject, handle) => {
    const { operation } = subject;
    if (list !== faults.ended) startAnew();
    if (faults.has('stale-read')) {
      if (READ.test(operation) || TAG_READ.test(operation)) return read(request, subject, handle);
      return CREATION.test(operation) ? create(request, handle) : handle(request);
    }
    return handle(request);
  };
}

/** The same answer with the top-level list, or map, of tags emptied; undefined if it is not JSON. */
function withoutTags(answer: AwsResponse): AwsResponse | undefined {
  if (typeof answer.body !== 'string' || !answer.body.startsWith('{')) return undefined;
  const members = Object.entries(JSON.parse(answer.body) as Record<string, unknown>).map(([name, value]) => {
    if (!/^tags$/i.test(name)) return [name, value];
    return [name, Array.isArray(value) ? [] : {}];
  });
  return { ...answer, body: JSON.stringify(Object.fromEntries(members)) };
}
