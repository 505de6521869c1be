import { generateKeyPairSync, sign } from 'node:crypto';
import { once } from 'node:events';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { shopAccount } from './shop-account';
import { shopAssemblies } from './shop-assemblies';
import { smallShop } from './small-shop';

const { publicKey, privateKey } = generateKeyPairSync('rsa', { modulusLength: 2048 });
const others = generateKeyPairSync('rsa', { modulusLength: 2048 });
const KEY = { ...publicKey.export({ format: 'jwk' }), kid: 'one', alg: 'RS256', use: 'sig' };
const SESSION = 'session-of-a-visitor-1';
const PERSONAL = '/recommendations/recommended-for-you';

type Headers = Readonly<Record<string, string>>;

// An issuer on this machine, whose keys API Gateway's authorizer fetches.
describe('an API whose users are proven by JWTs', () => {
  const account = shopAccount({}, { functions: 'processes' });
  let server: Server;
  let issuer: string;
  let url: string;

  beforeAll(async () => {
    server = createServer(({ url: path }, response) => {
      const discovery = { issuer, jwks_uri: `${issuer}/keys` };
      response.end(JSON.stringify(path === '/keys' ? { keys: [KEY] } : discovery));
    });
    await once(server.listen(0, '127.0.0.1'), 'listening');
    issuer = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
    const { shop } = shopAssemblies({
      shop: {
        archive: smallShop(),
        trainingTimeoutHours: 1,
        useCases: ['best-sellers', 'recommended-for-you'],
        api: { origins: ['https://shop.example'], jwt: { issuer, audience: ['shop', 'app'] } },
      },
    });
    await account.created(shop);
    url = (await account.outputs()).ApiUrl;
  });
  afterAll(async () => {
    server.closeAllConnections();
    await once(server.close(), 'close');
  });

  const part = (value: object): string => Buffer.from(JSON.stringify(value)).toString('base64url');
  const nowSeconds = (): number => Math.floor(account.aws.clock.now() / 1_000);
  const tokenOf = (claims = {}, header = {}, key = privateKey): string => {
    const iat = nowSeconds();
    const body = { iss: issuer, aud: 'shop', sub: 'u1', iat, exp: iat + 600, ...claims };
    const signed = `${part({ alg: 'RS256', kid: 'one', ...header })}.${part(body)}`;
    return `${signed}.${sign('RSA-SHA256', Buffer.from(signed), key).toString('base64url')}`;
  };
  const bearer = (token: string): Headers => ({ authorization: `Bearer ${token}` });
  const get = (path: string, headers: Headers = {}): Promise<Response> => fetch(`${url}${path}`, { headers });
  const tell = async (type: string, path: string, headers: Headers = {}): Promise<number> => {
    const body = JSON.stringify({ session: SESSION, events: [{ type, itemId: 'i1' }] });
    return (await fetch(`${url}${path}`, { method: 'POST', headers, body })).status;
  };
  /** How often the tracker and the function were reached so far. */
  const reached = (operation: string): number =>
    account.aws.requests.list().filter((request) => request.operation === operation).length;

  it('answers about whoever the token names, and takes that user’s views, and no purchase, which is for the back end to say', async () => {
    const answer = await get(`/user${PERSONAL}?user=u1`, bearer(tokenOf({ aud: ['x', 'app'] })));
    expect([answer.status, answer.headers.get('cache-control')]).toEqual([200, 'private, no-store']);
    const { useCase, items } = (await answer.json()) as { useCase: string; items: object[] };
    expect([useCase, items.length > 0]).toEqual(['recommended-for-you', true]);
    expect(await tell('Purchase', '/user/events', bearer(tokenOf()))).toBe(403);
    expect(await tell('View', '/user/events', bearer(tokenOf()))).toBe(202);
    expect(reached('PutEvents')).toBe(1);
  });

  it.each<[string, () => Headers]>([
    ['no token', () => ({})],
    ['no JWT', () => bearer('e30.e30')],
    ['an expired token', () => bearer(tokenOf({ exp: nowSeconds() - 1 }))],
    ['a token that is not valid yet', () => bearer(tokenOf({ nbf: nowSeconds() + 300 }))],
    ['a token for others', () => bearer(tokenOf({ aud: 'bank' }))],
    ['a token of another issuer', () => bearer(tokenOf({ iss: 'https://login.bank.example' }))],
    ['a token that another key has signed', () => bearer(tokenOf({}, {}, others.privateKey))],
    ['a token of a key that the issuer does not have', () => bearer(tokenOf({}, { kid: 'two' }))],
    ['a token without a signature', () => bearer(tokenOf({}, { alg: 'none' }).replace(/[^.]*$/, ''))],
  ])('admits nobody with %s, and asks no function', async (_what, headers) => {
    const before = [reached('GetRecommendations'), reached('PutEvents')];
    expect((await get(`/user${PERSONAL}`, headers())).status).toBe(401);
    expect(await tell('Purchase', '/user/events', headers())).toBe(401);
    expect([reached('GetRecommendations'), reached('PutEvents')]).toEqual(before);
  });

  it.each<[string, object, string]>([
    ['another user than the token’s', {}, '?user=u2'],
    ['nobody, by a token without the claim', { sub: undefined }, ''],
    ['a session, by a token whose claim is like one', { sub: `anonymous:${SESSION}` }, ''],
  ])('answers nothing about %s', async (_what, claims, query) => {
    const answer = await get(`/user${PERSONAL}${query}`, bearer(tokenOf(claims)));
    expect(answer.status).toBe(403);
  });

  it('takes a JWT for nothing on the paths that are public, and none is needed there', async () => {
    const before = reached('PutEvents');
    expect((await get('/recommendations/best-sellers')).status).toBe(200);
    expect((await get(`${PERSONAL}?user=u1`, bearer(tokenOf()))).status).toBe(403);
    expect(await tell('Purchase', '/events', bearer(tokenOf()))).toBe(403);
    expect(reached('PutEvents')).toBe(before);
  });

  it('leaves nothing when the stack is destroyed', () => account.gone());
});
