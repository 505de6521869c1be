import { readFileSync } from 'node:fs';
import { CloudWatchClient, GetMetricStatisticsCommand } from '@aws-sdk/client-cloudwatch';
import { ListExecutionsCommand, SFNClient, StartExecutionCommand } from '@aws-sdk/client-sfn';
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
import { smallShop } from './small-shop';
import { startStormAccount, type StormAccount } from './storm-account';

jest.setTimeout(400_000);

/** As `toBeCloseTo` counts digits. */
const WITHIN_5_PERCENT = 1;
const ACTIVE = 'ACTIVE recommenders';
const BEYOND = 'recommendations beyond the included ones';

const HOUR_MS = 3_600_000;
const HOURS = 4 * 7 * 24;
/** In {@link HOURS}, the deployment's own run aside. */
const RUNS = 4;
/** Of the shipped sample. */
const [ITEMS, USERS] = [2030, 4500];

/** A shop whose recommenders take their time: its lists take more than an hour. */
const SLOW = { items: 640, users: 30, answerMs: 8_500 };
const FILTERS = Object.fromEntries(
  Array.from({ length: 9 }, (_, at) => [`below-${at}`, `INCLUDE ItemID WHERE Items.PRICE < ${10 + at}`]),
);

const SHOPS = shopAssemblies({
  lists: { archive: readFileSync(SHIPPED_ARCHIVE), serving: 'lists', listsSchedule: 'rate(7 days)' },
  slow: {
    archive: smallShop({ items: SLOW.items }),
    ...{ serving: 'lists', listsSchedule: 'rate(7 days)', filters: FILTERS },
  },
});
const stateMachineArn = `arn:aws:states:${LOCAL_REGION}:123456789012:stateMachine:EcommerceRecommenders-lists`;
const recommenderArn = (useCase: string): string =>
  `arn:aws:personalize:${LOCAL_REGION}:123456789012:recommender/EcommerceRecommenders-${useCase}`;
const useCases = USE_CASES_SETTING.parse([...LISTABLE], '')!;

/** Things of the bill since some moment. */
interface Billed {
  quantity(what: string): number;
  usd(what: string): number;
  readonly totalUsd: number;
}

/** A stack with lists, and what it asked and was billed since its first run. */
interface ListsAccount {
  readonly account: StormAccount;
  /** Turns the clock, and waits for what began meanwhile. */
  hours(count: number): Promise<void>;
  /** Starts a run by hand, and waits for its end. */
  runOnce(): Promise<void>;
  /** Recommendations given since the first run. */
  asked(): Promise<number>;
  billed(): Promise<Billed>;
  close(): Promise<void>;
}

async function deployed(shop: keyof typeof SHOPS): Promise<ListsAccount> {
  const account = await startStormAccount([SHOPS[shop]], { latency: 'realistic' });
  const { aws } = account;
  const sfn = new SFNClient({ endpoint: aws.endpoint, region: LOCAL_REGION });
  const cloudWatch = new CloudWatchClient({ endpoint: aws.endpoint, region: LOCAL_REGION });

  const isRunning = async (): Promise<boolean> => {
    const list = new ListExecutionsCommand({ stateMachineArn, statusFilter: 'RUNNING' });
    return (await sfn.send(list)).executions!.length > 0;
  };
  const endOfRuns = (): Promise<void> => account.until(async () => !(await isRunning()));
  const bill = async (): Promise<BillLine[]> =>
    (await (await fetch(`${aws.endpoint}/_local/bill`)).json()) as BillLine[];
  const askedEver = async (): Promise<number> => {
    const sums = await Promise.all(
      LISTABLE.map((useCase) =>
        cloudWatch.send(
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
    return sums.flatMap(({ Datapoints = [] }) => Datapoints).reduce((sum, { Sum = 0 }) => sum + Sum, 0);
  };

  expect(await account.create(SHOPS[shop])).toMatchObject({ status: 'CREATE_COMPLETE', reasons: [] });
  await endOfRuns();
  const before = await bill();
  const askedBefore = await askedEver();
  return {
    account,
    hours: async (count) => {
      for (let hour = 0; hour < count; hour++) {
        await aws.clock.advance(HOUR_MS);
        await account.rest();
        await endOfRuns();
      }
    },
    runOnce: async () => {
      await sfn.send(new StartExecutionCommand({ stateMachineArn }));
      await endOfRuns();
    },
    asked: async () => (await askedEver()) - askedBefore,
    billed: async () => {
      const after = await bill();
      const added = (member: 'quantity' | 'usd', isMeant: (line: BillLine) => boolean): number => {
        const of = (lines: readonly BillLine[]): number =>
          lines.filter(isMeant).reduce((sum, line) => sum + line[member], 0);
        return of(after) - of(before);
      };
      return {
        quantity: (what) => added('quantity', (line) => line.what === what),
        usd: (what) => added('usd', (line) => line.what === what),
        totalUsd: added('usd', () => true),
      };
    },
    close: async () => {
      sfn.destroy();
      cloudWatch.destroy();
      await account.close();
    },
  };
}

describe('four weeks of lists of the shipped sample', () => {
  const estimate = listsCost({ useCases, users: USERS, items: ITEMS, filters: {}, runsPerMonth: RUNS });
  let shop: ListsAccount;
  beforeAll(async () => {
    shop = await deployed('lists');
    await shop.hours(HOURS);
  });
  afterAll(() => shop.close());

  it('are billed for everything at most a tenth of what their live recommenders are', async () => {
    const { totalUsd } = await shop.billed();
    expect(totalUsd).toBeGreaterThan(0);
    expect(totalUsd).toBeLessThan((liveUsd({ useCases, users: USERS }) * HOURS) / HOURS_PER_MONTH / 10);
  });

  it('ask as many recommendations as estimated', async () => {
    expect((await shop.asked()) / (RUNS * estimate.requestsPerRun)).toBeCloseTo(1, WITHIN_5_PERCENT);
  });

  // Answers take no time on the embedded AWS, so its recommenders are ACTIVE for seconds.
  it('are billed for recommenders no more than estimated, which counts at least an hour a run', async () => {
    const billed = await shop.billed();
    expect(estimate.hoursPerRun).toBe(1);
    expect(billed.quantity(ACTIVE)).toBeGreaterThan(0);
    expect(billed.usd(ACTIVE)).toBeLessThan(estimate.usdPerMonth);
    // About two thousand requests to a recommender in an hour, of which four thousand are included.
    expect(billed.quantity(BEYOND)).toBe(0);
  });
});

describe('a run of lists whose recommenders take seconds to answer', () => {
  const { requestsPerRun, hoursPerRun, usdPerMonth } = listsCost({
    ...{ useCases, ...SLOW, filters: FILTERS, runsPerMonth: 1 },
  });
  let shop: ListsAccount;
  beforeAll(async () => {
    shop = await deployed('slow');
    const late = { fault: 'latency', operation: 'GetRecommendations', ms: SLOW.answerMs };
    const { ok } = await fetch(`${shop.account.aws.endpoint}/_local/faults`, {
      method: 'POST',
      body: JSON.stringify({ faults: [late] }),
    });
    expect(ok).toBe(true);
    await shop.runOnce();
  });
  afterAll(() => shop.close());

  it('asks as much, and keeps its recommenders for as long, as estimated', async () => {
    const billed = await shop.billed();
    expect(hoursPerRun).toBeGreaterThan(1);
    expect((await shop.asked()) / requestsPerRun).toBeCloseTo(1, WITHIN_5_PERCENT);
    expect(billed.quantity(ACTIVE) / LISTABLE.length / hoursPerRun).toBeCloseTo(1, WITHIN_5_PERCENT);
  });

  // Requests are included by the clock hour: a run across two hours has those of both, one within an hour pays as estimated.
  it('is billed for its recommenders and their answers at most as estimated', async () => {
    const billed = await shop.billed();
    expect(billed.usd(ACTIVE)).toBeGreaterThan(usdPerMonth / 2);
    expect((billed.usd(ACTIVE) + billed.usd(BEYOND)) / usdPerMonth).toBeLessThan(1.05);
  });
});
