import fc from 'fast-check';
import { decodedPath } from '../../src/services/apigateway/data/decoded-path';
import { rawAnswer, rawAsk } from '../gateway/raw-exchange';
import { ACCOUNT, ask, deployApi, invocations, standForAll } from './shop-api';

const stand = standForAll();

it('gives the function an event of format 2.0, with nothing that the request does not have', async () => {
  const { apiId, endpoint } = await deployApi(stand, { routes: ['GET /lists/{useCase}'] });
  const headers = { 'User-Agent': 'test', Cookie: 'a=1; b=2', 'X-Many': ['one', 'two'] };
  const { body } = await rawAsk(`${endpoint}/lists/best%20sellers?item=1`, { headers });
  const { host, port } = new URL(endpoint);
  const event = JSON.parse(body) as Record<string, object>;
  // What recorded events have is held by the conformance cases.
  expect(event).toMatchObject({
    headers: { host, 'x-forwarded-port': port, 'x-forwarded-proto': 'http' },
    requestContext: { apiId, domainName: host, domainPrefix: apiId, accountId: ACCOUNT },
    pathParameters: { useCase: 'best sellers' },
  });
  const membersOf = (name: string): string => Object.keys(event[name]).sort().join(' ');
  expect(Object.keys(event).sort().join(' ')).toBe(
    'cookies headers isBase64Encoded pathParameters queryStringParameters rawPath rawQueryString ' +
      'requestContext routeKey version',
  );
  expect(membersOf('headers')).toBe(
    'host user-agent x-amzn-trace-id x-forwarded-for x-forwarded-port x-forwarded-proto x-many',
  );
  expect(membersOf('requestContext')).toBe(
    'accountId apiId domainName domainPrefix http requestId routeKey stage time timeEpoch',
  );
});

it('hands text on as text, and anything else as base64', async () => {
  const { endpoint } = await deployApi(stand);
  const given = '{"a":"é"}';
  const text = ['application/json', 'text/plain;charset=UTF-8', 'application/ld+json', 'application/xml'];
  const bytes = ['application/x-www-form-urlencoded', 'application/octet-stream', 'image/png'];
  for (const type of [...text, ...bytes]) {
    const sent = await ask(endpoint, { method: 'POST', body: given, headers: { 'content-type': type } });
    const isBase64Encoded = bytes.includes(type);
    const body = isBase64Encoded ? Buffer.from(given).toString('base64') : given;
    expect([type, sent.body]).toMatchObject([type, { body, isBase64Encoded }]);
  }
});

it('puts a named stage before the path, and its variables into the event', async () => {
  const { endpoint } = await deployApi(stand, {
    routes: ['GET /items', 'GET /'],
    stage: { StageName: 'dev', StageVariables: { shelf: 'top' } },
  });
  expect((await ask(`${endpoint}/dev/items`)).body).toMatchObject({
    rawPath: '/dev/items',
    requestContext: { stage: 'dev', http: { path: '/dev/items' } },
    stageVariables: { shelf: 'top' },
  });
  expect((await ask(`${endpoint}/dev`)).body).toMatchObject({ routeKey: 'GET /' });
  expect(await ask(`${endpoint}/items`)).toMatchObject({ status: 404, body: { message: 'Not Found' } });
});

const ROUTES = ['GET /items/{id}', 'ANY /{proxy+}'];

it.each([
  ['a target without a slash at its front', 'GET http://evil.example/ HTTP/1.1\r\nHost: localhost', '400'],
  ['a target that is a star', 'OPTIONS * HTTP/1.1\r\nHost: localhost', '400'],
  ['a path that cannot be decoded', 'GET /items/%zz HTTP/1.1\r\nHost: localhost', '400'],
  ['a path that cannot be decoded twice', 'GET /items/%25zz HTTP/1.1\r\nHost: localhost', '400'],
  ['no Host', 'GET /items/1 HTTP/1.0\r\nAccept: a', '403'],
  ['a Host that is not this machine', 'GET /items/1 HTTP/1.1\r\nHost: api.evil.example', '403'],
])('refuses %s, and nothing runs (APIGW-4)', async (_what, head, status) => {
  const { endpoint } = await deployApi(stand, { routes: ROUTES });
  const answer = await rawAnswer(endpoint, `${head}\r\nConnection: close\r\n\r\n`);
  expect(answer).toMatch(new RegExp(`^HTTP/1\\.1 ${status} `));
  expect(invocations(stand)).toBe(0);
});

it('gives names that objects have by themselves no meaning', async () => {
  const { endpoint } = await deployApi(stand, { routes: ROUTES });
  const { status, body } = await ask(`${endpoint}/items/__proto__?__proto__=a&constructor=b`);
  expect(status).toBe(200);
  const { pathParameters, queryStringParameters } = body as Record<string, Record<string, string>>;
  expect(pathParameters.id).toBe('__proto__');
  expect(Object.entries(queryStringParameters)).toEqual([
    ['__proto__', 'a'],
    ['constructor', 'b'],
  ]);
});

it('decodes any path, or none', () => {
  fc.assert(
    fc.property(fc.string(), (text) => {
      const decoded = decodedPath(`/${text}`);
      expect(decoded === undefined || decoded.startsWith('/')).toBe(true);
    }),
  );
});
