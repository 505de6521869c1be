import { CloudWatch, type MetricDatum } from '@aws-sdk/client-cloudwatch';
import { refused } from '../support/refused';
import { clientOf, runningFor } from '../support/running';
import { startWatchedAws } from './support';

const aws = runningFor('each test', startWatchedAws);
const cloudWatch = clientOf(aws, CloudWatch);

const SHELF = [{ Name: 'Shelf', Value: '1' }];
const METRIC = { Namespace: 'Shop', MetricName: 'Sold', Dimensions: SHELF };

const put = (...MetricData: MetricDatum[]): Promise<unknown> =>
  cloudWatch.putMetricData({ Namespace: 'Shop', MetricData });
const ONE = { MetricName: 'Sold', Dimensions: SHELF, Value: 1 };
const sold = (more: Partial<MetricDatum> = {}): MetricDatum => ({ ...ONE, ...more });
/** Statistics of the metric, of the sums by the minute unless told otherwise. */
const ask = async (fromMs: number, toMs: number, more: object = {}) => {
  const time = { StartTime: new Date(fromMs), EndTime: new Date(toMs) };
  const sums = { Period: 60, Statistics: ['Sum' as const] };
  return (await cloudWatch.getMetricStatistics({ ...METRIC, ...time, ...sums, ...more })).Datapoints;
};

it('values are summed up by the period, wherever they were put in it, in their own unit alone (CW-3)', async () => {
  const startMs = Math.floor(aws.clock.now() / 60_000) * 60_000;
  const StatisticValues = { SampleCount: 4, Sum: 8, Minimum: 0, Maximum: 4 };
  const Timestamp = new Date(startMs - 60_000);
  const Unit = 'Count';
  await put(
    sold({ Unit }),
    sold({ Unit, Value: 5 }),
    sold({ Unit, Value: undefined, Timestamp, StatisticValues }),
  );
  const Statistics = ['Average', 'Sum', 'Minimum', 'Maximum', 'SampleCount'];
  expect(await ask(startMs - 120_000, startMs + 60_000, { Statistics })).toEqual([
    { Timestamp, Unit, Average: 2, ...StatisticValues },
    { Timestamp: new Date(startMs), Unit, Average: 3, Sum: 6, Minimum: 1, Maximum: 5, SampleCount: 2 },
  ]);
  expect(await ask(startMs - 120_000, startMs + 60_000, { Unit: 'Bytes' })).toEqual([]);
  const query = (Id: string, Metric: object) => ({ Id, MetricStat: { Metric, Period: 60, Stat: 'Sum' } });
  const { MetricDataResults } = await cloudWatch.getMetricData({
    StartTime: new Date(startMs - 120_000),
    EndTime: new Date(startMs + 60_000),
    MetricDataQueries: [query('sold', METRIC), query('other', { ...METRIC, Dimensions: [] })],
  });
  expect(MetricDataResults).toMatchObject([
    { Id: 'sold', Values: [6, 8], Timestamps: [new Date(startMs), Timestamp] },
    { Id: 'other', Values: [] },
  ]);
});

it('a metric that was never published has no values, nor has a time without any: zeros are not made up (CW-3)', async () => {
  await put(sold());
  const count = async (MetricName: string, hoursAgo: number): Promise<number | undefined> => {
    const endMs = aws.clock.now() - hoursAgo * 3_600_000;
    return (await ask(endMs - 86_400_000, endMs, { MetricName }))?.length;
  };
  await aws.clock.advance(60_000);
  expect([await count('Sold', 0), await count('Sold', 2), await count('Bought', 0)]).toEqual([1, 0, 0]);
});

it('values are found by the period that AWS keeps them by, and 1,440 of them at most (CW-3)', async () => {
  await put(sold());
  const beganMs = aws.clock.now() - 3_600_000;
  const count = async (Period: number, days: number): Promise<number | undefined> =>
    (await ask(beganMs, beganMs + days * 86_400_000, { Period }))?.length;
  expect(await count(60, 1)).toBe(1);
  await refused(count(60, 2), 'InvalidParameterCombinationException');
  await aws.clock.advance(16 * 86_400_000);
  expect([await count(60, 1), await count(300, 1)]).toEqual([0, 1]);
  await aws.clock.advance(48 * 86_400_000);
  expect([await count(300, 1), await count(3_600, 1), await count(86_400, 400)]).toEqual([0, 1, 1]);
});

it('metrics are listed by namespace, name and dimensions, while values come in', async () => {
  await put(sold());
  await put(sold({ MetricName: 'Missing' }));
  const names = async (input: object): Promise<unknown> =>
    (await cloudWatch.listMetrics(input)).Metrics!.map(({ MetricName }) => MetricName);
  expect(await names({ Namespace: 'Shop' })).toEqual(['Missing', 'Sold']);
  expect(await names({ MetricName: 'Sold', Dimensions: [{ Name: 'Shelf' }] })).toEqual(['Sold']);
  expect(await names({ Dimensions: [{ Name: 'Shelf', Value: '2' }] })).toEqual([]);
  await aws.clock.advance(15 * 86_400_000);
  expect(await names({ Namespace: 'Shop' })).toEqual([]);
});

it('a body that the client has packed is read (CW-1)', async () => {
  await put(...Array.from({ length: 300 }, (_, at) => ({ MetricName: `Shelf${at}`, Value: at })));
  expect((await cloudWatch.listMetrics({ Namespace: 'Shop' })).Metrics).toHaveLength(300);
});

it.each<[string, object, string]>([
  ['a namespace of AWS', { Namespace: 'AWS/Personalize' }, 'reserved'],
  ['a value of last month', { MetricData: [sold({ Timestamp: new Date(0) })] }, 'two weeks'],
  ['no value, and keeps none of the others', { MetricData: [sold(), { MetricName: 'm' }] }, 'one of the two'],
])('fails %s', async (_what, changes, words) => {
  const input = { Namespace: 'Shop', MetricData: [sold()], ...changes };
  await expect(cloudWatch.putMetricData(input)).rejects.toThrow(words);
  expect((await cloudWatch.listMetrics({})).Metrics).toEqual([]);
});

it('dashboards are put, given, listed, tagged and deleted', async () => {
  const DashboardBody = JSON.stringify({ widgets: [{ type: 'text', properties: { markdown: 'Shop' } }] });
  await cloudWatch.putDashboard({ DashboardName: 'shop', DashboardBody });
  const { DashboardArn } = await cloudWatch.getDashboard({ DashboardName: 'shop' });
  expect(DashboardArn).toBe('arn:aws:cloudwatch::123456789012:dashboard/shop');
  await cloudWatch.tagResource({ ResourceARN: DashboardArn, Tags: [{ Key: 'a', Value: '1' }] });
  await cloudWatch.putDashboard({ DashboardName: 'shop', DashboardBody });
  expect((await cloudWatch.listTagsForResource({ ResourceARN: DashboardArn })).Tags).toHaveLength(1);
  await cloudWatch.untagResource({ ResourceARN: DashboardArn, TagKeys: ['a'] });
  expect((await cloudWatch.listTagsForResource({ ResourceARN: DashboardArn })).Tags).toEqual([]);
  expect((await cloudWatch.listDashboards({})).DashboardEntries).toMatchObject([
    { DashboardName: 'shop', Size: DashboardBody.length },
  ]);
  const empty = cloudWatch.putDashboard({ DashboardName: 'shop', DashboardBody: '{}' });
  await expect(empty).rejects.toThrow('widgets');
  await cloudWatch.deleteDashboards({ DashboardNames: ['shop'] });
  expect(await (await fetch(`${aws.endpoint}/_local/inventory`)).json()).toEqual([]);
});
