import { GetRecommendationsCommand, PersonalizeRuntimeClient } from '@aws-sdk/client-personalize-runtime';
import { HOURS_PER_MONTH } from '@ecommerce-recommenders/personalize/charges';
import { readSetting } from '@ecommerce-recommenders/shop-data/contracts/settings/settings';
import { NO_CONTEXT } from '@ecommerce-recommenders/shop-data/contracts/settings/shape';
import {
  costReport,
  type CostQuestion,
  type CostReport,
} from '@ecommerce-recommenders/tools/cost/cost-report';
import { WEEKDAYS, type RunningHours } from '@ecommerce-recommenders/shop-data/contracts/running-hours';
import type { BillLine } from 'embedded-aws/billing/bill';
import { LOCAL_REGION } from 'embedded-aws/environment';
import { shopAssemblies } from './shop-assemblies';
import { smallShop } from './small-shop';
import { startStormAccount, type StormAccount } from '@ecommerce-recommenders/tools/rehearse/storm-account';

const HOUR_MS = 3_600_000;
const DAY_HOURS = 24;

/** Deployed at the start of a Monday in UTC, a week from now at most. */
const nextMonday = (nowMs: number): number => {
  const days = (8 - new Date(nowMs).getUTCDay()) % 7 || 7;
  return Math.floor(nowMs / (DAY_HOURS * HOUR_MS) + days) * DAY_HOURS * HOUR_MS;
};

const OFFICE: RunningHours = {
  days: WEEKDAYS.slice(0, 5),
  from: '08:00',
  to: '20:00',
  timeZone: 'UTC',
  holidays: [],
};
const USE_CASES = { 'most-viewed': {}, 'best-sellers': { minRecommendationRequestsPerSecond: 2 } };
const SHOP = { archive: smallShop(), useCases: USE_CASES };
const WEEKLY = 'cron(0 3 ? * MON *)';
const WHILE_ASKED = { ...OFFICE, days: WEEKDAYS };

/** A month of a shop: its settings, at which hours of a day it is asked, and how its estimate is asked for. */
interface Month {
  readonly settings: typeof SHOP & {
    readonly runningHours?: RunningHours;
    readonly stopWhenIdleHours?: number;
  };
  readonly askedUntilHour?: number;
  readonly question?: Partial<CostQuestion>;
}

const MONTHS: Readonly<Record<string, Month>> = {
  'around the clock': { settings: SHOP },
  'in running hours': { settings: { ...SHOP, runningHours: OFFICE }, question: { runningHours: OFFICE } },
  'stopped when idle': {
    settings: { ...SHOP, runningHours: WHILE_ASKED, stopWhenIdleHours: 3 },
    askedUntilHour: 16,
    // Half an hour on average until the hourly look: more than that hides in 5 % of so long a day.
    question: { runningHours: WHILE_ASKED, idleStops: { askedHours: 8, stopWhenIdleHours: 3 } },
  },
};
const ASSEMBLIES = shopAssemblies(
  Object.fromEntries(
    Object.entries(MONTHS).map(([name, { settings }]) => [name.replaceAll(' ', '-'), settings]),
  ),
);

describe.each(Object.entries(MONTHS))('a month %s', (name, { askedUntilHour, question }) => {
  let account: StormAccount;
  let runtime: PersonalizeRuntimeClient;
  let before: BillLine[];
  let bill: BillLine[];
  let estimate: CostReport;

  beforeAll(async () => {
    const assembly = ASSEMBLIES[name.replaceAll(' ', '-')];
    account = await startStormAccount([assembly]);
    const { aws } = account;
    runtime = new PersonalizeRuntimeClient({ endpoint: aws.endpoint, region: LOCAL_REGION });
    const mondayMs = nextMonday(aws.clock.now());
    await aws.clock.advance(mondayMs - aws.clock.now());
    expect(await account.create(assembly)).toMatchObject({ status: 'CREATE_COMPLETE', reasons: [] });
    const toHour = async (hour: number): Promise<void> => {
      await aws.clock.advance(mondayMs + hour * HOUR_MS - aws.clock.now());
      await account.rest();
      const ofDay = hour % DAY_HOURS;
      if (askedUntilHour !== undefined && ofDay > 8 && ofDay <= askedUntilHour) await askAll();
    };
    // Deployed out of hours, recommenders run until the end of the first day's hours.
    for (let hour = 1; hour <= DAY_HOURS; hour++) await toHour(hour);
    before = await billNow();
    for (let hour = 1; hour <= HOURS_PER_MONTH; hour++) await toHour(DAY_HOURS + hour);
    bill = await billNow();
    estimate = costReport({
      useCases: readSetting('useCases', USE_CASES, NO_CONTEXT),
      requestRate: null,
      runningHours: null,
      users: 30,
      requestsPerSecond: 0,
      importBytes: 0,
      eventsPerDay: 0,
      hasKey: false,
      hashesUsers: false,
      glueWorkers: 0,
      items: 12,
      filters: {},
      listsSchedule: WEEKLY,
      apiRate: 0,
      ranking: null,
      segments: null,
      batches: null,
      interactions: 0,
      ...question,
    });
  });
  afterAll(async () => {
    runtime.destroy();
    await account.close();
  });

  const askAll = (): Promise<unknown> =>
    Promise.all(
      Object.keys(USE_CASES).map((useCase) => {
        const recommenderArn = `arn:aws:personalize:${LOCAL_REGION}:123456789012:recommender/EcommerceRecommenders-${useCase}`;
        return runtime.send(new GetRecommendationsCommand({ recommenderArn, userId: 'u1' }));
      }),
    );

  const billNow = async (): Promise<BillLine[]> =>
    (await (await fetch(`${account.aws.endpoint}/_local/bill`)).json()) as BillLine[];

  /** What the month added to a line. */
  const added = (text: RegExp, member: 'quantity' | 'usd'): number => {
    const of = (lines: readonly BillLine[]): number =>
      lines.find(({ what }) => text.test(what))?.[member] ?? 0;
    return of(bill) - of(before);
  };

  const within = (measured: number, estimated: number): void =>
    expect([measured, Math.abs(measured / estimated - 1) <= 0.05]).toEqual([measured, true]);

  it('has as many hours of recommenders as estimated', () => {
    within(added(/^ACTIVE/, 'quantity'), 2 * estimate.hoursPerMonth);
  });

  it('has as many recommendations beyond the included ones as estimated', () => {
    // Of the two, one provisions more than is included: 2 a second are 7,200 an hour, of 4,000.
    within(added(/beyond the included/, 'quantity'), 3_200 * estimate.hoursPerMonth);
  });

  it('costs for recommenders what is estimated', () => {
    within(added(/^ACTIVE/, 'usd') + added(/beyond the included/, 'usd'), estimate.idle.usdPerMonth);
  });

  it('costs for everything that is not estimated less than a dollar', () => {
    const others = bill.filter(
      ({ service, what }) => service !== 'Amazon Personalize' || what === 'ingestion',
    );
    expect(others.length).toBeGreaterThan(3);
    expect(others.reduce((sum, { usd }) => sum + usd, 0)).toBeLessThan(1);
  });
});
