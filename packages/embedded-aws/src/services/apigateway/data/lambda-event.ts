import { clfTime } from './clf-time';

/** A request to an HTTP API, as received. */
export interface ApiRequest {
  readonly requestId: string;
  /** `Root=1-…`, for the header of X-Ray. */
  readonly traceId: string;
  readonly method: string;
  /** Percent-encoded, with the stage. */
  readonly path: string;
  /** Percent-encoded, without the question mark. */
  readonly query: string;
  /** Names and values in turn, as received. */
  readonly rawHeaders: readonly string[];
  readonly protocol: string;
  readonly sourceIp: string;
  /** Port of the API. */
  readonly port: number;
  /** On the embedded AWS's clock. */
  readonly timeMs: number;
}

/** What a route adds to the request's event. */
export interface EventContext {
  readonly accountId: string;
  readonly apiId: string;
  readonly routeKey: string;
  /** Decoded, with the stage. */
  readonly rawPath: string;
  readonly stage: string;
  readonly stageVariables?: Readonly<Record<string, string>>;
  readonly pathParameters: Readonly<Record<string, string>>;
  /** From a verified token. */
  readonly jwt?: {
    readonly claims: Readonly<Record<string, string>>;
    readonly scopes: readonly string[] | null;
  };
}

/** Hop-by-hop headers, which end at the gateway, and headers that the event has as members of their own. */
const NOT_FORWARDED: ReadonlySet<string> = new Set([
  'connection',
  'cookie',
  'keep-alive',
  'proxy-connection',
  'te',
  'trailer',
  'transfer-encoding',
  'upgrade',
]);

/**
 * The event of payload format 2.0.
 *
 * @see https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-develop-integrations-lambda.html
 */
export function lambdaEvent(request: ApiRequest, body: Buffer, context: EventContext): object {
  const received = headersOf(request.rawHeaders);
  const cookies = (received.get('cookie') ?? [])
    .flatMap((value) => value.split(';'))
    .map((cookie) => cookie.trim())
    .filter((cookie) => cookie !== '');
  const headers = Object.fromEntries([
    ...[...received]
      .filter(([name]) => !NOT_FORWARDED.has(name))
      .map(([name, values]) => [name, values.join(',')]),
    ['x-amzn-trace-id', request.traceId],
    ['x-forwarded-for', [...(received.get('x-forwarded-for') ?? []), request.sourceIp].join(', ')],
    ['x-forwarded-port', String(request.port)],
    ['x-forwarded-proto', 'http'],
  ]) as Record<string, string>;
  const isText = isTextual(headers['content-type'], headers['content-encoding']);
  const query = queryOf(request.query);
  return {
    version: '2.0',
    routeKey: context.routeKey,
    rawPath: context.rawPath,
    rawQueryString: request.query,
    ...(cookies.length > 0 && { cookies }),
    headers,
    ...(request.query !== '' && { queryStringParameters: query }),
    requestContext: {
      accountId: context.accountId,
      apiId: context.apiId,
      ...(context.jwt && { authorizer: { jwt: context.jwt } }),
      domainName: headers.host ?? '',
      domainPrefix: context.apiId,
      http: {
        method: request.method,
        path: context.rawPath,
        protocol: request.protocol,
        sourceIp: request.sourceIp,
        userAgent: headers['user-agent'] ?? '',
      },
      requestId: request.requestId,
      routeKey: context.routeKey,
      stage: context.stage,
      time: clfTime(request.timeMs),
      timeEpoch: Math.floor(request.timeMs),
    },
    ...(Object.keys(context.pathParameters).length > 0 && { pathParameters: context.pathParameters }),
    ...(Object.keys(context.stageVariables ?? {}).length > 0 && { stageVariables: context.stageVariables }),
    ...(body.length > 0 && { body: body.toString(isText ? 'utf8' : 'base64') }),
    isBase64Encoded: body.length > 0 && !isText,
  };
}

/** Values by lower-case name, in order. */
export function headersOf(rawHeaders: readonly string[]): Map<string, string[]> {
  const headers = new Map<string, string[]>();
  for (let at = 0; at + 1 < rawHeaders.length; at += 2) {
    const name = rawHeaders[at].toLowerCase();
    const values = headers.get(name);
    if (values) values.push(rawHeaders[at + 1]);
    else headers.set(name, [rawHeaders[at + 1]]);
  }
  return headers;
}

/** Decoded; values of the same name joined with commas. */
function queryOf(query: string): Record<string, string> {
  const found = new Map<string, string>();
  for (const [name, value] of new URLSearchParams(query)) {
    const former = found.get(name);
    found.set(name, former === undefined ? value : `${former},${value}`);
  }
  return Object.fromEntries(found);
}

const TEXT = /^(text\/|application\/(json|javascript|xml|[\w.-]+\+(json|xml))\s*(;|$))/i;

/** Whether a body is passed as text; any other is base64. */
const isTextual = (contentType = '', contentEncoding?: string): boolean =>
  contentEncoding === undefined && TEXT.test(contentType);
