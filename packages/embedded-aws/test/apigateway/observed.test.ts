import { CloudWatch } from '@aws-sdk/client-cloudwatch';
import { CloudWatchLogs } from '@aws-sdk/client-cloudwatch-logs';
import { accessLogLine } from '../../src/services/apigateway/data/access-log-line';
import { createTokenBuckets } from '../../src/services/apigateway/data/token-buckets';
import { ask, deployApi, invocations, standForAll } from './shop-api';

const stand = standForAll();
const logs = stand.aws.client(CloudWatchLogs);
const cloudWatch = stand.aws.client(CloudWatch);

const GROUP = 'arn:aws:logs:us-east-1:123456789012:log-group:access';

describe('throttling', () => {
  it('lets a burst through, then the rate, on the embedded clock (APIGW-15)', async () => {
    // At a rate that a slow machine cannot catch up with.
    const DefaultRouteSettings = { ThrottlingRateLimit: 0.001, ThrottlingBurstLimit: 3 };
    const { endpoint } = await deployApi(stand, {
      routes: ['GET /a', 'GET /b'],
      stage: { DefaultRouteSettings, RouteSettings: { 'GET /b': { ThrottlingBurstLimit: 1 } } },
      code: 'exports.handler = async () => 1;',
    });
    const statuses = async (path: string, count: number): Promise<number[]> => {
      const found: number[] = [];
      for (let at = 0; at < count; at++) found.push((await ask(endpoint + path)).status);
      return found;
    };
    expect(await statuses('/a', 4)).toEqual([200, 200, 200, 429]);
    expect(await statuses('/b', 2)).toEqual([200, 429]);
    expect((await ask(`${endpoint}/a`)).body).toEqual({ message: 'Too Many Requests' });
    await stand.aws.clock.advance(2_000_000);
    expect(await statuses('/a', 3)).toEqual([200, 200, 429]);
  });

  it('never holds more than the burst (APIGW-15)', () => {
    const buckets = createTokenBuckets();
    const taken = (nowMs: number): number => {
      let count = 0;
      while (buckets.take('r', { rate: 10, burst: 4 }, nowMs)) count++;
      return count;
    };
    expect([taken(0), taken(0), taken(100), taken(350), taken(1e9)]).toEqual([4, 0, 1, 2, 4]);
    expect(buckets.take('none', { rate: 0, burst: 0 }, 1e9)).toBe(false);
  });
});

describe('the access log', () => {
  const format =
    '$context.httpMethod $context.routeKey $context.path $context.status $context.responseLength ' +
    '$context.integration.status $context.integrationErrorMessage $context.identity.caller $context.nothing ' +
    '$context.error.message $context.requestId';

  async function lines(count: number): Promise<string[]> {
    for (;;) {
      const { events = [] } = await logs.filterLogEvents({ logGroupName: 'access' });
      if (events.length >= count) return events.map(({ message }) => message!);
    }
  }

  it('has a line for each request, with - for what there is not', async () => {
    await logs.createLogGroup({ logGroupName: 'access' });
    const { endpoint } = await deployApi(stand, {
      routes: ['GET /items/{id}'],
      stage: { AccessLogSettings: { DestinationArn: GROUP, Format: format } },
      code: 'exports.handler = async () => ({ statusCode: 201, body: "four" });',
    });
    await ask(`${endpoint}/items/a%0Ab`);
    await ask(`${endpoint}/else`);
    expect((await lines(2)).sort()).toEqual([
      expect.stringMatching(/^GET - \/else 404 23 - - - - Not Found \S{16}$/) as string,
      expect.stringMatching(/^GET GET \/items\/\{id\} \/items\/a%0Ab 201 4 201 - - - - \S{16}$/) as string,
    ]);
  });

  it('says why an integration fails', async () => {
    await logs.createLogGroup({ logGroupName: 'access' });
    const { endpoint } = await deployApi(stand, {
      stage: { AccessLogSettings: { DestinationArn: `${GROUP}:*`, Format: format } },
      isAllowed: false,
    });
    await ask(endpoint);
    expect((await lines(1))[0]).toMatch(/doesn't have permissions to call the integration/);
  });

  it('cannot be forged by a request', () => {
    const request = {
      requestId: 'r',
      traceId: 't',
      method: 'GET',
      path: '/',
      query: '',
      rawHeaders: ['User-Agent', 'a\n"b\u0085'],
      protocol: 'HTTP/1.1',
      sourceIp: '127.0.0.1',
      port: 1,
      timeMs: Date.UTC(2020, 2, 12, 19, 3, 58),
    };
    const counts = { status: 200, requestBytes: 0, responseBytes: 0, latencyMs: 0 };
    const exchange = { request, ...counts, claims: { sub: 'u' } };
    const place = { accountId: '1', apiId: 'a' };
    const line = (format: string): string => accessLogLine(format, exchange, place);
    expect(line('$context.identity.userAgent')).toBe('a\\u000a\\"b\\u0085');
    expect(line('$context.error.messageString')).toBe('-');
    expect(line('$context.authorizer.claims.sub $context.authorizer.claims.constructor')).toBe('u -');
    expect(line('$context.constructor $context.requestTime')).toBe('- 12/Mar/2020:19:03:58 +0000');
  });

  it('needs a log group, a format with the request’s id, and both', async () => {
    const { apiId: ApiId } = await deployApi(stand);
    const set = (DestinationArn: string | undefined, Format: string | undefined): Promise<unknown> =>
      stand.gateway.updateStage({
        ApiId,
        StageName: '$default',
        AccessLogSettings: { DestinationArn, Format },
      });
    await expect(set(GROUP, '$context.requestId')).rejects.toThrow('does not exist');
    await logs.createLogGroup({ logGroupName: 'access' });
    await expect(set(GROUP, '$context.status')).rejects.toThrow('at least $context.requestId');
    await expect(set(GROUP, '$context.requestId\n')).rejects.toThrow('single line');
    await expect(set(GROUP, undefined)).rejects.toThrow('both destinationArn and format');
    await expect(
      set('arn:aws:firehose:us-east-1:123456789012:deliverystream/amazon-apigateway-a', '$context.requestId'),
    ).rejects.toThrow('log groups only');
    await set(GROUP, '$context.requestId');
    await stand.gateway.deleteAccessLogSettings({ ApiId, StageName: '$default' });
    expect(
      (await stand.gateway.getStage({ ApiId, StageName: '$default' })).AccessLogSettings,
    ).toBeUndefined();
  });
});

it('counts requests, errors and latencies by API and by stage', async () => {
  const { endpoint, apiId } = await deployApi(stand, { routes: ['GET /a'] });
  for (const path of ['/a', '/a', '/b']) await ask(endpoint + path);
  const sum = async (MetricName: string, dimensions: Record<string, string>): Promise<number | undefined> => {
    const now = stand.aws.clock.now();
    const { Datapoints } = await cloudWatch.getMetricStatistics({
      Namespace: 'AWS/ApiGateway',
      MetricName,
      Dimensions: Object.entries(dimensions).map(([Name, Value]) => ({ Name, Value })),
      StartTime: new Date(now - 600_000),
      EndTime: new Date(now + 60_000),
      Period: 3_600,
      Statistics: ['Sum', 'SampleCount'],
    });
    return MetricName.endsWith('Latency') ? Datapoints![0].SampleCount : Datapoints![0].Sum;
  };
  for (const dimensions of [{ ApiId: apiId }, { ApiId: apiId, Stage: '$default' }] as Record<
    string,
    string
  >[])
    expect(
      await Promise.all(
        ['Count', '4xx', '5xx', 'Latency', 'IntegrationLatency'].map((name) => sum(name, dimensions)),
      ),
    ).toEqual([3, 1, 0, 3, 2]);
});

it('bills requests in units of 512 KB, but not refused ones', async () => {
  const { endpoint } = await deployApi(stand, {
    routes: ['POST /a'],
    stage: { DefaultRouteSettings: { ThrottlingBurstLimit: 2, ThrottlingRateLimit: 0.001 } },
    code: 'exports.handler = async () => 1;',
  });
  const post = (bytes: number): Promise<unknown> =>
    ask(`${endpoint}/a`, { method: 'POST', body: 'x'.repeat(bytes) });
  await post(10);
  await post(512 * 1024 + 1);
  await post(10);
  const lines = stand.aws.bill().filter(({ service }) => service === 'Amazon API Gateway');
  expect(lines).toMatchObject([{ quantity: 3, unit: 'requests', usd: expect.closeTo(3e-6, 9) as number }]);
});

it('notes every request in the request log', async () => {
  const { endpoint, apiId } = await deployApi(stand, { routes: ['GET /a'] });
  await ask(`${endpoint}/a`);
  await ask(`${endpoint}/%`);
  const found = stand.aws.requests.list().filter(({ service }) => service === 'execute-api');
  expect(found).toMatchObject([
    { operation: `${apiId} GET /a`, status: 200, caller: 'anonymous', region: 'us-east-1' },
    { operation: `${apiId} GET`, status: 400 },
  ]);
});

it('can be struck by faults (FAULTS-4)', async () => {
  const { endpoint } = await deployApi(stand, {
    api: { CorsConfiguration: { AllowOrigins: ['https://a.b'] } },
  });
  const strike = (fault: object): Promise<Response> =>
    fetch(`${stand.aws.endpoint}/_local/faults`, {
      method: 'POST',
      body: JSON.stringify({ faults: [{ ...fault, service: 'execute-api', times: 1 }] }),
    });
  const statusAfter = async (fault: object): Promise<number> => {
    expect((await strike(fault)).status).toBe(200);
    const { status, headers } = await ask(endpoint, { headers: { origin: 'https://a.b' } });
    expect(headers.get('access-control-allow-origin')).toBe('https://a.b');
    return status;
  };
  expect(await statusAfter({ fault: 'throttling' })).toBe(429);
  expect(await statusAfter({ fault: 'server-error' })).toBe(500);
  expect(await statusAfter({ fault: 'server-error', status: 503 })).toBe(503);
  expect(await statusAfter({ fault: 'access-denied' })).toBe(403);
  expect(await statusAfter({ fault: 'latency', ms: 1 })).toBe(200);
  const before = invocations(stand);
  for (const [when, invoked] of [
    ['before', 0],
    ['after', 1],
  ] as const) {
    await strike({ fault: 'connection-drop', when });
    await expect(fetch(endpoint, { method: 'POST' })).rejects.toThrow('fetch failed');
    expect(invocations(stand)).toBe(before + invoked);
  }
});
