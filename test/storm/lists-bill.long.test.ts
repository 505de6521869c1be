import { readFileSync } from 'node:fs';
import { CloudWatchClient, GetMetricStatisticsCommand } from '@aws-sdk/client-cloudwatch';
import { ListExecutionsCommand, SFNClient, StartExecutionCommand } from '@aws-sdk/client-sfn';
import {
  PERSONALIZE_NAMESPACE,
  RECOMMENDER_DIMENSION,
  RECOMMENDER_METRICS,
} from '@ecommerce-recommenders/personalize/recommender-metrics';
import { HOURS_PER_MONTH } from '@ecommerce-recommenders/personalize/charges';
import {
  listsCost,
  liveUsd,
  type ListsCost,
} from '@ecommerce-recommenders/shop-data/insight/cost/lists-cost';
import { readSetting } from '@ecommerce-recommenders/shop-data/contracts/settings/settings';
import { NO_CONTEXT } from '@ecommerce-recommenders/shop-data/contracts/settings/shape';
import { LISTABLE } from '@ecommerce-recommenders/shop-data/contracts/lists/serving';
import type { BillLine } from 'embedded-aws/billing/bill';
import { LOCAL_REGION } from 'embedded-aws/environment';
import { LATENCIES } from 'embedded-aws/latency';
import { SHIPPED_ARCHIVE } from '../../packages/tools/test/sample/shipped-sample';
import { shopAssemblies } from './shop-assemblies';
import { smallShop } from './small-shop';
import { startStormAccount } from '@ecommerce-recommenders/tools/rehearse/storm-account';

/** As `toBeCloseTo` counts digits. */
const WITHIN_5_PERCENT = 1;
const ACTIVE = 'ACTIVE recommenders';
const BEYOND = 'recommendations beyond the included ones';

const HOUR_MS = 3_600_000;
const HOURS = 7 * 24;
/** In {@link HOURS}, the deployment's own run aside. */
const RUNS = 1;
/** Of the shipped sample. */
const [ITEMS, USERS] = [2030, 4500];

/** A shop with so many lists that asking for them can take an hour. */
const SLOW = { items: 640, users: 30 };
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
const useCases = readSetting('useCases', LISTABLE, NO_CONTEXT);

/** What was asked and billed meanwhile. */
interface Measured {
  /** Recommendations. */
  readonly asked: number;
  quantity(what: string): number;
  usd(what: string): number;
  readonly totalUsd: number;
}

/** A stack with lists after its first run, and the clock hour of that run. */
interface ListsAccount {
  /** Turns the clock, and waits for what began meanwhile. */
  hours(count: number): Promise<void>;
  /** A run by hand, whose recommenders are ACTIVE from the beginning of a clock hour and take a time to answer. */
  runOnTheHour(answerMs: number): Promise<void>;
  measured(work: () => Promise<void>): Promise<Measured>;
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
  const hours = async (count: number): Promise<void> => {
    for (let hour = 0; hour < count; hour++) {
      await aws.clock.advance(HOUR_MS);
      await account.rest();
      await endOfRuns();
    }
  };
  // What an hour includes is known when it is over.
  await hours(1);
  return {
    hours,
    runOnTheHour: async (answerMs) => {
      aws.faults.set([{ fault: 'latency', operation: 'GetRecommendations', ms: answerMs }]);
      const trainedMs = aws.clock.now() + LATENCIES.realistic.create.recommender;
      await aws.clock.advance(HOUR_MS - (trainedMs % HOUR_MS));
      await account.rest();
      await sfn.send(new StartExecutionCommand({ stateMachineArn }));
      await endOfRuns();
      await hours(1);
    },
    measured: async (work) => {
      const [before, askedBefore] = [await bill(), await askedEver()];
      await work();
      const [after, askedAfter] = [await bill(), await askedEver()];
      const added = (member: 'quantity' | 'usd', isMeant: (line: BillLine) => boolean): number => {
        const of = (lines: readonly BillLine[]): number =>
          lines.filter(isMeant).reduce((sum, line) => sum + line[member], 0);
        return of(after) - of(before);
      };
      return {
        asked: askedAfter - askedBefore,
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

describe('a week of lists of the shipped sample', () => {
  const estimate = listsCost({ useCases, users: USERS, items: ITEMS, filters: {}, runsPerMonth: RUNS });
  let shop: ListsAccount;
  let billed: Measured;
  beforeAll(async () => {
    shop = await deployed('lists');
    billed = await shop.measured(() => shop.hours(HOURS));
  });
  afterAll(() => shop.close());

  it('are billed for everything at most a tenth of what their live recommenders are', () => {
    const { totalUsd } = billed;
    expect(totalUsd).toBeGreaterThan(0);
    expect(totalUsd).toBeLessThan((liveUsd({ useCases, users: USERS }) * HOURS) / HOURS_PER_MONTH / 10);
  });

  it('ask as many recommendations as estimated', () => {
    expect(billed.asked / (RUNS * estimate.requestsPerRun)).toBeCloseTo(1, WITHIN_5_PERCENT);
  });

  // Answers take no time on the embedded AWS, so its recommenders are ACTIVE for seconds.
  it('are billed for recommenders no more than estimated, which counts at least an hour a run', () => {
    expect(estimate.hoursPerRun).toBe(1);
    expect(billed.quantity(ACTIVE)).toBeGreaterThan(0);
    expect(billed.usd(ACTIVE)).toBeLessThan(estimate.usdPerMonth);
    // About two thousand requests to a recommender in an hour, of which four thousand are included.
    expect(billed.quantity(BEYOND)).toBe(0);
  });
});

describe('a run of lists whose recommenders take seconds to answer', () => {
  const estimated = (use: { readonly items: number; readonly answerMs: number }): ListsCost =>
    listsCost({ useCases, users: SLOW.users, filters: FILTERS, runsPerMonth: 1, ...use });
  let shop: ListsAccount;
  beforeAll(async () => {
    shop = await deployed('slow');
  });
  afterAll(() => shop.close());

  it('asks as much, keeps its recommenders for as long, and is billed for both as estimated', async () => {
    const answerMs = 8_500;
    const { requestsPerRun, hoursPerRun, usdPerMonth } = estimated({ items: SLOW.items, answerMs });
    const billed = await shop.measured(() => shop.runOnTheHour(answerMs));
    expect(hoursPerRun).toBeGreaterThan(1);
    expect(billed.asked / requestsPerRun).toBeCloseTo(1, WITHIN_5_PERCENT);
    expect(billed.quantity(ACTIVE) / LISTABLE.length / hoursPerRun).toBeCloseTo(1, WITHIN_5_PERCENT);
    expect((billed.usd(ACTIVE) + billed.usd(BEYOND)) / usdPerMonth).toBeCloseTo(1, WITHIN_5_PERCENT);
  });

  it('within an hour is billed for the requests that an hour does not include, as estimated', async () => {
    const answerMs = 5_000;
    const { hoursPerRun, usdPerMonth } = estimated({ items: SLOW.items, answerMs });
    const billed = await shop.measured(() => shop.runOnTheHour(answerMs));
    expect(hoursPerRun).toBe(1);
    expect(billed.quantity(ACTIVE)).toBeLessThan(LISTABLE.length);
    const withoutRequests = estimated({ items: 1, answerMs }).usdPerMonth;
    expect(billed.usd(BEYOND) / (usdPerMonth - withoutRequests)).toBeCloseTo(1, WITHIN_5_PERCENT);
  });
});
