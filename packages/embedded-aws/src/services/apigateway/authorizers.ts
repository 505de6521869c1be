import { pageOf } from '../../gateway/page';
import { apiGatewayAction, given, onPath } from './apigateway-action';
import { badRequest, conflict } from './apigateway-errors';
import {
  AUTHORIZER_FIELDS,
  NAMED_API,
  NAMED_AUTHORIZER,
  PAGE,
  type AuthorizerEntry,
} from './apigateway-shapes';
import { isLoopbackIssuer } from './data/issuer-keys';
import { parseIdentitySource } from './data/identity-source';

const ALL = '/apis/{apiId}/authorizers';
const ONE = `${ALL}/{authorizerId}`;

type AuthorizerInput = Partial<
  Pick<AuthorizerEntry, 'name' | 'identitySource'> & {
    readonly jwtConfiguration: Partial<AuthorizerEntry['jwtConfiguration']>;
  }
>;

/** @throws AwsError `BadRequestException` */
function checked(input: AuthorizerInput): Omit<AuthorizerEntry, 'authorizerId'> {
  const { name, identitySource = [], jwtConfiguration: { issuer, audience = [] } = {} } = input;
  if (name === undefined) throw badRequest('An authorizer needs a name');
  if (identitySource.length !== 1)
    throw badRequest(
      'A JWT authorizer needs exactly one identitySource, such as $request.header.Authorization',
    );
  parseIdentitySource(identitySource[0]);
  if (issuer === undefined || audience.length === 0)
    throw badRequest('A JWT authorizer needs a jwtConfiguration with an issuer and at least one audience');
  checkIssuer(issuer);
  return { name, authorizerType: 'JWT', identitySource, jwtConfiguration: { issuer, audience } };
}

/** Accepts any issuer that AWS could contact. One that is not reachable from here fails with the first token. */
function checkIssuer(issuer: string): void {
  if (URL.canParse(issuer) && (new URL(issuer).protocol === 'https:' || isLoopbackIssuer(issuer))) return;
  throw badRequest(
    `Invalid issuer: ${issuer}. Issuer must have a valid discovery endpoint ended with ` +
      "'/.well-known/openid-configuration': https, or, on the embedded AWS, http://127.0.0.1:PORT",
  );
}

/** @see https://docs.aws.amazon.com/apigatewayv2/latest/api-reference/apis-apiid-authorizers.html */
export const createAuthorizer = apiGatewayAction({
  input: {
    ...NAMED_API,
    ...AUTHORIZER_FIELDS,
    name: { ...AUTHORIZER_FIELDS.name, required: true },
    authorizerType: { ...AUTHORIZER_FIELDS.authorizerType, required: true },
  },
  permissions: onPath('POST', ALL),
  run: ({ apiId, ...fields }, store) => {
    const api = store.mustFind(apiId);
    const authorizer = { ...checked(fields), authorizerId: store.newId(6) };
    api.authorizers.set(authorizer.authorizerId, authorizer);
    return authorizer;
  },
});

/** @see https://docs.aws.amazon.com/apigatewayv2/latest/api-reference/apis-apiid-authorizers-authorizerid.html */
export const getAuthorizer = apiGatewayAction({
  input: NAMED_AUTHORIZER,
  permissions: onPath('GET', ONE),
  run: ({ apiId, authorizerId }, store) => store.mustFind(apiId).mustAuthorizer(authorizerId),
});

/** @see https://docs.aws.amazon.com/apigatewayv2/latest/api-reference/apis-apiid-authorizers.html */
export const getAuthorizers = apiGatewayAction({
  input: { ...NAMED_API, ...PAGE },
  permissions: onPath('GET', ALL),
  run: ({ apiId, maxResults: size = 25, nextToken: token }, store) => {
    const sorted = [...store.mustFind(apiId).authorizers.values()].sort((a, b) =>
      a.authorizerId < b.authorizerId ? -1 : 1,
    );
    return pageOf(sorted, ({ authorizerId }) => authorizerId, { size, token }, 'BadRequestException');
  },
});

/** @see https://docs.aws.amazon.com/apigatewayv2/latest/api-reference/apis-apiid-authorizers-authorizerid.html */
export const updateAuthorizer = apiGatewayAction({
  input: { ...NAMED_AUTHORIZER, ...AUTHORIZER_FIELDS },
  permissions: onPath('PATCH', ONE),
  run: ({ apiId, authorizerId, ...fields }, store) => {
    const api = store.mustFind(apiId);
    const old = api.mustAuthorizer(authorizerId);
    const jwtConfiguration = { ...old.jwtConfiguration, ...given(fields.jwtConfiguration ?? {}) };
    const authorizer = { ...checked({ ...old, ...given(fields), jwtConfiguration }), authorizerId };
    api.authorizers.set(authorizerId, authorizer);
    return authorizer;
  },
});

/** @see https://docs.aws.amazon.com/apigatewayv2/latest/api-reference/apis-apiid-authorizers-authorizerid.html */
export const deleteAuthorizer = apiGatewayAction({
  input: NAMED_AUTHORIZER,
  permissions: onPath('DELETE', ONE),
  run: ({ apiId, authorizerId }, store) => {
    const api = store.mustFind(apiId);
    api.mustAuthorizer(authorizerId);
    const user = [...api.routes.values()].find((route) => route.authorizerId === authorizerId);
    if (user)
      throw conflict(
        `Cannot delete Authorizer '${authorizerId}' due to an association with Route '${user.routeId}'.`,
      );
    api.authorizers.delete(authorizerId);
    return undefined;
  },
});
