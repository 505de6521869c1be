import { createHmac, generateKeyPairSync, sign } from 'node:crypto';
import { gateForEach } from '../lambda/gate';
import { ask, createAuthorizer, deployApi, invocations, standForAll } from './shop-api';

const { publicKey, privateKey } = generateKeyPairSync('rsa', { modulusLength: 2048 });
const other = generateKeyPairSync('rsa', { modulusLength: 2048 });
const RSA_KEY = { ...publicKey.export({ format: 'jwk' }), kid: 'one', alg: 'RS256', use: 'sig' };

const stand = standForAll();
const gate = gateForEach();
let issuer: string;
let fetched: string[];
/** Answers other than those of a good issuer, by path. */
let instead: Record<string, object>;

beforeEach(() => {
  fetched = [];
  instead = {};
  issuer = gate.url;
  gate.server.on('request', ({ url = '' }, response) => {
    fetched.push(url);
    const documents: Record<string, object> = {
      '/.well-known/openid-configuration': { issuer, jwks_uri: `${issuer}/keys` },
      '/keys': { keys: [RSA_KEY] },
      ...instead,
    };
    response.end(JSON.stringify(documents[url] ?? {}));
  });
});

const part = (value: object): string => Buffer.from(JSON.stringify(value)).toString('base64url');

function tokenOf(claims: object = {}, header: object = {}, key = privateKey): string {
  const now = Math.floor(stand.aws.clock.now() / 1_000);
  const body = { iss: issuer, aud: 'shop', sub: 'user-1', iat: now, exp: now + 600, ...claims };
  const signed = `${part({ alg: 'RS256', kid: 'one', ...header })}.${part(body)}`;
  return `${signed}.${sign('RSA-SHA256', Buffer.from(signed), key).toString('base64url')}`;
}

/** An API whose only route needs a token. */
async function guarded(
  scopes?: string[],
  Issuer = issuer,
  identitySource = '$request.header.Authorization',
): Promise<string> {
  const { apiId: ApiId, endpoint, routeIds } = await deployApi(stand, { routes: ['GET /mine'] });
  const AuthorizerId = await createAuthorizer(stand, ApiId, {
    IdentitySource: [identitySource],
    JwtConfiguration: { Issuer, Audience: ['shop', 'app'] },
  });
  await stand.gateway.updateRoute({
    ApiId,
    RouteId: routeIds.get('GET /mine'),
    AuthorizationType: 'JWT',
    AuthorizerId,
    AuthorizationScopes: scopes,
  });
  return `${endpoint}/mine`;
}

const withToken = (url: string, token: string): ReturnType<typeof ask> =>
  ask(url, { headers: { authorization: `Bearer ${token}` } });

it('lets a proven token through, with its claims as texts (APIGW-14)', async () => {
  const url = await guarded();
  const claims = { aud: ['x', 'app'], groups: ['a', 'b'], level: 3, email_verified: true };
  const { status, body } = await withToken(url, tokenOf(claims));
  expect(status).toBe(200);
  const texts = { aud: '[x app]', groups: '[a b]', level: '3', email_verified: 'true' };
  const jwt = { claims: { ...texts, sub: 'user-1', iss: issuer }, scopes: null };
  expect(body).toMatchObject({ requestContext: { authorizer: { jwt } } });
});

it('finds the token where the authorizer says (APIGW-14)', async () => {
  const url = await guarded(undefined, issuer, '$request.querystring.token');
  expect((await ask(`${url}?token=${tokenOf()}`)).status).toBe(200);
  expect((await withToken(url, tokenOf())).status).toBe(401);
});

it('keeps the issuer’s keys for two hours (APIGW-14)', async () => {
  const url = await guarded();
  for (let times = 0; times < 3; times++) expect((await withToken(url, tokenOf())).status).toBe(200);
  expect(fetched).toEqual(['/.well-known/openid-configuration', '/keys']);
  await stand.aws.clock.advance(2 * 3_600_000);
  expect((await withToken(url, tokenOf())).status).toBe(200);
  expect(fetched).toHaveLength(4);
});

const withClaims = (claims: object) => () => tokenOf(claims);

it.each<[string, string, () => string]>([
  ['another key', 'invalid signature', () => tokenOf({}, {}, other.privateKey)],
  ['an unknown key id', 'unable to find a key', () => tokenOf({}, { kid: 'two' })],
  ['no key id', 'unable to find a key', () => tokenOf({}, { kid: undefined })],
  ['another issuer', 'valid issuer', withClaims({ iss: 'http://127.0.0.1:1' })],
  ['another aud beside a good client_id', 'valid audience', withClaims({ aud: 'else', client_id: 'shop' })],
  ['an end in the past', 'has expired', withClaims({ exp: 1 })],
  ['no end', 'has expired', withClaims({ exp: undefined })],
  ['a start in the future', 'not valid yet: nbf', withClaims({ nbf: 4_000_000_000 })],
  ['an issue in the future', 'not valid yet: iat', withClaims({ iat: 4_000_000_000 })],
  ['two parts', 'number of segments', () => 'a.b'],
  ['no JSON', 'unable to decode', () => 'a.b.c'],
  ['no algorithm', 'method none is invalid', () => `${part({ alg: 'none', kid: 'one' })}.${part({})}.`],
  [
    'the public key as a secret',
    'signing method HS256 is invalid',
    () => {
      const signed = `${part({ alg: 'HS256', kid: 'one' })}.${part({ iss: issuer, aud: 'shop', exp: 4e9 })}`;
      const secret = publicKey.export({ type: 'spki', format: 'pem' });
      return `${signed}.${createHmac('sha256', secret).update(signed).digest('base64url')}`;
    },
  ],
])('refuses a token with %s, and says why (APIGW-14)', async (_what, reason, token) => {
  const { status, headers, body } = await withToken(await guarded(), token());
  expect([status, body]).toEqual([401, { message: 'Unauthorized' }]);
  const challenge = 'Bearer scope="" error="invalid_token" error_description="';
  expect(headers.get('www-authenticate')).toMatch(new RegExp(`^${challenge}.*${reason}`));
  expect(invocations(stand)).toBe(0);
});

it('refuses a request without a token (APIGW-14)', async () => {
  const { status, headers } = await ask(await guarded());
  expect([status, headers.get('www-authenticate')]).toEqual([401, 'Bearer']);
});

it('asks for one of the route’s scopes (APIGW-14)', async () => {
  const url = await guarded(['read', 'write']);
  const { status, headers, body } = await withToken(url, tokenOf({ scope: 'other reading' }));
  expect([status, body]).toEqual([403, { message: 'Forbidden' }]);
  expect(headers.get('www-authenticate')).toContain('scope="read write" error="insufficient_scope"');
  for (const claims of [{ scope: 'other read' }, { scp: ['read'] }])
    expect((await withToken(url, tokenOf(claims))).body).toMatchObject({
      requestContext: { authorizer: { jwt: { scopes: ['read'] } } },
    });
});

it('asks no issuer that is not on this machine, and says so in the request log (APIGW-14)', async () => {
  const url = await guarded(undefined, 'https://issuer.example');
  const { status, headers } = await withToken(url, tokenOf({ iss: 'https://issuer.example' }));
  expect(status).toBe(401);
  expect(headers.get('www-authenticate')).toContain('issuer https://issuer.example');
  const [{ note }] = stand.aws.requests.list().filter(({ service }) => service === 'execute-api');
  expect(note).toContain('not on this machine');
});

it('does not follow an issuer to another machine (APIGW-14)', async () => {
  instead = { '/.well-known/openid-configuration': { jwks_uri: 'http://169.254.169.254/keys' } };
  const { status, headers } = await withToken(await guarded(), tokenOf());
  expect(status).toBe(401);
  expect(headers.get('www-authenticate')).toContain('http://169.254.169.254/keys is not on this machine');
});
