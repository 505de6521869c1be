import { pageOf } from '../../gateway/page';
import { apiGatewayAction, given, onPath } from './apigateway-action';
import { badRequest } from './apigateway-errors';
import { API_FIELDS, NAMED_API, PAGE, PROTOCOL, TAGS, type ApiEntry } from './apigateway-shapes';
import { checkCors } from './data/cors';
import type { HttpApi } from './http-api';

const ONE = '/apis/{apiId}';

/** An API as the service shows it. */
const shownApi = ({ entry }: HttpApi): object => ({
  ...entry,
  apiKeySelectionExpression: '$request.header.x-api-key',
  disableExecuteApiEndpoint: false,
  protocolType: 'HTTP',
  ipAddressType: 'ipv4',
  routeSelectionExpression: '${request.method} ${request.path}',
});

/** @throws AwsError `BadRequestException` */
function check({ corsConfiguration, disableExecuteApiEndpoint }: Partial<ApiEntry>): void {
  if (corsConfiguration) checkCors(corsConfiguration);
  if (disableExecuteApiEndpoint)
    throw badRequest(
      'disableExecuteApiEndpoint: the embedded AWS has no custom domain names, so nobody could reach the API.',
    );
}

/** @see https://docs.aws.amazon.com/apigatewayv2/latest/api-reference/apis.html */
export const createApi = apiGatewayAction({
  input: { ...API_FIELDS, name: { ...API_FIELDS.name, required: true }, protocolType: PROTOCOL, tags: TAGS },
  permissions: onPath('POST', '/apis'),
  run: async ({ protocolType: _http, tags = {}, ...fields }, store) => {
    check(fields);
    return shownApi(await store.add({ ...fields, apiId: store.newId(10), createdDate: store.now(), tags }));
  },
});

/** @see https://docs.aws.amazon.com/apigatewayv2/latest/api-reference/apis-apiid.html */
export const getApi = apiGatewayAction({
  input: NAMED_API,
  permissions: onPath('GET', ONE),
  run: ({ apiId }, store) => shownApi(store.mustFind(apiId)),
});

/** @see https://docs.aws.amazon.com/apigatewayv2/latest/api-reference/apis.html */
export const getApis = apiGatewayAction({
  input: PAGE,
  permissions: onPath('GET', '/apis'),
  run: ({ maxResults: size = 25, nextToken: token }, store) => {
    const { items, nextToken } = pageOf(
      store.list(),
      ({ entry }) => entry.apiId,
      { size, token },
      'BadRequestException',
    );
    return { items: items.map(shownApi), nextToken };
  },
});

/** @see https://docs.aws.amazon.com/apigatewayv2/latest/api-reference/apis-apiid.html */
export const updateApi = apiGatewayAction({
  input: { ...NAMED_API, ...API_FIELDS },
  permissions: onPath('PATCH', ONE),
  run: ({ apiId, ...fields }, store) => {
    const api = store.mustFind(apiId);
    check(fields);
    api.entry = { ...api.entry, ...given(fields) };
    return shownApi(api);
  },
});

/** @see https://docs.aws.amazon.com/apigatewayv2/latest/api-reference/apis-apiid.html */
export const deleteApi = apiGatewayAction({
  input: NAMED_API,
  permissions: onPath('DELETE', ONE),
  run: async ({ apiId }, store) => {
    await store.remove(apiId);
    return undefined;
  },
});

/** @see https://docs.aws.amazon.com/apigatewayv2/latest/api-reference/apis-apiid-cors.html */
export const deleteCorsConfiguration = apiGatewayAction({
  input: NAMED_API,
  permissions: onPath('DELETE', `${ONE}/cors`),
  run: ({ apiId }, store) => {
    const api = store.mustFind(apiId);
    api.entry = { ...api.entry, corsConfiguration: undefined };
    return undefined;
  },
});
