import { AwsError } from '../../aws-error';
import type { Call } from '../../gateway/action';
import { pageOf } from '../../gateway/page';
import { apiGatewayAction, given, onPath } from './apigateway-action';
import { badRequest, conflict } from './apigateway-errors';
import { NAMED_API, NAMED_STAGE, PAGE, STAGE_FIELDS, TAGS, type StageEntry } from './apigateway-shapes';
import type { ApiGatewayStore } from './apigateway-store';
import { parseRouteKey } from './data/route-key';

const ALL = '/apis/{apiId}/stages';
const ONE = `${ALL}/{stageName}`;

const STAGE_NAME = /^(\$default|[a-zA-Z0-9_-]{1,128})$/;

/** A stage as the service shows it. */
const shownStage = (stage: StageEntry): object => ({
  ...stage,
  autoDeploy: true,
  defaultRouteSettings: { detailedMetricsEnabled: false, ...stage.defaultRouteSettings },
  routeSettings: stage.routeSettings ?? {},
  stageVariables: stage.stageVariables ?? {},
  lastDeploymentStatusMessage: 'Successfully deployed stage',
});

/**
 * @throws AwsError `BadRequestException`, `AccessDeniedException` for a log group that the caller may not
 *   have logs delivered to
 */
async function check(stage: Partial<StageEntry>, store: ApiGatewayStore, call: Call): Promise<void> {
  const { defaultRouteSettings = {}, routeSettings = {}, accessLogSettings: log } = stage;
  for (const settings of [defaultRouteSettings, ...Object.values(routeSettings)])
    if (settings.detailedMetricsEnabled)
      throw badRequest('detailedMetricsEnabled: the embedded AWS has no metrics by route.');
  for (const key of Object.keys(routeSettings)) parseRouteKey(key);
  if (log) await checkAccessLog(log, store, call);
}

/** @see https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-logging.html */
async function checkAccessLog(
  { destinationArn, format }: NonNullable<StageEntry['accessLogSettings']>,
  { platform }: ApiGatewayStore,
  { caller }: Call,
): Promise<void> {
  if (destinationArn === undefined || format === undefined)
    throw badRequest('accessLogSettings needs both destinationArn and format.');
  if (!/^arn:aws[\w-]*:logs:[\w-]+:\d{12}:log-group:/.test(destinationArn))
    throw badRequest(`destinationArn: the embedded AWS writes to log groups only, got ${destinationArn}`);
  if (/[\r\n]/.test(format)) throw badRequest('The access log format must be a single line.');
  if (!/\$context\.(requestId|extendedRequestId)\b/.test(format))
    throw badRequest(
      'The access log format must contain at least $context.requestId or $context.extendedRequestId.',
    );
  try {
    await platform.as(caller)('logs', 'CreateLogDelivery', { logGroupArn: destinationArn });
  } catch (error) {
    if (!(error instanceof AwsError)) throw error;
    if (error.code === 'ResourceNotFoundException')
      throw badRequest(`The log group ${destinationArn} does not exist.`);
    throw new AwsError(
      'AccessDeniedException',
      `Insufficient permissions to enable logging: ${error.message}`,
      403,
    );
  }
}

/** @see https://docs.aws.amazon.com/apigatewayv2/latest/api-reference/apis-apiid-stages.html */
export const createStage = apiGatewayAction({
  input: { ...NAMED_STAGE, ...STAGE_FIELDS, tags: TAGS },
  permissions: onPath('POST', ALL),
  run: async ({ apiId, stageName, tags = {}, ...fields }, store, call) => {
    const api = store.mustFind(apiId);
    if (!STAGE_NAME.test(stageName))
      throw badRequest(`Stage names are $default or letters, digits, - and _, got ${stageName}`);
    refuseDeployments(fields.autoDeploy ?? false);
    await check(fields, store, call);
    if (api.stages.has(stageName)) throw conflict('Stage already exists');
    const now = store.now();
    const stage = { ...fields, stageName, tags, createdDate: now, lastUpdatedDate: now };
    api.stages.set(stageName, stage);
    return shownStage(stage);
  },
});

/** @throws AwsError `BadRequestException` for a stage without automatic deployment */
function refuseDeployments(isAutomatic: boolean): void {
  if (isAutomatic) return;
  throw badRequest(
    'The embedded AWS has no deployments of APIs: it serves what is configured. Set autoDeploy to true.',
  );
}

/** @see https://docs.aws.amazon.com/apigatewayv2/latest/api-reference/apis-apiid-stages-stagename.html */
export const getStage = apiGatewayAction({
  input: NAMED_STAGE,
  permissions: onPath('GET', ONE),
  run: ({ apiId, stageName }, store) => shownStage(store.mustFind(apiId).mustStage(stageName)),
});

/** @see https://docs.aws.amazon.com/apigatewayv2/latest/api-reference/apis-apiid-stages.html */
export const getStages = apiGatewayAction({
  input: { ...NAMED_API, ...PAGE },
  permissions: onPath('GET', ALL),
  run: ({ apiId, maxResults: size = 25, nextToken: token }, store) => {
    const sorted = [...store.mustFind(apiId).stages.values()].sort((a, b) =>
      a.stageName < b.stageName ? -1 : 1,
    );
    const page = pageOf(sorted, ({ stageName }) => stageName, { size, token }, 'BadRequestException');
    return { items: page.items.map(shownStage), nextToken: page.nextToken };
  },
});

/** @see https://docs.aws.amazon.com/apigatewayv2/latest/api-reference/apis-apiid-stages-stagename.html */
export const updateStage = apiGatewayAction({
  input: { ...NAMED_STAGE, ...STAGE_FIELDS },
  permissions: onPath('PATCH', ONE),
  run: async ({ apiId, stageName, ...fields }, store, call) => {
    const api = store.mustFind(apiId);
    api.mustStage(stageName);
    refuseDeployments(fields.autoDeploy ?? true);
    await check(fields, store, call);
    const stage = { ...api.mustStage(stageName), ...given(fields), lastUpdatedDate: store.now() };
    api.stages.set(stageName, stage);
    // New limits start with full buckets.
    api.buckets.clear();
    return shownStage(stage);
  },
});

/** @see https://docs.aws.amazon.com/apigatewayv2/latest/api-reference/apis-apiid-stages-stagename.html */
export const deleteStage = apiGatewayAction({
  input: NAMED_STAGE,
  permissions: onPath('DELETE', ONE),
  run: ({ apiId, stageName }, store) => {
    const api = store.mustFind(apiId);
    api.mustStage(stageName);
    api.stages.delete(stageName);
    return undefined;
  },
});

/** @see https://docs.aws.amazon.com/apigatewayv2/latest/api-reference/apis-apiid-stages-stagename-accesslogsettings.html */
export const deleteAccessLogSettings = apiGatewayAction({
  input: NAMED_STAGE,
  permissions: onPath('DELETE', `${ONE}/accesslogsettings`),
  run: ({ apiId, stageName }, store) => {
    const api = store.mustFind(apiId);
    api.stages.set(stageName, { ...api.mustStage(stageName), accessLogSettings: undefined });
    return undefined;
  },
});

/** @see https://docs.aws.amazon.com/apigatewayv2/latest/api-reference/apis-apiid-stages-stagename-routesettings-routekey.html */
export const deleteRouteSettings = apiGatewayAction({
  input: { ...NAMED_STAGE, routeKey: { type: 'string', required: true } },
  permissions: onPath('DELETE', `${ONE}/routesettings/{routeKey}`),
  run: ({ apiId, stageName, routeKey }, store) => {
    const api = store.mustFind(apiId);
    const stage = api.mustStage(stageName);
    const others = Object.entries(stage.routeSettings ?? {}).filter(([key]) => key !== routeKey);
    const routeSettings = Object.fromEntries(others);
    api.stages.set(stageName, { ...stage, routeSettings });
    return undefined;
  },
});
