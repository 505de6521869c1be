import type { IncomingMessage, RequestListener } from 'node:http';
import type { Socket } from 'node:net';
import { pipeline } from 'node:stream/promises';
import type { Account } from '../account';
import { AwsError } from '../aws-error';
import type { Clock } from '../clock';
import { createRequestFaults, type RequestFaults } from '../faults/request-faults';
import { machineLimit } from '../machine-limit';
import { beginRequest } from '../request-log';
import { decodeAwsChunked } from './aws-chunked';
import type { AwsRequest, AwsResponse } from './request';
import { createRouter, type Route } from './route';
import { giveUp, sendAnswer, type Answer } from './send-answer';
import type { StrangerProblem } from './stranger-problem';
import { renderUnknownService, unknownService } from './unknown-service';

/** Answers `/_local/…`; undefined for an unknown path. */
export type ControlHandler = (
  method: string,
  path: string,
  request: IncomingMessage,
) => Promise<AwsResponse | undefined>;

/** From this difference of clocks on, responses have no Date. SDKs correct a difference of minutes and repeat failed requests. */
const TURNED_MS = 60_000;

/**
 * Rejects strangers, passes every other request to its API, sends the answer and writes the request log.
 */
export function createListener(
  account: Account,
  clock: Clock,
  control: ControlHandler,
  strangerProblem: StrangerProblem,
): RequestListener {
  const requestFaults = createRequestFaults(account.faults, clock);
  const router = createRouter(account.reachedBy);
  const used = new WeakSet<Socket>();

  function answerTo(request: IncomingMessage, problem: string | undefined): Promise<Answer | undefined> {
    if (problem !== undefined)
      return Promise.resolve({
        status: 403,
        headers: { 'content-type': 'text/plain' },
        body: `${problem}\n`,
      });
    const [path, query] = pathAndQuery(request.url ?? '/');
    if (router.isControlPath(path)) return answerControl(control, path, request);
    const isKeptAlive = used.has(request.socket);
    used.add(request.socket);
    const route = router.routeOf(request, query, path);
    return answerAws(account, clock, requestFaults, route, path, query, request, isKeptAlive);
  }

  return (request, response) => {
    // Callers are on either clock: functions on the embedded AWS's, programs on the machine's.
    if (Math.abs(clock.now() - Date.now()) > TURNED_MS) response.sendDate = false;
    const problem = strangerProblem(request);
    // Awaited only if needed: an extra await costs a twentieth of a request's time.
    const answer =
      problem instanceof Promise
        ? problem.then((found) => answerTo(request, found))
        : answerTo(request, problem);
    answer.then(
      (given) => sendAnswer(given, request, response),
      (error: Error) => giveUp(response, error),
    );
  };
}

async function answerControl(
  control: ControlHandler,
  path: string,
  request: IncomingMessage,
): Promise<AwsResponse> {
  const answer = await control(request.method ?? 'GET', path, request);
  return answer ?? { status: 404, body: `The embedded AWS has no control endpoint ${path}\n` };
}

const EXPIRED = {
  kind: 'expiredToken',
  message: 'The security token included in the request is expired',
} as const;

/** Undefined if a fault suppresses the answer. */
async function answerAws(
  account: Account,
  clock: Clock,
  requestFaults: RequestFaults,
  route: Route,
  path: string,
  query: URLSearchParams,
  incoming: IncomingMessage,
  isKeptAlive: boolean,
): Promise<Answer | undefined> {
  const caller = account.sessions.identify(route.accessKeyId);
  const { region } = route;
  const { body, trailers } = bodyOf(incoming);
  const subject = { service: route.api, region, caller: caller.arn };
  const { notes, end } = beginRequest(account.requests, clock, subject);
  const request: AwsRequest = {
    id: account.newId(),
    method: incoming.method ?? 'GET',
    path,
    query,
    headers: incoming.headers,
    body,
    trailers,
    isKeptAlive,
    region,
    caller,
    refusal: (needs) =>
      account.sessions.isExpired(caller.accessKeyId)
        ? EXPIRED
        : account.authorizer.refusal({ caller, region, note: (text) => void notes.push(text) }, needs),
    notes,
  };
  const api = account.api(route.api, route.region);
  let operation = '';
  let failure: AwsError | undefined;
  let response: AwsResponse | undefined;
  try {
    if (!api) throw unknownService(route.api);
    const resolving = api.resolve(request);
    const resolved = resolving instanceof Promise ? await resolving : resolving;
    ({ operation } = resolved);
    const asked = { service: route.api, operation, caller: caller.arn };
    response = await requestFaults(request, asked, resolved.handle);
  } catch (error) {
    failure = asAwsError(error, request, `${route.api} ${operation}`);
    response = api?.renderError(failure, request) ?? renderUnknownService(failure, route.api, request);
  }
  end(operation, response?.status ?? 0, failure, { asked: request.whole, answered: response });
  if (!response) return undefined;
  const { status, headers, body: answered } = response;
  return { status, headers, body: answered, requestId: request.id };
}

/** A bug of ours or a machine limit answers 500, which SDKs retry; a bug also prints its stack trace. */
function asAwsError(error: unknown, request: AwsRequest, what: string): AwsError {
  if (error instanceof AwsError) return error;
  const limit = machineLimit(error);
  if (limit !== undefined) return new AwsError('InternalFailure', limit, 500);
  console.error(`embedded AWS: ${what} failed (request ${request.id})`, error);
  return new AwsError('InternalFailure', `Internal failure of the embedded AWS (request ${request.id})`, 500);
}

function bodyOf(request: IncomingMessage): Pick<AwsRequest, 'body' | 'trailers'> {
  const encodings = String(request.headers['content-encoding'] ?? '');
  const sha256 = String(request.headers['x-amz-content-sha256'] ?? '');
  if (!encodings.includes('aws-chunked') && !sha256.startsWith('STREAMING-'))
    return { body: request, trailers: NO_TRAILERS };
  const trailers = new Map<string, string>();
  const body = decodeAwsChunked((name, value) => trailers.set(name, value));
  // pipeline destroys `body` when the client disconnects; its reader sees the error.
  pipeline(request, body).catch(() => {});
  return { body, trailers };
}

const NO_QUERY = new URLSearchParams();
const NO_TRAILERS: ReadonlyMap<string, string> = new Map();

function pathAndQuery(url: string): [string, URLSearchParams] {
  const at = url.indexOf('?');
  return at < 0 ? [url, NO_QUERY] : [url.slice(0, at), new URLSearchParams(url.slice(at + 1))];
}
