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
  const { Datapoints } = await clientOf(aws, CloudWatch).getMetricStatistics({
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

const putFilter = (filterName: string, filterPattern: string, metric: object): Promise<unknown> => {
  const metricTransformations = [{ metricName: filterName, metricNamespace: 'Shop', ...metric }] as never;
  return logs.putMetricFilter({ ...group, filterName, filterPattern, metricTransformations });
};

describe('a metric filter', () => {
  it('publishes a number or a member of each event that matches', async () => {
    await logs.createLogGroup(group);
    await logs.createLogStream(stream);
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
    await logs.createLogGroup(group);
    const dimensions = { metricValue: '1', dimensions: { a: '$.a' } };
    await expect(putFilter('f', '', dimensions)).rejects.toThrow(/dimensions/);
    await refused(putFilter('f', '', { metricValue: 'much' }), 'InvalidParameterException');
    const poor = clientOf(aws, CloudWatchLogs, {
      credentials: await sessionOf(aws.endpoint, { name: 'poor' }),
    });
    const metricTransformations = [{ metricName: 'm', metricNamespace: 'Shop', metricValue: '1' }];
    const denied = poor.putMetricFilter({
      ...group,
      filterName: 'f',
      filterPattern: '',
      metricTransformations,
    });
    await expect(denied).rejects.toThrow(/not authorized to perform: logs:PutMetricFilter/);
  });

  it('is made by a stack, changed and leaves nothing', async () => {
    const stack = testStack(aws);
    const metric = { MetricName: 'm', MetricNamespace: 'Shop', MetricValue: '1', Unit: 'Count' };
    const resources = (FilterPattern: string): object => {
      const Properties = { LogGroupName: { Ref: 'Group' }, FilterPattern, MetricTransformations: [metric] };
      return {
        Group: { Type: 'AWS::Logs::LogGroup' },
        Filter: { Type: 'AWS::Logs::MetricFilter', Properties },
      };
    };
    const outputs = { Filter: { Ref: 'Filter' } };
    const { Filter } = await stack.deploy(resources('ERROR'), outputs);
    await stack.deploy(resources('WARN'), outputs);
    const { metricFilters } = await logs.describeMetricFilters({});
    expect(metricFilters).toMatchObject([{ filterName: Filter, filterPattern: 'WARN' }]);
    expect(await stack.remove()).toEqual([]);
  });
});
