import { readFileSync } from 'node:fs';
import { CloudWatchClient, GetMetricStatisticsCommand } from '@aws-sdk/client-cloudwatch';
import { ListExecutionsCommand, SFNClient } from '@aws-sdk/client-sfn';
import {
  PERSONALIZE_NAMESPACE,
  RECOMMENDER_DIMENSION,
  RECOMMENDER_METRICS,
} from '@ecommerce-recommenders/personalize/recommender-metrics';
import { HOURS_PER_MONTH } from '@ecommerce-recommenders/prices/charges';
import { listsCost, liveUsd } from '@ecommerce-recommenders/shop-data/cost/lists-cost';
import { USE_CASES_SETTING } from '@ecommerce-recommenders/shop-data/settings/use-cases-setting';
import { LISTABLE } from '@ecommerce-recommenders/shop-data/lists/serving';
import type { BillLine } from 'embedded-aws/billing/bill';
import { LOCAL_REGION } from 'embedded-aws/environment';
import { SHIPPED_ARCHIVE } from '../../packages/tools/test/sample/shipped-sample';
import { shopAssemblies } from './shop-assemblies';
import { startStormAccount, type StormAccount } from './storm-account';

jest.setTimeout(400_000);

const HOUR_MS = 3_600_000;
const HOURS = 4 * 7 * 24;
/** In {@link HOURS}, the deployment's own run aside. */
const RUNS = 4;
/** Of the shipped sample. */
const [ITEMS, USERS] = [2030, 4500];

const SHOPS = shopAssemblies({
  lists: { archive: readFileSync(SHIPPED_ARCHIVE), serving: 'lists', listsSchedule: 'rate(7 days)' },
});
const stateMachineArn = `arn:aws:states:${LOCAL_REGION}:123456789012:stateMachine:EcommerceRecommenders-lists`;
const recommenderArn = (useCase: string): string =>
  `arn:aws:personalize:${LOCAL_REGION}:123456789012:recommender/EcommerceRecommenders-${useCase}`;
const useCases = USE_CASES_SETTING.parse([...LISTABLE], '')!;

const estimate = listsCost({ useCases, users: USERS, items: ITEMS, filters: {}, runsPerMonth: RUNS });

describe('four weeks of lists of the shipped sample', () => {
  let account: StormAccount;
  let sfn: SFNClient;
  let before: BillLine[];
  let bill: BillLine[];
  let askedBefore: number;
  let asked: number;

  beforeAll(async () => {
    account = await startStormAccount([SHOPS.lists], { latency: 'realistic' });
    const { aws } = account;
    sfn = new SFNClient({ endpoint: aws.endpoint, region: LOCAL_REGION });
    expect(await account.create(SHOPS.lists)).toMatchObject({ status: 'CREATE_COMPLETE', reasons: [] });
    const endOfRuns = (): Promise<void> => account.until(async () => !(await isRunning()));
    await endOfRuns();
    before = await billNow();
    askedBefore = await askedNow();
    for (let hour = 0; hour < HOURS; hour++) {
      await aws.clock.advance(HOUR_MS);
      await account.rest();
      await endOfRuns();
    }
    bill = await billNow();
    asked = (await askedNow()) - askedBefore;
  });
  afterAll(async () => {
    sfn.destroy();
    await account.close();
  });

  const isRunning = async (): Promise<boolean> => {
    const list = new ListExecutionsCommand({ stateMachineArn, statusFilter: 'RUNNING' });
    return (await sfn.send(list)).executions!.length > 0;
  };
  const billNow = async (): Promise<BillLine[]> =>
    (await (await fetch(`${account.aws.endpoint}/_local/bill`)).json()) as BillLine[];
  /** Recommendations that all recommenders of the stack have ever given. */
  const askedNow = async (): Promise<number> => {
    const { aws } = account;
    const client = new CloudWatchClient({ endpoint: aws.endpoint, region: LOCAL_REGION });
    const sums = await Promise.all(
      LISTABLE.map((useCase) =>
        client.send(
          new GetMetricStatisticsCommand({
            Namespace: PERSONALIZE_NAMESPACE,
            MetricName: RECOMMENDER_METRICS.requests.name,
            Dimensions: [{ Name: RECOMMENDER_DIMENSION, Value: recommenderArn(useCase) }],
            StartTime: new Date(aws.clock.now() - 2 * HOURS * HOUR_MS),
            EndTime: new Date(aws.clock.now() + HOUR_MS),
            Period: 86_400,
            Statistics: ['Sum'],
          }),
        ),
      ),
    );
    client.destroy();
    return sums.flatMap(({ Datapoints = [] }) => Datapoints).reduce((sum, { Sum = 0 }) => sum + Sum, 0);
  };
  const added = (thing: string, member: 'quantity' | 'usd'): number => {
    const of = (lines: readonly BillLine[]): number =>
      lines.find(({ what }) => what === thing)?.[member] ?? 0;
    return of(bill) - of(before);
  };

  it('are billed for everything at most a tenth of what their live recommenders are', () => {
    const total = (lines: readonly BillLine[]): number => lines.reduce((sum, { usd }) => sum + usd, 0);
    const usd = total(bill) - total(before);
    expect(usd).toBeGreaterThan(0);
    expect(usd).toBeLessThan((liveUsd({ useCases, users: USERS }) * HOURS) / HOURS_PER_MONTH / 10);
  });

  it('ask as many recommendations as estimated', () => {
    const estimated = RUNS * estimate.requestsPerRun;
    expect([asked, Math.abs(asked / estimated - 1) <= 0.05]).toEqual([asked, true]);
  });

  // The hours cannot be held against the estimate: answers take no time on the embedded AWS, so its recommenders are ACTIVE for seconds.
  it('are billed for recommenders no more than estimated, which counts at least an hour a run', () => {
    expect(estimate.hoursPerRun).toBe(1);
    expect(added('ACTIVE recommenders', 'quantity')).toBeGreaterThan(0);
    expect(added('ACTIVE recommenders', 'usd')).toBeLessThan(estimate.usdPerMonth);
    // About two thousand requests to a recommender in an hour, of which four thousand are included.
    expect(added('recommendations beyond the included ones', 'quantity')).toBe(0);
  });
});
