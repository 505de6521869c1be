import { ApiGatewayV2 } from '@aws-sdk/client-apigatewayv2';
import { CloudWatch } from '@aws-sdk/client-cloudwatch';
import { CloudWatchLogs } from '@aws-sdk/client-cloudwatch-logs';
import type { Fault } from '../../src/faults/fault-kinds';
import { accessLogLine } from '../../src/services/apigateway/data/access-log-line';
import type { Exchange } from '../../src/services/apigateway/data/exchange';
import { createTokenBuckets } from '../../src/services/apigateway/data/token-buckets';
import { sessionOf } from '../authorization/session-of';
import { refused } from '../support/refused';
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

  it('has a line for each request, with - for what there is not, and why an integration fails', async () => {
    await logs.createLogGroup({ logGroupName: 'access' });
    const { endpoint } = await deployApi(stand, {
      routes: ['GET /items/{id}'],
      stage: { AccessLogSettings: { DestinationArn: GROUP, Format: format } },
      code: 'exports.handler = async () => ({ statusCode: 201, body: "four" });',
    });
    for (const path of ['/items/a%0Ab', '/else']) await ask(endpoint + path);
    await stand.lambda.removePermission({ FunctionName: 'example', StatementId: 'gateway' });
    await ask(`${endpoint}/items/c`);
    expect((await lines(3)).sort()).toEqual([
      expect.stringMatching(/^GET - \/else 404 23 - - - - Not Found \S{16}$/) as string,
      expect.stringMatching(/^GET GET \/items\/\{id\} \/items\/a%0Ab 201 4 201 - - - - \S{16}$/) as string,
      expect.stringMatching(/\/items\/c 500 .*doesn't have permissions to call the integration/) as string,
    ]);
  });

  it('cannot be forged by a request', () => {
    const request = {
      rawHeaders: ['User-Agent', 'a\n"b\u0085'],
      timeMs: Date.UTC(2020, 2, 12, 19, 3, 58),
    };
    const exchange = { request, status: 200, claims: { sub: 'u' } } as unknown as Exchange;
    const line = (format: string): string => accessLogLine(format, exchange, { accountId: '1', apiId: 'a' });
    expect(line('$context.identity.userAgent')).toBe('a\\u000a\\"b\\u0085');
    expect(line('$context.error.messageString')).toBe('-');
    expect(line('$context.authorizer.claims.sub $context.authorizer.claims.constructor')).toBe('u -');
    expect(line('$context.constructor $context.requestTime')).toBe('- 12/Mar/2020:19:03:58 +0000');
  });

  it('needs a log group, a format with the request’s id, and leave to have logs delivered', async () => {
    const { apiId: ApiId } = await deployApi(stand);
    const StageName = '$default';
    const set = (DestinationArn?: string, Format?: string, by = stand.gateway): Promise<unknown> =>
      by.updateStage({ ApiId, StageName, AccessLogSettings: { DestinationArn, Format } });
    await expect(set(GROUP, '$context.requestId')).rejects.toThrow('does not exist');
    await logs.createLogGroup({ logGroupName: 'access' });
    const STREAM = 'arn:aws:firehose:us-east-1:123456789012:deliverystream/amazon-apigateway-a';
    for (const [group, format, words] of [
      [GROUP, '$context.status', 'at least $context.requestId'],
      [GROUP, '$context.requestId\n', 'single line'],
      [GROUP, undefined, 'both destinationArn and format'],
      [STREAM, '$context.requestId', 'log groups only'],
    ])
      await expect(set(group, format)).rejects.toThrow(words);
    const allowed = { Effect: 'Allow', Action: 'apigateway:*', Resource: '*' };
    const credentials = await sessionOf(stand.aws.endpoint, { name: 'someone', allowed });
    await refused(
      set(GROUP, '$context.requestId', stand.aws.client(ApiGatewayV2, { credentials })),
      'AccessDeniedException',
      'Insufficient permissions to enable logging',
    );
    await set(GROUP, '$context.requestId');
    await stand.gateway.deleteAccessLogSettings({ ApiId, StageName });
    expect((await stand.gateway.getStage({ ApiId, StageName })).AccessLogSettings).toBeUndefined();
  });
});

it('counts requests, errors and latencies by API and by stage', async () => {
  const { endpoint, apiId } = await deployApi(stand, { routes: ['GET /a'] });
  for (const path of ['/a', '/a', '/b']) await ask(endpoint + path);
  const sum = async (MetricName: string, dimensions: object): Promise<number | undefined> => {
    const now = stand.aws.clock.now();
    const { Datapoints } = await cloudWatch.getMetricStatistics({
      Namespace: 'AWS/ApiGateway',
      MetricName,
      Dimensions: Object.entries(dimensions).map(([Name, Value]) => ({ Name, Value: String(Value) })),
      StartTime: new Date(now - 600_000),
      EndTime: new Date(now + 60_000),
      Period: 3_600,
      Statistics: ['Sum', 'SampleCount'],
    });
    return MetricName.endsWith('Latency') ? Datapoints![0].SampleCount : Datapoints![0].Sum;
  };
  const metrics = ['Count', '4xx', '5xx', 'Latency', 'IntegrationLatency'];
  for (const stage of [{}, { Stage: '$default' }]) {
    const sums = metrics.map((name) => sum(name, { ApiId: apiId, ...stage }));
    expect(await Promise.all(sums)).toEqual([3, 1, 0, 3, 2]);
  }
});

it('bills requests in units of 512 KB, but not refused ones', async () => {
  const { endpoint } = await deployApi(stand, {
    stage: { DefaultRouteSettings: { ThrottlingBurstLimit: 2, ThrottlingRateLimit: 0.001 } },
    code: 'exports.handler = async () => 1;',
  });
  for (const bytes of [10, 512 * 1024 + 1, 10])
    await ask(endpoint, { method: 'POST', body: 'x'.repeat(bytes) });
  const lines = stand.aws.bill().filter(({ service }) => service === 'Amazon API Gateway');
  expect(lines).toMatchObject([{ quantity: 3, unit: 'requests', usd: expect.closeTo(3e-6, 9) as number }]);
});

it('can be struck by faults (FAULTS-4)', async () => {
  const api = { CorsConfiguration: { AllowOrigins: ['https://a.b'] } };
  const { endpoint } = await deployApi(stand, { api });
  const strike = (fault: object): void =>
    stand.aws.faults.set([{ ...fault, service: 'execute-api', times: 1 } as Fault]);
  for (const [status, fault] of [
    [429, { fault: 'throttling' }],
    [500, { fault: 'server-error' }],
    [503, { fault: 'server-error', status: 503 }],
    [403, { fault: 'access-denied' }],
    [200, { fault: 'latency', ms: 1 }],
  ] as const) {
    strike(fault);
    const answer = await ask(endpoint, { headers: { origin: 'https://a.b' } });
    expect([answer.status, answer.headers.get('access-control-allow-origin')]).toEqual([
      status,
      'https://a.b',
    ]);
  }
  for (const when of ['before', 'after']) {
    strike({ fault: 'connection-drop', when });
    const before = invocations(stand);
    await expect(fetch(endpoint, { method: 'POST' })).rejects.toThrow('fetch failed');
    expect(invocations(stand) - before).toBe(when === 'after' ? 1 : 0);
  }
});
