import { CloudWatch } from '@aws-sdk/client-cloudwatch';
import { CloudWatchLogs } from '@aws-sdk/client-cloudwatch-logs';
import { startLocalAws } from '../../src/local-aws';
import { sessionOf } from '../authorization/session-of';
import { testStack } from '../cloudformation/test-stack';
import { clientOf, runningFor } from '../support/running';

const group = { logGroupName: 'shop' };
const stream = { ...group, logStreamName: 's' };

const aws = runningFor('each test', startLocalAws);
const logs = clientOf(aws, CloudWatchLogs);

async function put(...messages: string[]): Promise<void> {
  const timestamp = Date.now();
  await logs.putLogEvents({ ...stream, logEvents: messages.map((message) => ({ timestamp, message })) });
}

async function statistics(MetricName: string): Promise<object | undefined> {
  const cloudWatch = new CloudWatch({ endpoint: aws.endpoint });
  const hour = 3_600_000;
  const { Datapoints } = await cloudWatch.getMetricStatistics({
    Namespace: 'Shop',
    MetricName,
    Period: 7_200,
    Statistics: ['Sum', 'SampleCount'],
    StartTime: new Date(Date.now() - 2 * hour),
    EndTime: new Date(Date.now() + 2 * hour),
  });
  return Datapoints!.reduce(
    ({ sum, count }, { Sum = 0, SampleCount = 0 }) => ({ sum: sum + Sum, count: count + SampleCount }),
    { sum: 0, count: 0 },
  );
}

const filter = (filterName: string, filterPattern: string, metric: object): object => ({
  ...group,
  filterName,
  filterPattern,
  metricTransformations: [{ metricName: filterName, metricNamespace: 'Shop', ...metric }],
});

describe('a metric filter', () => {
  it('publishes a number or a member of each event that matches', async () => {
    await logs.createLogGroup(group);
    await logs.createLogStream(stream);
    await put('ERROR before');
    await logs.putMetricFilter(filter('errors', 'ERROR', { metricValue: '1', defaultValue: 0 }) as never);
    await logs.putMetricFilter(filter('time', '{ $.ms > 10 }', { metricValue: '$.ms' }) as never);
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
    await logs.createLogGroup(group);
    const invalid = { name: 'InvalidParameterException' };
    const dimensions = { metricValue: '1', dimensions: { a: '$.a' } };
    await expect(logs.putMetricFilter(filter('f', '', dimensions) as never)).rejects.toThrow(/dimensions/);
    await expect(
      logs.putMetricFilter(filter('f', '', { metricValue: 'much' }) as never),
    ).rejects.toMatchObject(invalid);
    const credentials = await sessionOf(aws.endpoint, { name: 'poor' });
    const poor = new CloudWatchLogs({ endpoint: aws.endpoint, credentials, maxAttempts: 1 });
    await expect(poor.putMetricFilter(filter('f', '', { metricValue: '1' }) as never)).rejects.toThrow(
      /not authorized to perform: logs:PutMetricFilter/,
    );
  });

  it('is made by a stack, changed and leaves nothing', async () => {
    const stack = testStack(aws);
    const resources = (FilterPattern: string): object => ({
      Group: { Type: 'AWS::Logs::LogGroup' },
      Filter: {
        Type: 'AWS::Logs::MetricFilter',
        Properties: {
          LogGroupName: { Ref: 'Group' },
          FilterPattern,
          MetricTransformations: [
            { MetricName: 'm', MetricNamespace: 'Shop', MetricValue: '1', Unit: 'Count' },
          ],
        },
      },
    });
    const outputs = { Filter: { Ref: 'Filter' } };
    const { Filter } = await stack.deploy(resources('ERROR'), outputs);
    await stack.deploy(resources('WARN'), outputs);
    const { metricFilters } = await logs.describeMetricFilters({});
    expect(metricFilters).toMatchObject([{ filterName: Filter, filterPattern: 'WARN' }]);
    expect(await stack.remove()).toEqual([]);
  });
});
