import { rawAsk } from '../gateway/raw-exchange';
import { deployApi, invocations, standForAll, type ApiOptions } from './shop-api';

const stand = standForAll();

const SHOP = 'https://shop.example';
const CORS = {
  AllowOrigins: [SHOP, 'http://localhost:3000'],
  AllowMethods: ['GET', 'POST'],
  AllowHeaders: ['content-type', 'authorization'],
  ExposeHeaders: ['etag'],
  MaxAge: 600,
};
const withCors = (cors: object = CORS): ApiOptions => ({ api: { CorsConfiguration: cors } });

const ask = (url: string, headers: Record<string, string>, method = 'GET'): ReturnType<typeof rawAsk> =>
  rawAsk(url, { headers, method });

it('admits the origins of the API, on its own address alone (APIGW-4)', async () => {
  const { endpoint } = await deployApi(stand, withCors());
  for (const origin of CORS.AllowOrigins) {
    const headers = { origin, 'sec-fetch-site': 'cross-site' };
    expect(await ask(`${endpoint}/x`, headers)).toMatchObject({
      status: 200,
      headers: { 'access-control-allow-origin': origin, 'access-control-expose-headers': 'etag' },
    });
    expect((await ask(`${stand.aws.endpoint}/_local/health`, headers)).status).toBe(403);
    expect((await ask(`${stand.aws.endpoint}/bucket/key`, headers)).status).toBe(403);
  }
});

it.each([
  'https://evil.example',
  'http://shop.example',
  'https://shop.example.evil.example',
  'https://shop.example:8443',
  'HTTPS://SHOP.EXAMPLE',
  'null',
])('refuses pages of %s, and the function does not run (APIGW-4)', async (origin) => {
  const { endpoint } = await deployApi(stand, withCors());
  for (const method of ['GET', 'POST', 'OPTIONS']) {
    const { status, headers } = await ask(endpoint, { origin }, method);
    expect([status, headers['access-control-allow-origin']]).toEqual([403, undefined]);
  }
  expect(invocations(stand)).toBe(0);
});

it('refuses the AWS endpoint’s pages, requests without an Origin from other sites, and other hosts (APIGW-4)', async () => {
  const { endpoint } = await deployApi(stand, withCors());
  expect((await ask(endpoint, { origin: stand.aws.endpoint })).status).toBe(403);
  expect(await ask(endpoint, { 'sec-fetch-site': 'same-site' })).toMatchObject({
    status: 403,
    body: expect.stringContaining('allowOrigins') as string,
  });
  expect((await ask(endpoint, { host: 'evil.example' })).status).toBe(403);
  expect((await ask(endpoint, { host: 's3.us-east-1.amazonaws.com' })).status).toBe(403);
  expect((await ask(endpoint, { origin: endpoint })).status).toBe(200);
});

it.each([['*'], ['https://*'], ['http://*']])(
  'takes the origin %s, which admits nobody here (APIGW-4)',
  async (origin) => {
    const { endpoint } = await deployApi(stand, withCors({ AllowOrigins: [origin] }));
    expect((await ask(endpoint, { origin: SHOP })).status).toBe(403);
    expect((await ask(endpoint, { origin })).status).toBe(403);
  },
);

it('answers preflight requests itself, also beside a route of ANY, and no other OPTIONS', async () => {
  const { endpoint } = await deployApi(stand, { ...withCors(), routes: ['GET /items', 'ANY /any'] });
  const preflight = { origin: SHOP, 'access-control-request-method': 'GET' };
  for (const path of ['/any', '/nothing'])
    expect(await ask(endpoint + path, preflight, 'OPTIONS')).toMatchObject({
      status: 204,
      headers: { 'access-control-allow-headers': 'content-type,authorization' },
    });
  expect((await ask(`${endpoint}/items`, { origin: SHOP }, 'OPTIONS')).status).toBe(404);
  expect(invocations(stand)).toBe(0);
});

it('replaces the CORS headers of a function by its own, also in its own answers', async () => {
  const code =
    'exports.handler = async () => ({ statusCode: 200, headers: { "Access-Control-Allow-Origin": "*", "x-a": "b" } });';
  const cors = { ...CORS, AllowCredentials: true };
  const { endpoint, apiId } = await deployApi(stand, { ...withCors(cors), code, routes: ['GET /items'] });
  expect((await ask(`${endpoint}/items`, { origin: SHOP })).headers).toMatchObject({
    'access-control-allow-origin': SHOP,
    'access-control-allow-credentials': 'true',
    'x-a': 'b',
  });
  expect((await ask(`${endpoint}/items`, {})).headers['access-control-allow-origin']).toBeUndefined();
  expect(await ask(`${endpoint}/nothing`, { origin: SHOP })).toMatchObject({
    status: 404,
    headers: { 'access-control-allow-origin': SHOP },
  });
  await stand.gateway.deleteCorsConfiguration({ ApiId: apiId });
  expect((await ask(`${endpoint}/items`, { origin: SHOP })).status).toBe(403);
  expect((await ask(`${endpoint}/items`, {})).headers['access-control-allow-origin']).toBe('*');
});
