import { AwsError } from '../aws-error';
import type { AnyAction, Output } from './action';
import { parseJson } from './json-protocol';
import { USUAL_MESSAGE_KEY, type MessageKeyOf } from './message-key';
import type { AwsRequest, AwsResponse } from './request';
import { callOf, readBody, runAction, unresolved, type NamingService } from './service';
import type { Shape } from './shape';
import type { InvalidInputCode } from './validate';
import { withoutNulls } from './without-nulls';

/** An operation and its route; `{Name}` in the path is an input member. */
export interface RestOperation<Store> {
  /** `POST /2015-03-31/functions/{FunctionName}/invocations` */
  readonly route: string;
  readonly action: AnyAction<Store>;
  /** Query parameters and headers that are input members: member by wire name. */
  readonly query?: Readonly<Record<string, string>>;
  readonly headers?: Readonly<Record<string, string>>;
  /** Input member that is the whole body, as text instead of JSON. */
  readonly payload?: string;
  /** Maximum body length. @default 1 MiB */
  readonly maxBodyBytes?: number;
  /** Parts of the answer that are not a JSON body with status 200. */
  readonly answer?: RestAnswer;
}

/** Where output members go; all others form the JSON body. */
export interface RestAnswer {
  /** The status, or the member that holds it. @default 200 */
  readonly status?: number | string;
  /** Headers from output members: member by wire name. */
  readonly headers?: Readonly<Record<string, string>>;
  /** Output member that is the whole body, as text. */
  readonly payload?: string;
}

/** Output of an action that sets status, headers and body itself. */
export class RestOutput {
  constructor(
    readonly body: string,
    readonly headers: Readonly<Record<string, string>> = {},
    readonly status = 200,
  ) {}
}

/** What differs between services of AWS's REST-JSON protocol. */
export interface RestJsonProtocol<Store> {
  readonly name: string;
  readonly operations: Readonly<Record<string, RestOperation<Store>>>;
  readonly invalidInput?: InvalidInputCode;
  /** @default `message` for every error */
  readonly messageKey?: MessageKeyOf;
}

/** @see https://smithy.io/2.0/aws/protocols/aws-restjson1-protocol.html */
export function restJsonService<Store>(protocol: RestJsonProtocol<Store>): NamingService<Store> {
  const { operations, invalidInput = 'ValidationException', messageKey = USUAL_MESSAGE_KEY } = protocol;
  const routes = routesOf(operations);
  const find = routeFinder(protocol.name, routes);

  async function handle(
    { operation, spec, members, headers, path }: Route<Store>,
    request: AwsRequest,
    store: Store,
  ): Promise<AwsResponse> {
    const body = await readBody(request, operation, spec.maxBodyBytes);
    const input = spec.payload
      ? { [spec.payload]: body.toString('utf8') }
      : withoutNulls(parseJson(body), spec.action.input);
    for (const [wire, member] of members)
      if (request.query.has(wire)) input[member] = fromQuery(request.query, wire, spec.action.input[member]);
    for (const [wire, member] of headers)
      if (request.headers[wire] !== undefined) input[member] = request.headers[wire];
    for (const name in path) input[name] = typed(path[name], spec.action.input[name]);
    const output = await runAction(api, operation, input, store, callOf(request));
    if (output instanceof RestOutput)
      return { status: output.status, headers: output.headers, body: output.body };
    return spec.answer ? render(output, spec.answer) : jsonAnswer(output);
  }

  const api = {
    actions: Object.fromEntries(routes.map(({ operation, spec }) => [operation, spec.action])),
    refusals: REFUSALS,
    invalidInput,
  };
  return {
    ...api,
    resolve: (asked) => {
      try {
        const found = find(asked);
        return { operation: found.operation, handle: (request, store) => handle(found, request, store) };
      } catch (error) {
        return unresolved(`${asked.method} ${asked.path}`, error as Error);
      }
    },
    renderError: ({ code, message, status, members }) => ({
      status,
      headers: { 'content-type': 'application/json', 'x-amzn-errortype': code },
      body: JSON.stringify({ __type: code, [messageKey(code)]: message, ...members }),
    }),
  };
}

/** The routes of all operations, compiled. */
function routesOf<Store>(operations: RestJsonProtocol<Store>['operations']) {
  return Object.entries(operations).map(([operation, spec]) => {
    const [method, pattern] = spec.route.split(' ');
    return {
      operation,
      spec,
      method,
      pattern,
      members: Object.entries(spec.query ?? {}),
      headers: Object.entries(spec.headers ?? {}),
      match: compile(method, pattern),
    };
  });
}

/** A route, with the path parameters of a request. */
type Route<Store> = ReturnType<typeof routesOf<Store>>[number] & { readonly path?: Record<string, string> };

/** Finds the route of a request. */
function routeFinder<Store>(name: string, routes: readonly Route<Store>[]) {
  /** Routes without path parameters, by method and path. */
  const byMethod = new Map(routes.map(({ method }) => [method, new Map<string, Route<Store>>()]));
  for (const entry of routes) byMethod.get(entry.method)!.set(entry.pattern, entry);

  return (request: AwsRequest): Route<Store> => {
    const found = byMethod.get(request.method)?.get(request.path);
    if (found) return found;
    for (const entry of routes) {
      const path = entry.match(request);
      if (path) return { ...entry, path };
    }
    const names = routes.map(({ operation }) => operation);
    throw new AwsError(
      'UnknownOperationException',
      `The embedded AWS has no ${request.method} ${request.path} of ${name}. Supported: ` +
        `${names.sort().join(', ')}.`,
      404,
    );
  };
}

const REFUSALS = {
  accessDenied: ['AccessDeniedException', 403],
  expiredToken: ['ExpiredTokenException', 403],
  invalidToken: ['UnrecognizedClientException', 403],
} as const;

/** Converts a query parameter to its shape: a list is a repeated parameter. */
function fromQuery(query: URLSearchParams, wire: string, shape: Shape): unknown {
  return shape.type === 'list' ? query.getAll(wire) : typed(query.get(wire), shape);
}

/** Numbers are text in paths and queries. */
const typed = (text: string | null, { type }: Shape): unknown =>
  type === 'integer' || type === 'number' ? Number(text) : text;

const JSON_HEADERS = { 'content-type': 'application/json' };

const jsonAnswer = (output: Output): AwsResponse => ({
  status: 200,
  headers: JSON_HEADERS,
  body: jsonText(output),
});

function render(output: Output, { status = 200, headers = {}, payload }: RestAnswer): AwsResponse {
  const members = new Map(Object.entries(output ?? {}) as [string, unknown][]);
  const take = (member: string): unknown => {
    const value = members.get(member);
    members.delete(member);
    return value;
  };
  const statusCode = typeof status === 'number' ? status : Number(take(status));
  const found = Object.entries(headers)
    .map(([wire, member]) => [wire, take(member)] as const)
    .filter(([, value]) => value !== undefined);
  const body = payload
    ? ((take(payload) as string | undefined) ?? '')
    : output === undefined || statusCode === 204
      ? ''
      : JSON.stringify(Object.fromEntries(members));
  return {
    status: statusCode,
    headers: { ...JSON_HEADERS, ...(Object.fromEntries(found) as Record<string, string>) },
    body,
  };
}

/** Compiles a route to a matcher that returns the decoded path parameters, or undefined. */
function compile(
  method: string,
  pattern: string,
): (request: AwsRequest) => Record<string, string> | undefined {
  const names = [...pattern.matchAll(/\{(\w+)\}/g)].map(([, name]) => name);
  const regex = new RegExp(`^${pattern.replace(/\{\w+\}/g, '([^/]+)')}/?$`);
  return (request) => {
    const found = request.method === method ? regex.exec(request.path) : null;
    return found ? Object.fromEntries(names.map((name, at) => [name, decoded(found[at + 1])])) : undefined;
  };
}

function decoded(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    throw new AwsError(
      'SerializationException',
      `The path has "${text}", which is not percent-encoded UTF-8`,
    );
  }
}

/** Output member with prebuilt JSON, where that is faster than `JSON.stringify`. */
export const JSON_TEXT = Symbol('JSON text');

/** Output as JSON; undefined is an empty body. */
const jsonText = (output: Output): string =>
  output === undefined ? '' : ((output as { [JSON_TEXT]?: string })[JSON_TEXT] ?? JSON.stringify(output));
