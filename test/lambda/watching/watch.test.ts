import type {
  MetricDatum,
  PutMetricDataCommandInput,
  GetMetricDataCommandInput,
} from '@aws-sdk/client-cloudwatch';
import type { Campaign, DatasetImportJobSummary, Recommender, Solution } from '@aws-sdk/client-personalize';
import { watch } from '../../../lambda/watching/watch';
import { serviceError } from '../support/fake-personalize';
import { darkShelves } from '../../../lambda/watching/check-shelves';

const DAY_MS = 86_400_000;
const NOW_MS = Date.UTC(2026, 10, 25);
const ago = (days: number): Date => new Date(NOW_MS - days * DAY_MS);

interface Shop {
  readonly recommenders?: Readonly<Record<string, Recommender>>;
  readonly jobs?: Readonly<Record<string, DatasetImportJobSummary[]>>;
  readonly users?: number;
  /** Absent for a shop that does not rank. */
  readonly ranking?: { readonly solution?: Solution; readonly campaign?: Campaign };
  readonly failsWith?: Error;
}

/** One run: metrics by name and use case, and the log. */
async function look({ recommenders = {}, jobs = {}, users = 0, ranking, failsWith }: Shop): Promise<{
  metrics: Record<string, number | undefined>;
  logged: unknown[];
}> {
  const put: PutMetricDataCommandInput[] = [];
  const logged: unknown[] = [];
  const log = (message: string, fields: object): void => void logged.push({ message, ...fields });
  const run = watch({
    personalize: {
      send: (async (command: { input: Partial<Record<string, string>> }) => {
        if (failsWith) throw failsWith;
        const { recommenderArn, datasetArn, solutionArn, campaignArn } = command.input;
        if (datasetArn !== undefined) return { datasetImportJobs: jobs[datasetArn] ?? [] };
        if (solutionArn !== undefined && ranking?.solution) return { solution: ranking.solution };
        if (campaignArn !== undefined && ranking?.campaign) return { campaign: ranking.campaign };
        const recommender = recommenders[recommenderArn!];
        if (!recommender) throw serviceError('ResourceNotFoundException', 'gone');
        return { recommender };
      }) as never,
    },
    cloudWatch: {
      send: (async ({ input }: { input: PutMetricDataCommandInput }) => void put.push(input)) as never,
    },
    stackName: 'Shop',
    recommenderArns: { 'most-viewed': 'viewed', 'best-sellers': 'sellers' },
    datasetArns: ['items', 'users'],
    users,
    ranking: ranking && { solutionArn: 'ranking', campaignArn: 'campaign' },
    now: () => NOW_MS,
    logger: { info: log, error: log },
  });
  await run().catch((error: Error) => logged.push(error.message));
  const nameOf = ({ MetricName, Dimensions = [] }: MetricDatum): string =>
    [MetricName, ...Dimensions.slice(1).map(({ Value }) => Value)].join(' ');
  expect(put.every(({ Namespace }) => Namespace === 'EcommerceRecommenders')).toBe(true);
  const data = put.flatMap(({ MetricData = [] }) => MetricData);
  expect(data.every(({ Dimensions }) => Dimensions![0].Value === 'Shop')).toBe(true);
  return { metrics: Object.fromEntries(data.map((one) => [nameOf(one), one.Value])), logged };
}

const job = (name: string, status: string, endedDaysAgo: number): DatasetImportJobSummary => ({
  jobName: name,
  status,
  creationDateTime: ago(endedDaysAgo + 0.01),
  lastUpdatedDateTime: ago(endedDaysAgo),
  ...(status === 'CREATE FAILED' && { failureReason: 'Line 3.' }),
});

const failed = (failureReason: string) => ({ status: 'CREATE FAILED', failureReason });

const active = (daysOld: number, more: Partial<Recommender> = {}): Recommender => ({
  recommenderArn: 'arn',
  status: 'ACTIVE',
  creationDateTime: ago(daysOld),
  ...more,
});

describe('the metrics of a shop', () => {
  it('hold the age of the newest import that succeeded, in days', async () => {
    const jobs = {
      items: [job('a', 'ACTIVE', 9), job('b', 'CREATE FAILED', 1)],
      users: [job('c', 'ACTIVE', 2.5)],
    };
    expect((await look({ jobs })).metrics.DataAgeDays).toBeCloseTo(2.5);
    const { metrics } = await look({ jobs: { items: [job('a', 'CREATE IN_PROGRESS', 0)] } });
    expect(metrics).toEqual({ FailedImports: 0, FailedTrainings: 0, MonthlyCostUsd: 0 });
  });

  it('count a failed import until another one of the dataset follows', async () => {
    const failed = [job('a', 'ACTIVE', 3), job('b', 'CREATE FAILED', 1)];
    const { metrics, logged } = await look({ jobs: { items: failed } });
    expect(metrics.FailedImports).toBe(1);
    expect(logged).toMatchObject([{ failures: ['Import job b failed: Line 3.'] }]);
    const mended = [job('c', 'ACTIVE', 0.5), ...failed];
    expect((await look({ jobs: { items: mended } })).metrics.FailedImports).toBe(0);
  });

  it('count recommenders whose training or update has failed', async () => {
    const { metrics, logged } = await look({
      recommenders: {
        viewed: active(1, failed('Too few.')),
        sellers: active(1, { latestRecommenderUpdate: failed('No room.') }),
      },
    });
    expect(metrics.FailedTrainings).toBe(2);
    const failures = ['Training of arn failed: Too few.', 'The update of arn failed: No room.'];
    expect(logged).toMatchObject([{ failures }]);
  });

  it('count a ranking whose training or update has failed, and what its campaign costs', async () => {
    const campaign = { status: 'ACTIVE', minProvisionedTPS: 2 };
    const solution = { latestSolutionVersion: failed('No news.') };
    const ill = { solution, campaign: { ...campaign, latestCampaignUpdate: failed('No news.') } };
    const { metrics, logged } = await look({ ranking: ill });
    expect(metrics.FailedTrainings).toBe(2);
    // 2 · 3,600 requests an hour at $0.15 a thousand, for 730 hours.
    expect(metrics.MonthlyCostUsd).toBeCloseTo(788.4);
    const failures = ['Training of ranking failed: No news.', 'The update of campaign failed: No news.'];
    expect(logged).toMatchObject([{ failures }]);
    const well = { solution: { latestSolutionVersion: { status: 'ACTIVE' } }, campaign };
    expect((await look({ ranking: well })).metrics.FailedTrainings).toBe(0);
    expect((await look({ ranking: {} })).metrics).toMatchObject({ FailedTrainings: 0, MonthlyCostUsd: 0 });
  });

  it('hold the age of the training that was due last, and what the service says of it', async () => {
    const ndcg = { normalized_discounted_cumulative_gain_at_25: 0.25 };
    const modelMetrics = { ...ndcg, coverage: 0.5, precision_at_5: 1 };
    const { metrics } = await look({
      recommenders: { viewed: active(9, { modelMetrics }), sellers: { ...active(9), status: 'INACTIVE' } },
    });
    expect(metrics).toMatchObject({ 'NdcgAt25 most-viewed': 0.25, 'Coverage most-viewed': 0.5 });
    expect(metrics['TrainingAgeDays most-viewed']).toBeCloseTo(2);
    expect(metrics).not.toHaveProperty('TrainingAgeDays best-sellers');
  });

  it('hold the cost of the recommenders that are not stopped, by users and provisioned rate', async () => {
    const provisioned = { recommenderConfig: { minRecommendationRequestsPerSecond: 10 } };
    const cost = async (shop: Shop): Promise<number> => (await look(shop)).metrics.MonthlyCostUsd!;
    const one = await cost({ recommenders: { viewed: active(1) } });
    expect(one).toBeCloseTo(0.375 * 730);
    expect(await cost({ recommenders: { viewed: active(1), sellers: active(1) } })).toBeCloseTo(2 * one);
    expect(await cost({ recommenders: { viewed: { ...active(1), status: 'INACTIVE' } } })).toBe(0);
    expect(await cost({ recommenders: { viewed: active(1, provisioned) } })).toBeGreaterThan(one);
    expect(await cost({ recommenders: { viewed: active(1) }, users: 250_000 })).toBeGreaterThan(one);
  });
});

it('fails with the reason, which is logged, where Personalize does not answer', async () => {
  const failsWith = serviceError('ThrottlingException', 'Rate exceeded');
  const { metrics, logged } = await look({ failsWith });
  expect(metrics).toEqual({});
  expect(logged).toEqual([
    { message: 'watch', reason: 'ThrottlingException: Rate exceeded' },
    'ThrottlingException: Rate exceeded',
  ]);
});

const HOUR_MS = 3_600_000;
const hoursAgo = (hours: number): Date => new Date(Date.UTC(2026, 10, 25, 12) - hours * HOUR_MS);

/** Sums by how many hours ago they began. */
type Hours = Readonly<Record<number, number>>;

/** @param seen - impressions by shelf and source, `home live` */
const darkIn = async (requests: Hours, seen: Readonly<Record<string, Hours>>): Promise<string[]> => {
  const cloudWatch = {
    send: async ({ input }: { input: GetMetricDataCommandInput }) => {
      const at = Number(input.NextToken ?? 0);
      expect(input.StartTime).toEqual(hoursAgo(7 * 24));
      expect(input.EndTime).toEqual(hoursAgo(0));
      // One metric a page.
      const { Id, MetricStat } = input.MetricDataQueries![at];
      const dimensions: Partial<Record<string, string>> = Object.fromEntries(
        MetricStat!.Metric!.Dimensions!.map(({ Name, Value }) => [Name!, Value!]),
      );
      const isOfApi = dimensions.FunctionName === 'api';
      expect(isOfApi || dimensions.Stack === 'Shop').toBe(true);
      const hours = isOfApi ? requests : (seen[`${dimensions.Shelf} ${dimensions.Source}`] ?? {});
      const Timestamps = Object.keys(hours).map((ago) => hoursAgo(Number(ago)));
      const NextToken = at + 1 < input.MetricDataQueries!.length ? String(at + 1) : undefined;
      return { MetricDataResults: [{ Id, Timestamps, Values: Object.values(hours) }], NextToken };
    },
  };
  const shelves = { home: 'best-sellers', basket: 'frequently-bought-together' } as const;
  return darkShelves(
    cloudWatch as never,
    { shelves, functionName: 'api' },
    'Shop',
    Date.UTC(2026, 10, 25, 12, 34),
  );
};

describe('a dark shelf', () => {
  it('was seen in the last week, and by nobody in the latest hours with enough requests', async () => {
    const basket = { 'basket live': { 30: 5 } };
    expect(await darkIn({ 1: 2_500 }, { 'home live': { 1: 3 }, ...basket })).toEqual(['basket']);
    const both = await darkIn({ 1: 2_500, 2: 9_000 }, { 'home live': { 2: 900 }, ...basket });
    expect(both).toEqual(['home', 'basket']);
  });

  it('takes as many hours as have enough requests together', async () => {
    const seen = { 'home live': { 3: 1 }, 'basket live': { 4: 1 } };
    expect(await darkIn({ 1: 900, 2: 900, 3: 900 }, seen)).toEqual(['basket']);
  });

  const LONG_AGO = { 'home live': { 30: 5 } };
  it.each<[string, Hours, Record<string, Hours>]>([
    ['that another source has filled since', { 1: 2_500 }, { ...LONG_AGO, 'home best-sellers': { 1: 1 } }],
    ['that was never seen, as one that is new in the settings', { 1: 2_500 }, {}],
    ['where hardly anybody asks the API', { 1: 1_999 }, LONG_AGO],
    ['where many asked it long ago', { 1: 1_999, 25: 9_000 }, LONG_AGO],
    ['where nobody asks it', {}, LONG_AGO],
  ])('is none %s', async (_what, requests, seen) => {
    expect(await darkIn(requests, seen)).toEqual([]);
  });
});
