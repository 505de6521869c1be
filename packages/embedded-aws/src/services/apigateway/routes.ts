import { pageOf } from '../../gateway/page';
import { apiGatewayAction, given, onPath } from './apigateway-action';
import { badRequest } from './apigateway-errors';
import { NAMED_API, NAMED_ROUTE, PAGE, ROUTE_FIELDS, ROUTE_KEY, type RouteEntry } from './apigateway-shapes';
import { parseRouteKey } from './data/route-key';
import type { HttpApi } from './http-api';
import { integrationIdOf } from './integration-target';

const ALL = '/apis/{apiId}/routes';
const ONE = `${ALL}/{routeId}`;

/** A route as the service shows it. */
const shownRoute = (route: RouteEntry): object => ({
  ...route,
  apiKeyRequired: false,
  authorizationType: route.authorizationType ?? 'NONE',
  authorizationScopes: route.authorizationScopes,
});

/** @throws AwsError `BadRequestException`, `NotFoundException`, `ConflictException` */
function check(route: Omit<RouteEntry, 'routeId'> & { readonly routeId?: string }, api: HttpApi): void {
  const { routeKey, authorizationType = 'NONE', authorizerId, authorizationScopes = [], target } = route;
  parseRouteKey(routeKey);
  api.checkRouteKeyIsFree(routeKey, route.routeId);
  if (authorizationType === 'JWT' && !authorizerId)
    throw badRequest('A route with authorizationType JWT needs an authorizerId');
  if (authorizationType === 'NONE' && authorizationScopes.length > 0)
    throw badRequest('Authorization scopes are only for routes with a JWT authorizer');
  if (authorizationType === 'JWT') api.mustAuthorizer(authorizerId!);
  if (target === undefined || target === '') return;
  const id = integrationIdOf({ target });
  if (id === undefined) throw badRequest(`target must be integrations/ID, got ${target}`);
  if (!api.integrations.has(id)) throw badRequest(`The integration ${id} does not exist in this API`);
}

/** @see https://docs.aws.amazon.com/apigatewayv2/latest/api-reference/apis-apiid-routes.html */
export const createRoute = apiGatewayAction({
  input: { ...NAMED_API, ...ROUTE_FIELDS, routeKey: { ...ROUTE_KEY, required: true } },
  permissions: onPath('POST', ALL),
  run: ({ apiId, ...fields }, store) => {
    const api = store.mustFind(apiId);
    check(fields, api);
    const route = { ...fields, routeId: store.newId(7) };
    api.routes.set(route.routeId, route);
    return shownRoute(route);
  },
});

/** @see https://docs.aws.amazon.com/apigatewayv2/latest/api-reference/apis-apiid-routes-routeid.html */
export const getRoute = apiGatewayAction({
  input: NAMED_ROUTE,
  permissions: onPath('GET', ONE),
  run: ({ apiId, routeId }, store) => shownRoute(store.mustFind(apiId).mustRoute(routeId)),
});

/** @see https://docs.aws.amazon.com/apigatewayv2/latest/api-reference/apis-apiid-routes.html */
export const getRoutes = apiGatewayAction({
  input: { ...NAMED_API, ...PAGE },
  permissions: onPath('GET', ALL),
  run: ({ apiId, maxResults: size = 25, nextToken: token }, store) => {
    const sorted = [...store.mustFind(apiId).routes.values()].sort((a, b) =>
      a.routeId < b.routeId ? -1 : 1,
    );
    const page = pageOf(sorted, ({ routeId }) => routeId, { size, token }, 'BadRequestException');
    return { items: page.items.map(shownRoute), nextToken: page.nextToken };
  },
});

/** @see https://docs.aws.amazon.com/apigatewayv2/latest/api-reference/apis-apiid-routes-routeid.html */
export const updateRoute = apiGatewayAction({
  input: { ...NAMED_ROUTE, ...ROUTE_FIELDS, routeKey: ROUTE_KEY },
  permissions: onPath('PATCH', ONE),
  run: ({ apiId, routeId, ...fields }, store) => {
    const api = store.mustFind(apiId);
    const route = { ...api.mustRoute(routeId), ...given(fields) };
    check(route, api);
    api.routes.set(routeId, route);
    return shownRoute(route);
  },
});

/** @see https://docs.aws.amazon.com/apigatewayv2/latest/api-reference/apis-apiid-routes-routeid.html */
export const deleteRoute = apiGatewayAction({
  input: NAMED_ROUTE,
  permissions: onPath('DELETE', ONE),
  run: ({ apiId, routeId }, store) => {
    const api = store.mustFind(apiId);
    api.mustRoute(routeId);
    api.routes.delete(routeId);
    return undefined;
  },
});
