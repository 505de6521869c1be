import { rawAsk } from '../gateway/raw-exchange';
import { ACCOUNT, ask, deployApi, standForAll } from './shop-api';

const stand = standForAll();

it('gives the function an event of format 2.0, with nothing that the request does not have', async () => {
  const { apiId, endpoint } = await deployApi(stand, { routes: ['GET /lists/{useCase}'] });
  const headers = { 'User-Agent': 'test', Cookie: 'a=1; b=2', 'X-Many': ['one', 'two'] };
  const url = `${endpoint}/lists/best%20sellers?item=1&item=a%20b&num=3`;
  const { body } = await rawAsk(url, { headers });
  const { host, port } = new URL(endpoint);
  const event = JSON.parse(body) as Record<string, object>;
  // What recorded events have is held by the conformance cases.
  expect(event).toMatchObject({
    routeKey: 'GET /lists/{useCase}',
    rawPath: '/lists/best sellers',
    cookies: ['a=1', 'b=2'],
    headers: { host, 'x-many': 'one,two', 'x-forwarded-port': port, 'x-forwarded-proto': 'http' },
    queryStringParameters: { item: '1,a b', num: '3' },
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
  const sent = async (type: string): Promise<unknown> =>
    (await ask(endpoint, { method: 'POST', body: given, headers: { 'content-type': type } })).body;
  const given = '{"a":"é"}';
  for (const type of [
    'application/json',
    'text/plain;charset=UTF-8',
    'application/ld+json',
    'application/xml',
  ])
    expect(await sent(type)).toMatchObject({ body: given, isBase64Encoded: false });
  for (const type of ['application/x-www-form-urlencoded', 'application/octet-stream', 'image/png'])
    expect(await sent(type)).toMatchObject({
      body: Buffer.from(given).toString('base64'),
      isBase64Encoded: true,
    });
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
