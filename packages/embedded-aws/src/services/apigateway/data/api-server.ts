import { randomBytes } from 'node:crypto';
import type { IncomingMessage, Server, ServerResponse } from 'node:http';
import { AwsError } from '../../../aws-error';
import { createHttpServer, listenOnLoopback } from '../../../gateway/http-server';
import { readWhole } from '../../../gateway/read-whole';
import { createStrangerProblem } from '../../../gateway/stranger-problem';
import type { Platform } from '../../../platform';
import type { HttpApi } from '../http-api';
import { AccessLog } from './access-log';
import { isAdmitted } from './cors';
import type { Exchange } from './exchange';
import { fail } from './gateway-answers';
import type { IssuerKeys } from './issuer-keys';
import type { ApiAnswer } from './lambda-answer';
import { recordExchange } from './record-exchange';
import { serveRequest } from './serve-request';

/** An API's own address. */
export interface ApiServer {
  /** `http://127.0.0.1:PORT` */
  readonly endpoint: string;
  /** Resolves once the port is free. */
  close(): Promise<void>;
}

/** Largest body of a request, as on AWS. */
const MAX_BODY_BYTES = 10 * 1024 * 1024;

/** Opens an API on a port of its own, so that its origin is not the AWS endpoint's. */
export async function startApiServer(
  api: HttpApi,
  issuerKeys: IssuerKeys,
  platform: Platform,
): Promise<ApiServer> {
  const { server, strangerProblem, port } = await listen(api, platform.firstApiPort);
  const { apiId } = api.entry;
  const log = new AccessLog(`arn:aws:apigateway:${platform.region}::/apis/${apiId}`, platform);

  async function handle(incoming: IncomingMessage, response: ServerResponse): Promise<void> {
    const problem = await strangerProblem(incoming);
    if (problem !== undefined)
      return send(
        { status: 403, headers: [['content-type', 'text/plain']], body: `${problem}\n` },
        incoming,
        response,
      );
    const exchange = exchangeOf(incoming, port, platform.clock.now());
    const { notes, end } = platform.beginRequest('execute-api', 'anonymous');
    const startedMs = performance.now();
    let failure: Error | undefined;
    const readBody = (): Promise<Buffer> => readWhole(incoming, MAX_BODY_BYTES, tooLarge);
    const answer = await serveRequest(exchange, { api, issuerKeys, platform, readBody }).catch(
      (error: Error) => {
        failure = error;
        if (!(error instanceof AwsError))
          console.error(`embedded AWS: a request of API ${apiId} failed`, error);
        return fail(exchange, error instanceof AwsError && error.status === 400 ? 400 : 500);
      },
    );
    // A reset has closed the API meanwhile, so record nothing.
    if (!server.listening) return void response.destroy();
    exchange.status = answer?.status ?? 0;
    exchange.responseBytes = Buffer.byteLength(answer?.body ?? '');
    exchange.latencyMs = performance.now() - startedMs;
    const note = exchange.integration?.error ?? exchange.authorizerError;
    if (note !== undefined) notes.push(note);
    end(`${apiId} ${exchange.route?.routeKey ?? incoming.method}`, exchange.status, failure);
    recordExchange(exchange, apiId, log, platform);
    if (!answer) return void response.destroy();
    const requestId: [string, string] = ['apigw-requestid', exchange.request.requestId];
    send({ ...answer, headers: [...answer.headers, requestId] }, incoming, response);
  }

  server.on('request', (incoming, response) => {
    handle(incoming, response).catch((error: Error) => response.destroy(error));
  });
  return {
    endpoint: `http://127.0.0.1:${port}`,
    close: () => {
      log.close();
      const closed = new Promise<void>((resolve) => server.close(() => resolve()));
      server.closeAllConnections();
      return closed;
    },
  };
}

const tooLarge = (): AwsError =>
  new AwsError('RequestEntityTooLargeException', `A request may have ${MAX_BODY_BYTES} bytes`, 413);

/** How many ports after the first one are tried, before any free one is taken. */
const PORTS_TRIED = 100;

type Listening = { readonly server: Server; readonly port: number } & {
  readonly strangerProblem: ReturnType<typeof createStrangerProblem>;
};

/** Takes the first free port after the endpoint's, so that a redeployed API keeps its address. */
async function listen(api: HttpApi, firstPort: number | undefined): Promise<Listening> {
  if (firstPort !== undefined)
    for (let port = firstPort; port < Math.min(firstPort + PORTS_TRIED, 65_536); port++) {
      const listening = await open(api, port).catch(() => undefined);
      if (listening) return listening;
    }
  return open(api, 0);
}

async function open(api: HttpApi, port: number): Promise<Listening> {
  const server = createHttpServer();
  const strangerProblem = createStrangerProblem(server, {
    pageRemedy:
      "Name the page's origin in allowOrigins of the API's CORS configuration, exactly as the browser sends it: wildcards " +
      'admit nobody. A script element needs crossorigin or type="module" as well.',
    isAdmittedOrigin: (origin) => isAdmitted(api.entry.corsConfiguration, origin),
  });
  return { server, strangerProblem, port: await listenOnLoopback(server, port) };
}

const [REQUEST_ID_BYTES, TRACE_ID_BYTES] = [11, 12];

function exchangeOf(incoming: IncomingMessage, port: number, timeMs: number): Exchange {
  const { method = 'GET', url = '/', rawHeaders, httpVersion, socket } = incoming;
  const at = url.indexOf('?');
  // Ids of the same length as API Gateway's.
  const random = randomBytes(REQUEST_ID_BYTES + TRACE_ID_BYTES);
  return {
    request: {
      requestId: random.toString('base64', 0, REQUEST_ID_BYTES),
      traceId: `Root=1-${Math.floor(timeMs / 1_000).toString(16)}-${random.toString('hex', REQUEST_ID_BYTES)}`,
      method,
      path: at < 0 ? url : url.slice(0, at),
      query: at < 0 ? '' : url.slice(at + 1),
      rawHeaders,
      protocol: `HTTP/${httpVersion}`,
      sourceIp: (socket.remoteAddress ?? '127.0.0.1').replace(/^::ffff:/, ''),
      port,
      timeMs,
    },
    status: 0,
    requestBytes: 0,
    responseBytes: 0,
    latencyMs: 0,
  };
}

function send(
  { status, headers, body }: ApiAnswer,
  incoming: IncomingMessage,
  response: ServerResponse,
): void {
  // Drain the body: the client may still be sending.
  if (!incoming.readableEnded) incoming.unpipe().resume();
  const flat = headers.flat();
  if (status !== 204 && status !== 304) flat.push('content-length', String(Buffer.byteLength(body)));
  response.writeHead(status, flat);
  response.end(body);
}
