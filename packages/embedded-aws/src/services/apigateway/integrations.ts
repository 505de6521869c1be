import { pageOf } from '../../gateway/page';
import { apiGatewayAction, given, onPath } from './apigateway-action';
import { badRequest, conflict } from './apigateway-errors';
import {
  INTEGRATION_FIELDS,
  INTEGRATION_TYPE,
  NAMED_API,
  NAMED_INTEGRATION,
  PAGE,
  type IntegrationEntry,
} from './apigateway-shapes';
import { functionOf, integrationIdOf } from './integration-target';

const ALL = '/apis/{apiId}/integrations';
const ONE = `${ALL}/{integrationId}`;

/** Integrations time out after at most this long, which is also the default. */
const MAX_TIMEOUT_MS = 30_000;

/** An integration as the service shows it. */
const shownIntegration = (integration: IntegrationEntry): object => ({
  connectionType: 'INTERNET',
  integrationMethod: 'POST',
  payloadFormatVersion: '2.0',
  ...integration,
});

/** @throws AwsError `BadRequestException` for anything but a Lambda function */
function checkUri(uri: string | undefined): string {
  if (uri !== undefined && functionOf(uri)) return uri;
  throw badRequest(
    `integrationUri must be the ARN of a Lambda function: the embedded AWS has no other integrations, got ${uri}`,
  );
}

/** @see https://docs.aws.amazon.com/apigatewayv2/latest/api-reference/apis-apiid-integrations.html */
export const createIntegration = apiGatewayAction({
  input: {
    ...NAMED_API,
    ...INTEGRATION_FIELDS,
    integrationType: { ...INTEGRATION_TYPE, required: true },
  },
  permissions: onPath('POST', ALL),
  run: ({ apiId, ...fields }, store) => {
    const api = store.mustFind(apiId);
    const integrationUri = checkUri(fields.integrationUri);
    if (fields.payloadFormatVersion === undefined)
      throw badRequest('payloadFormatVersion is required for HTTP APIs. The embedded AWS has 2.0.');
    const integration: IntegrationEntry = {
      ...fields,
      integrationUri,
      timeoutInMillis: fields.timeoutInMillis ?? MAX_TIMEOUT_MS,
      integrationId: store.newId(7),
    };
    api.integrations.set(integration.integrationId, integration);
    return shownIntegration(integration);
  },
});

/** @see https://docs.aws.amazon.com/apigatewayv2/latest/api-reference/apis-apiid-integrations-integrationid.html */
export const getIntegration = apiGatewayAction({
  input: NAMED_INTEGRATION,
  permissions: onPath('GET', ONE),
  run: ({ apiId, integrationId }, store) =>
    shownIntegration(store.mustFind(apiId).mustIntegration(integrationId)),
});

/** @see https://docs.aws.amazon.com/apigatewayv2/latest/api-reference/apis-apiid-integrations.html */
export const getIntegrations = apiGatewayAction({
  input: { ...NAMED_API, ...PAGE },
  permissions: onPath('GET', ALL),
  run: ({ apiId, maxResults: size = 25, nextToken: token }, store) => {
    const sorted = [...store.mustFind(apiId).integrations.values()].sort((a, b) =>
      a.integrationId < b.integrationId ? -1 : 1,
    );
    const page = pageOf(sorted, ({ integrationId }) => integrationId, { size, token }, 'BadRequestException');
    return { items: page.items.map(shownIntegration), nextToken: page.nextToken };
  },
});

/** @see https://docs.aws.amazon.com/apigatewayv2/latest/api-reference/apis-apiid-integrations-integrationid.html */
export const updateIntegration = apiGatewayAction({
  input: { ...NAMED_INTEGRATION, ...INTEGRATION_FIELDS, integrationType: INTEGRATION_TYPE },
  permissions: onPath('PATCH', ONE),
  run: ({ apiId, integrationId, ...fields }, store) => {
    const api = store.mustFind(apiId);
    const integration = { ...api.mustIntegration(integrationId), ...given(fields) };
    checkUri(integration.integrationUri);
    api.integrations.set(integrationId, integration);
    return shownIntegration(integration);
  },
});

/** @see https://docs.aws.amazon.com/apigatewayv2/latest/api-reference/apis-apiid-integrations-integrationid.html */
export const deleteIntegration = apiGatewayAction({
  input: NAMED_INTEGRATION,
  permissions: onPath('DELETE', ONE),
  run: ({ apiId, integrationId }, store) => {
    const api = store.mustFind(apiId);
    api.mustIntegration(integrationId);
    const user = [...api.routes.values()].find((route) => integrationIdOf(route) === integrationId);
    if (user)
      throw conflict(
        `Cannot delete Integration '${integrationId}' due to an association with Route '${user.routeId}'.`,
      );
    api.integrations.delete(integrationId);
    return undefined;
  },
});
