import { gunzipSync } from 'node:zlib';
import { CloudWatch } from '@aws-sdk/client-cloudwatch';
import { CloudWatchLogs } from '@aws-sdk/client-cloudwatch-logs';
import { Lambda } from '@aws-sdk/client-lambda';
import { SSM } from '@aws-sdk/client-ssm';
import { sessionOf } from '../authorization/session-of';
import { testStack } from '../cloudformation/test-stack';
import { awsForEach } from '../support/test-aws';
import { ADMIN_ROLE, createAdminRole } from '../admin-role';
import { deploy } from '../lambda/deployed-function';
import { refused } from '../support/refused';

const logGroupName = 'shop';
const group = { logGroupName };
const stream = { ...group, logStreamName: 's' };

const aws = awsForEach({ functions: 'inline' });
const logs = aws.client(CloudWatchLogs);
const lambda = aws.client(Lambda);
const ssm = aws.client(SSM);
beforeEach(async () => {
  await createAdminRole(aws.endpoint);
  await logs.createLogGroup(group);
  await logs.createLogStream(stream);
});

async function put(...messages: string[]): Promise<void> {
  const timestamp = Date.now();
  await logs.putLogEvents({ ...stream, logEvents: messages.map((message) => ({ timestamp, message })) });
}

async function statistics(MetricName: string): Promise<object | undefined> {
  const { Datapoints } = await aws.client(CloudWatch).getMetricStatistics({
    Namespace: 'Shop',
    MetricName,
    Period: 7_200,
    Statistics: ['Sum', 'SampleCount'],
    StartTime: new Date(Date.now() - 7_200_000),
    EndTime: new Date(Date.now() + 7_200_000),
  });
  const total = (of: 'Sum' | 'SampleCount') => Datapoints!.reduce((sum, point) => sum + (point[of] ?? 0), 0);
  return { sum: total('Sum'), count: total('SampleCount') };
}

const putFilter = (
  filterName: string,
  filterPattern: string,
  metric: object,
  client = logs,
): Promise<unknown> => {
  const metricTransformations = [{ metricName: filterName, metricNamespace: 'Shop', ...metric }] as never;
  return client.putMetricFilter({ ...group, filterName, filterPattern, metricTransformations });
};

describe('a metric filter', () => {
  it('publishes a number or a member of each event that matches', async () => {
    await put('ERROR before');
    await putFilter('errors', 'ERROR', { metricValue: '1', defaultValue: 0 });
    await putFilter('time', '{ $.ms > 10 }', { metricValue: '$.ms' });
    await put('ERROR one', 'fine', '{"ms":20}', '{"ms":30}', '{"ms":5}', '{"ms":"text"}');
    expect(await statistics('errors')).toEqual({ sum: 1, count: 6 });
    expect(await statistics('time')).toEqual({ sum: 50, count: 2 });
    const { metricFilters } = await logs.describeMetricFilters({ ...group, filterNamePrefix: 'ti' });
    expect(metricFilters).toMatchObject([{ filterName: 'time', filterPattern: '{ $.ms > 10 }' }]);
    await logs.deleteMetricFilter({ ...group, filterName: 'time' });
    await put('{"ms":20}');
    expect(await statistics('time')).toEqual({ sum: 50, count: 2 });
  });

  it('fails for dimensions, an unknown value and without permission', async () => {
    const dimensions = { metricValue: '1', dimensions: { a: '$.a' } };
    await expect(putFilter('f', '', dimensions)).rejects.toThrow(/dimensions/);
    await refused(putFilter('f', '', { metricValue: 'much' }), 'InvalidParameterException');
    const credentials = await sessionOf(aws.endpoint, { name: 'poor' });
    const denied = putFilter('f', '', { metricValue: '1' }, aws.client(CloudWatchLogs, { credentials }));
    await expect(denied).rejects.toThrow(/not authorized to perform: logs:PutMetricFilter/);
  });
});

const destinationArn = 'arn:aws:lambda:us-east-1:123456789012:function:example';
const filter = { logGroupName, filterName: 'errors', filterPattern: 'ERROR', destinationArn };
/** Keeps what it receives as the parameter `/got`. */
const KEEPS = `const { SSM } = require('@aws-sdk/client-ssm');
exports.handler = async ({ awslogs }) => {
  await new SSM({}).putParameter({ Name: '/got', Value: awslogs.data, Type: 'String' });
};`;

const allow = (): Promise<unknown> =>
  lambda.addPermission({
    FunctionName: 'example',
    StatementId: 's',
    Action: 'lambda:InvokeFunction',
    Principal: 'logs.amazonaws.com',
    SourceArn: `arn:aws:logs:us-east-1:123456789012:log-group:${logGroupName}:*`,
  });

async function got(): Promise<unknown> {
  for (;;) {
    const found = await ssm.getParameters({ Names: ['/got'] });
    const text = found.Parameters?.[0]?.Value;
    if (text !== undefined) return JSON.parse(gunzipSync(Buffer.from(text, 'base64')).toString());
  }
}

describe('a subscription filter', () => {
  it('sends a function the events that match', async () => {
    await deploy(lambda, KEEPS);
    await allow();
    await logs.putSubscriptionFilter(filter);
    const timestamp = Date.now();
    const logEvents = ['ERROR one', 'fine', 'ERROR two'].map((message) => ({ timestamp, message }));
    await logs.putLogEvents({ ...stream, logEvents });
    expect(await got()).toMatchObject({
      messageType: 'DATA_MESSAGE',
      owner: '123456789012',
      logGroup: logGroupName,
      logStream: 's',
      subscriptionFilters: ['errors'],
      logEvents: [
        { id: expect.any(String) as string, timestamp, message: 'ERROR one' },
        { timestamp, message: 'ERROR two' },
      ],
    });
    const { subscriptionFilters } = await logs.describeSubscriptionFilters({ logGroupName });
    expect(subscriptionFilters).toMatchObject([{ ...filter, distribution: 'ByLogStream' }]);
    await logs.deleteSubscriptionFilter({ logGroupName, filterName: 'errors' });
    expect((await logs.describeSubscriptionFilters({ logGroupName })).subscriptionFilters).toEqual([]);
  });

  it('fails without a permission of the function, and for what cannot be', async () => {
    await deploy(lambda, KEEPS);
    const put = (more: object): Promise<unknown> => logs.putSubscriptionFilter({ ...filter, ...more });
    await expect(put({})).rejects.toThrow(/Could not execute the lambda function/);
    await allow();
    await expect(put({ destinationArn: 'arn:aws:kinesis:us-east-1:1:stream/s' })).rejects.toThrow(/kinesis/);
    await logs.createLogGroup({ logGroupName: '/aws/lambda/example' });
    await expect(put({ logGroupName: '/aws/lambda/example' })).rejects.toThrow(/its own log/);
    for (const filterName of ['a', 'b']) await put({ filterName });
    await refused(put({ filterName: 'c' }), 'LimitExceededException');
  });
});

it('a stack makes a metric filter and a subscription filter, changes them and leaves nothing', async () => {
  const stack = testStack(aws);
  const metric = { MetricName: 'm', MetricNamespace: 'Shop', MetricValue: '1', Unit: 'Count' };
  const code = { Runtime: 'nodejs22.x', Handler: 'index.handler', Code: { ZipFile: KEEPS } };
  const permission = { FunctionName: { Ref: 'F' }, Action: 'lambda:InvokeFunction' };
  const DestinationArn = { 'Fn::GetAtt': ['F', 'Arn'] };
  const resources = (FilterPattern: string): object => {
    const filtered = { LogGroupName: { Ref: 'Group' }, FilterPattern };
    return {
      Group: { Type: 'AWS::Logs::LogGroup' },
      M: { Type: 'AWS::Logs::MetricFilter', Properties: { ...filtered, MetricTransformations: [metric] } },
      F: { Type: 'AWS::Lambda::Function', Properties: { Role: ADMIN_ROLE, ...code } },
      P: { Type: 'AWS::Lambda::Permission', Properties: { ...permission, Principal: 'logs.amazonaws.com' } },
      S: {
        Type: 'AWS::Logs::SubscriptionFilter',
        DependsOn: 'P',
        Properties: { ...filtered, DestinationArn },
      },
    };
  };
  const outputs = { Group: { Ref: 'Group' }, Filter: { Ref: 'M' } };
  const { Filter, Group } = await stack.deploy(resources('ERROR'), outputs);
  await stack.deploy(resources('WARN'), outputs);
  const { metricFilters } = await logs.describeMetricFilters({});
  expect(metricFilters).toMatchObject([{ filterName: Filter, filterPattern: 'WARN' }]);
  const { subscriptionFilters } = await logs.describeSubscriptionFilters({ logGroupName: Group });
  expect(subscriptionFilters).toMatchObject([
    { filterName: expect.stringMatching(/^s-S-\w{12}$/) as string, filterPattern: 'WARN' },
  ]);
  expect(JSON.stringify(await stack.remove())).not.toMatch(/MetricFilter|SubscriptionFilter/);
});
