import type { MetricDatum, PutMetricDataCommandInput } from '@aws-sdk/client-cloudwatch';
import type { Campaign, DatasetImportJobSummary, Recommender, Solution } from '@aws-sdk/client-personalize';
import { watch } from '../../../lambda/watching/watch';
import { serviceError } from '../support/fake-personalize';

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
