import { AwsError } from '../../../aws-error';
import type { Platform } from '../../../platform';
import type { RouteEntry, StageEntry } from '../apigateway-shapes';
import type { HttpApi } from '../http-api';
import { integrationIdOf } from '../integration-target';
import { authorize } from './authorize';
import { corsHeaders, isAdmitted, preflightHeaders, type Header } from './cors';
import { decodedPath } from './decoded-path';
import type { Exchange } from './exchange';
import { fail } from './gateway-answers';
import { invokeFunction } from './invoke-function';
import type { IssuerKeys } from './issuer-keys';
import type { ApiAnswer } from './lambda-answer';
import { headersOf, lambdaEvent, type EventContext } from './lambda-event';
import { matchRoute, type MatchedRoute } from './match-route';
import { strikeRequest } from './strike-request';
import type { Limit } from './token-buckets';

/** Dependencies for serving an API's requests. */
export interface ServeContext {
  readonly api: HttpApi;
  readonly issuerKeys: IssuerKeys;
  readonly platform: Platform;
  /** @throws AwsError for a body that is too large */
  readonly readBody: () => Promise<Buffer>;
}

/** Answers a request and completes its exchange; undefined if a fault suppresses the answer. */
export async function serveRequest(
  exchange: Exchange,
  context: ServeContext,
): Promise<ApiAnswer | undefined> {
  const { api } = context;
  const rawPath = decodedPath(exchange.request.path);
  if (!rawPath?.startsWith('/')) return fail(exchange, 400);
  const found = selectStage(api, rawPath.slice(1).split('/'));
  if (!found) return fail(exchange, 404);
  exchange.stage = found.stage;
  const matched = matchRoute(api.routes.values(), exchange.request.method, found.path);
  exchange.route = matched?.route;

  const { corsConfiguration: cors } = api.entry;
  const origin = headersOf(exchange.request.rawHeaders).get('origin')?.[0] ?? '';
  const isCors = cors !== undefined && isAdmitted(cors, origin);
  if (isCors && isPreflight(exchange) && !answersPreflight(matched?.route))
    return { status: 204, headers: preflightHeaders(cors, origin), body: '' };

  const answer = await strikeRequest(exchange, context.platform, async () =>
    matched ? serveRoute(exchange, matched, rawPath, context) : fail(exchange, 404),
  );
  if (!cors || !answer) return answer;
  // CORS headers of the API replace those of the function.
  const headers: Header[] = answer.headers.filter(([name]) => !name.startsWith('access-control-'));
  return { ...answer, headers: isCors ? [...headers, ...corsHeaders(cors, origin)] : headers };
}

/** A named stage is the first part of the path; `$default` has no part. */
function selectStage(
  { stages }: HttpApi,
  path: readonly string[],
): { readonly stage: StageEntry; readonly path: readonly string[] } | undefined {
  const named = path[0] === '$default' ? undefined : stages.get(path[0]);
  if (named) return { stage: named, path: path.length > 1 ? path.slice(1) : [''] };
  const stage = stages.get('$default');
  return stage && { stage, path };
}

const isPreflight = ({ request: { method, rawHeaders } }: Exchange): boolean =>
  method === 'OPTIONS' && headersOf(rawHeaders).has('access-control-request-method');

/**
 * Whether preflight requests go to the matched route: to one for OPTIONS, or to `$default` or `ANY` with an authorizer,
 * which rejects them.
 *
 * @see https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-cors.html
 */
const answersPreflight = (route: RouteEntry | undefined): boolean =>
  route !== undefined && (route.routeKey.startsWith('OPTIONS ') || route.authorizationType === 'JWT');

async function serveRoute(
  exchange: Exchange,
  { route, pathParameters }: MatchedRoute<RouteEntry>,
  rawPath: string,
  { api, issuerKeys, platform, readBody }: ServeContext,
): Promise<ApiAnswer> {
  const { request, stage } = exchange as Exchange & { stage: StageEntry };
  const limit = limitOf(stage, route.routeKey);
  if (limit && !api.buckets.take(`${stage.stageName} ${route.routeId}`, limit, platform.clock.now()))
    return fail(exchange, 429);

  let jwt: EventContext['jwt'];
  if (route.authorizationType === 'JWT') {
    const authorization = await authorize(
      request,
      route,
      api.mustAuthorizer(route.authorizerId!),
      issuerKeys,
    );
    if ('status' in authorization) {
      exchange.authorizerError = authorization.problem;
      return fail(exchange, authorization.status, authorization.headers);
    }
    ({ jwt } = authorization);
    exchange.claims = jwt.claims;
  }

  const integration = api.integrations.get(integrationIdOf(route) ?? '');
  if (!integration) return fail(exchange, 500);
  const body = await bodyOf(readBody);
  if (!body) return fail(exchange, 413);
  exchange.requestBytes = body.length;
  const { apiId } = api.entry;
  const { accountId, region } = platform;
  const event = lambdaEvent(request, body, {
    accountId,
    apiId,
    routeKey: route.routeKey,
    rawPath,
    stage: stage.stageName,
    stageVariables: stage.stageVariables,
    pathParameters,
    jwt,
  });
  const sourceArn = `arn:aws:execute-api:${region}:${accountId}:${apiId}/${stage.stageName}/${sourcePath(route, request.method)}`;
  const startedMs = performance.now();
  const invoked = await invokeFunction(integration, event, sourceArn, platform);
  exchange.integration = {
    latencyMs: performance.now() - startedMs,
    status: invoked.lambdaStatus,
    requestId: platform.newId(),
    functionStatus: invoked.answer?.status,
    error: invoked.error,
  };
  return invoked.answer ?? fail(exchange, invoked.status);
}

/** Undefined for a body that is too large. */
async function bodyOf(read: () => Promise<Buffer>): Promise<Buffer | undefined> {
  try {
    return await read();
  } catch (error) {
    if (error instanceof AwsError && error.status === 413) return undefined;
    throw error;
  }
}

/** Method and path of a route in the ARN that the function's policy sees. */
function sourcePath({ routeKey }: RouteEntry, method: string): string {
  const [, path] = routeKey.split(' ');
  return path === undefined ? routeKey : `${method}${path}`;
}

/** Account quotas, for a route that sets only one of the two limits. */
const ACCOUNT_LIMIT: Limit = { rate: 10_000, burst: 5_000 };

/** The limit of a route: its own, or the stage's default; undefined for none. */
function limitOf(
  { routeSettings = {}, defaultRouteSettings }: StageEntry,
  routeKey: string,
): Limit | undefined {
  const own = Object.hasOwn(routeSettings, routeKey) ? routeSettings[routeKey] : undefined;
  const rate = own?.throttlingRateLimit ?? defaultRouteSettings?.throttlingRateLimit;
  const burst = own?.throttlingBurstLimit ?? defaultRouteSettings?.throttlingBurstLimit;
  if (rate === undefined && burst === undefined) return undefined;
  return { rate: rate ?? ACCOUNT_LIMIT.rate, burst: burst ?? ACCOUNT_LIMIT.burst };
}
