import type { AuthorizerEntry, RouteEntry } from '../apigateway-shapes';
import type { Header } from './cors';
import { parseIdentitySource, tokenAt } from './identity-source';
import type { IssuerKeys } from './issuer-keys';
import type { ApiRequest, EventContext } from './lambda-event';
import { claimTexts, scopesOf, verifyJwt } from './verify-jwt';

/** Whether a request may use a route with a JWT authorizer. */
export type Authorization =
  | { readonly jwt: NonNullable<EventContext['jwt']> }
  | { readonly status: 401 | 403; readonly problem: string; readonly headers: readonly Header[] };

/** @see https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-jwt-authorizer.html */
export async function authorize(
  request: ApiRequest,
  { authorizationScopes = [] }: RouteEntry,
  { identitySource, jwtConfiguration: { issuer, audience } }: AuthorizerEntry,
  issuerKeys: IssuerKeys,
): Promise<Authorization> {
  const token = tokenAt(parseIdentitySource(identitySource[0]), request);
  if (token === undefined)
    return { status: 401, problem: 'no token', headers: [['www-authenticate', 'Bearer']] };
  try {
    const keys = await issuerKeys.of(issuer).catch((cause: unknown) => {
      throw new Error(`the keys of issuer ${issuer} are not known: ${(cause as Error).message}`, { cause });
    });
    const claims = verifyJwt(token, { issuer, audience, keys, nowMs: request.timeMs });
    const scopes = scopesOf(claims).filter((scope) => authorizationScopes.includes(scope));
    if (authorizationScopes.length > 0 && scopes.length === 0)
      return refused(
        403,
        'insufficient_scope',
        'the token does not have a scope of the route',
        authorizationScopes,
      );
    return { jwt: { claims: claimTexts(claims), scopes: authorizationScopes.length > 0 ? scopes : null } };
  } catch (error) {
    return refused(401, 'invalid_token', (error as Error).message, authorizationScopes);
  }
}

function refused(
  status: 401 | 403,
  error: string,
  problem: string,
  scopes: readonly string[],
): Authorization {
  // Within quotes, and a header: visible ASCII only.
  const description = problem.replace(/[^\x20-\x7e]|["\\]/g, '?');
  const value = `Bearer scope="${scopes.join(' ')}" error="${error}" error_description="${description}"`;
  return { status, problem, headers: [['www-authenticate', value]] };
}
