import { startWatchedAws } from './support';
import { refused } from '../support/refused';
import { runningFor } from '../support/running';

const watched = runningFor('each test', startWatchedAws);

const SHELF = [{ Name: 'Shelf', Value: '1' }];

it('values are summed up by the period, wherever they were put in it (CW-3)', async () => {
  const { cloudWatch, aws } = watched;
  const startMs = Math.floor(aws.clock.now() / 60_000) * 60_000;
  await cloudWatch.putMetricData({
    Namespace: 'Shop',
    MetricData: [
      ...[1, 5].map((Value) => ({ MetricName: 'Sold', Dimensions: SHELF, Value, Unit: 'Count' as const })),
      {
        MetricName: 'Sold',
        Dimensions: SHELF,
        Timestamp: new Date(startMs - 60_000),
        StatisticValues: { SampleCount: 4, Sum: 8, Minimum: 0, Maximum: 4 },
        Unit: 'Count',
      },
    ],
  });
  const time = { StartTime: new Date(startMs - 120_000), EndTime: new Date(startMs + 60_000) };
  const { Datapoints } = await cloudWatch.getMetricStatistics({
    Namespace: 'Shop',
    MetricName: 'Sold',
    Dimensions: SHELF,
    ...time,
    Period: 60,
    Statistics: ['Average', 'Sum', 'Minimum', 'Maximum', 'SampleCount'],
  });
  expect(Datapoints).toEqual([
    {
      Timestamp: new Date(startMs - 60_000),
      ...{ Average: 2, Sum: 8, Minimum: 0, Maximum: 4, SampleCount: 4, Unit: 'Count' },
    },
    {
      Timestamp: new Date(startMs),
      Average: 3,
      Sum: 6,
      Minimum: 1,
      Maximum: 5,
      SampleCount: 2,
      Unit: 'Count',
    },
  ]);
  const Metric = { Namespace: 'Shop', MetricName: 'Sold', Dimensions: SHELF };
  const { MetricDataResults } = await cloudWatch.getMetricData({
    ...time,
    MetricDataQueries: [
      { Id: 'sold', MetricStat: { Metric, Period: 60, Stat: 'Sum' } },
      { Id: 'other', MetricStat: { Metric: { ...Metric, Dimensions: [] }, Period: 60, Stat: 'Sum' } },
    ],
  });
  expect(MetricDataResults).toMatchObject([
    { Id: 'sold', Values: [6, 8], Timestamps: [new Date(startMs), new Date(startMs - 60_000)] },
    { Id: 'other', Values: [] },
  ]);
});

it('a metric that was never published has no values, nor has a time without any: zeros are not made up (CW-3)', async () => {
  const { cloudWatch, aws } = watched;
  const MetricData = [{ MetricName: 'Sold', Dimensions: SHELF, Value: 1 }];
  await cloudWatch.putMetricData({ Namespace: 'Shop', MetricData });
  const ask = async (MetricName: string, hoursAgo: number): Promise<number | undefined> => {
    const EndTime = new Date(aws.clock.now() - hoursAgo * 3_600_000);
    const { Datapoints } = await cloudWatch.getMetricStatistics({
      Namespace: 'Shop',
      MetricName,
      Dimensions: SHELF,
      StartTime: new Date(EndTime.getTime() - 86_400_000),
      EndTime,
      Period: 60,
      Statistics: ['Sum'],
    });
    return Datapoints?.length;
  };
  await aws.clock.advance(60_000);
  expect([await ask('Sold', 0), await ask('Sold', 2), await ask('Bought', 0)]).toEqual([1, 0, 0]);
});

it('values are found by the period that AWS keeps them by, and 1,440 of them at most (CW-3)', async () => {
  const { cloudWatch, aws } = watched;
  const MetricData = [{ MetricName: 'Sold', Dimensions: SHELF, Value: 1 }];
  await cloudWatch.putMetricData({ Namespace: 'Shop', MetricData });
  const beganMs = aws.clock.now() - 3_600_000;
  const ask = (Period: number, days: number): Promise<number | undefined> =>
    cloudWatch
      .getMetricStatistics({
        Namespace: 'Shop',
        MetricName: 'Sold',
        Dimensions: SHELF,
        StartTime: new Date(beganMs),
        EndTime: new Date(beganMs + days * 86_400_000),
        Period,
        Statistics: ['Sum'],
      })
      .then(({ Datapoints }) => Datapoints?.length);
  expect(await ask(60, 1)).toBe(1);
  await refused(ask(60, 2), 'InvalidParameterCombinationException');
  await aws.clock.advance(16 * 86_400_000);
  expect([await ask(60, 1), await ask(300, 1)]).toEqual([0, 1]);
  await aws.clock.advance(48 * 86_400_000);
  expect([await ask(300, 1), await ask(3_600, 1), await ask(86_400, 400)]).toEqual([0, 1, 1]);
});

it('metrics are listed by namespace, name and dimensions, while values come in', async () => {
  const { cloudWatch, aws } = watched;
  const put = (MetricName: string): Promise<unknown> =>
    cloudWatch.putMetricData({
      Namespace: 'Shop',
      MetricData: [{ MetricName, Dimensions: SHELF, Value: 1 }],
    });
  await put('Sold');
  await put('Missing');
  const names = async (input: object): Promise<unknown> =>
    (await cloudWatch.listMetrics(input)).Metrics!.map(({ MetricName }) => MetricName);
  expect(await names({ Namespace: 'Shop' })).toEqual(['Missing', 'Sold']);
  expect(await names({ MetricName: 'Sold', Dimensions: [{ Name: 'Shelf' }] })).toEqual(['Sold']);
  expect(await names({ Dimensions: [{ Name: 'Shelf', Value: '2' }] })).toEqual([]);
  await aws.clock.advance(15 * 86_400_000);
  expect(await names({ Namespace: 'Shop' })).toEqual([]);
});

it('a body that the client has packed is read (CW-1)', async () => {
  const { cloudWatch } = watched;
  const MetricData = Array.from({ length: 300 }, (_, at) => ({ MetricName: `Shelf${at}`, Value: at }));
  await cloudWatch.putMetricData({ Namespace: 'Shop', MetricData });
  expect((await cloudWatch.listMetrics({ Namespace: 'Shop' })).Metrics).toHaveLength(300);
});

it.each<[string, object, string]>([
  ['a namespace of AWS', { Namespace: 'AWS/Personalize' }, 'reserved'],
  [
    'a value of last month',
    { MetricData: [{ MetricName: 'm', Value: 1, Timestamp: new Date(0) }] },
    'two weeks',
  ],
  [
    'no value, and keeps none of the others',
    { MetricData: [{ MetricName: 'n', Value: 1 }, { MetricName: 'm' }] },
    'one of the two',
  ],
])('fails %s', async (_what, changes, words) => {
  const { cloudWatch } = watched;
  const input = { Namespace: 'Shop', MetricData: [{ MetricName: 'm', Value: 1 }], ...changes };
  await expect(cloudWatch.putMetricData(input)).rejects.toThrow(words);
  expect((await cloudWatch.listMetrics({})).Metrics).toEqual([]);
});

it('dashboards are put, given, listed, tagged and deleted', async () => {
  const { cloudWatch, aws } = watched;
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
  await expect(cloudWatch.putDashboard({ DashboardName: 'shop', DashboardBody: '{}' })).rejects.toThrow(
    'widgets',
  );
  await cloudWatch.deleteDashboards({ DashboardNames: ['shop'] });
  expect(await (await fetch(`${aws.endpoint}/_local/inventory`)).json()).toEqual([]);
});
