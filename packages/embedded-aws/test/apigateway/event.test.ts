import { once } from 'node:events';
import { request as httpRequest, type IncomingMessage } from 'node:http';
import { json } from 'node:stream/consumers';
import { ACCOUNT, ask, deployApi, standForAll } from './shop-api';

const stand = standForAll();

/** A request with headers that `fetch` does not set, or sets by itself. */
async function rawAsk(url: string, headers: Record<string, string | string[]>): Promise<unknown> {
  const [response] = (await once(httpRequest(url, { headers }).end(), 'response')) as [IncomingMessage];
  return json(response);
}

it('gives the function an event of format 2.0, with nothing that the request does not have', async () => {
  const { apiId, endpoint } = await deployApi(stand, { routes: ['GET /lists/{useCase}'] });
  const event = await rawAsk(`${endpoint}/lists/best%20sellers?item=1&item=a%20b&num=3`, {
    'User-Agent': 'test',
    Cookie: 'a=1; b=2',
    'X-Many': ['one', 'two'],
  });
  const host = new URL(endpoint).host;
  expect(event).toEqual({
    version: '2.0',
    routeKey: 'GET /lists/{useCase}',
    rawPath: '/lists/best sellers',
    rawQueryString: 'item=1&item=a%20b&num=3',
    cookies: ['a=1', 'b=2'],
    headers: {
      host,
      'user-agent': 'test',
      'x-many': 'one,two',
      'x-amzn-trace-id': expect.stringMatching(/^Root=1-[0-9a-f]{8}-[0-9a-f]{24}$/) as string,
      'x-forwarded-for': '127.0.0.1',
      'x-forwarded-port': new URL(endpoint).port,
      'x-forwarded-proto': 'http',
    },
    queryStringParameters: { item: '1,a b', num: '3' },
    requestContext: {
      accountId: ACCOUNT,
      apiId,
      domainName: host,
      domainPrefix: apiId,
      http: {
        method: 'GET',
        path: '/lists/best sellers',
        protocol: 'HTTP/1.1',
        sourceIp: '127.0.0.1',
        userAgent: 'test',
      },
      requestId: expect.stringMatching(/^[\w+/]{15}=$/) as string,
      routeKey: 'GET /lists/{useCase}',
      stage: '$default',
      time: expect.stringMatching(/^\d\d\/[A-Z][a-z]{2}\/\d{4}:\d\d:\d\d:\d\d \+0000$/) as string,
      timeEpoch: expect.any(Number) as number,
    },
    pathParameters: { useCase: 'best sellers' },
    isBase64Encoded: false,
  });
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
