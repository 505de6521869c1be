import { HOURS_PER_MONTH } from '@ecommerce-recommenders/personalize/charges';
import { readSetting } from '@ecommerce-recommenders/shop-data/contracts/settings/settings';
import { NO_CONTEXT } from '@ecommerce-recommenders/shop-data/contracts/settings/shape';
import { costReport, type CostQuestion } from '@ecommerce-recommenders/tools/cost/cost-report';
import { WEEKDAYS, type RunningHours } from '@ecommerce-recommenders/shop-data/contracts/running-hours';
import { LISTABLE } from '@ecommerce-recommenders/shop-data/contracts/lists/serving';
import { listsCost, type ListsCost } from '@ecommerce-recommenders/shop-data/insight/cost/lists-cost';
import type { BillLine } from 'embedded-aws/billing/bill';
import { LATENCIES } from 'embedded-aws/latency';
import { runsOf } from './runs-of';
import { shopAccount, type ShopAccount } from './shop-account';
import { shopAssemblies } from './shop-assemblies';
import { smallShop } from './small-shop';

/** What was billed meanwhile, in lines of these words. */
type Billed = (what: RegExp, member: 'quantity' | 'usd') => number;

/** What is done is billed so. */
async function billed({ aws }: ShopAccount, work: () => Promise<unknown>): Promise<Billed> {
  const bill = async (): Promise<BillLine[]> =>
    (await (await fetch(`${aws.endpoint}/_local/bill`)).json()) as BillLine[];
  const before = await bill();
  await work();
  const after = await bill();
  return (what, member) => {
    const of = (lines: readonly BillLine[]): number =>
      lines
        .filter((line) => what.test(`${line.service}: ${line.what}`))
        .reduce((sum, line) => sum + line[member], 0);
    return of(after) - of(before);
  };
}

const ACTIVE = /ACTIVE recommenders/;
const BEYOND = /beyond the included/;

/** Measured is as estimated, within five per cent. */
const expectWithin = (measured: number, estimated: number): void =>
  expect([measured, Math.abs(measured / estimated - 1) <= 0.05]).toEqual([measured, true]);

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
const WHILE_ASKED = { ...OFFICE, days: WEEKDAYS };
/** A shop with so many lists that asking for them can take an hour. */
const SLOW = { items: 640, users: 30 };
const FILTERS = Object.fromEntries(
  Array.from({ length: 9 }, (_, at) => [`below-${at}`, `INCLUDE ItemID WHERE Items.PRICE < ${10 + at}`]),
);
const SHOPS = shopAssemblies<string>({
  'around-the-clock': SHOP,
  'in-running-hours': { ...SHOP, runningHours: OFFICE },
  'stopped-when-idle': { ...SHOP, runningHours: WHILE_ASKED, stopWhenIdleHours: 3 },
  slow: {
    archive: smallShop({ items: SLOW.items }),
    ...{ serving: 'lists', listsSchedule: 'rate(7 days)', filters: FILTERS },
  },
});

/** A month of a shop: at which hours of a day it is asked, and how its estimate is asked for. */
interface Month {
  readonly askedUntilHour?: number;
  readonly question?: Partial<CostQuestion>;
}

describe.each<[string, Month]>([
  ['around-the-clock', {}],
  ['in-running-hours', { question: { runningHours: OFFICE } }],
  [
    'stopped-when-idle',
    {
      askedUntilHour: 16,
      // Half an hour on average until the hourly look: more than that hides in 5 % of so long a day.
      question: { runningHours: WHILE_ASKED, idleStops: { askedHours: 8, stopWhenIdleHours: 3 } },
    },
  ],
])('a month %s', (name, { askedUntilHour = 0, question }) => {
  const account = shopAccount(SHOPS);

  it('has as many hours and recommendations as estimated, and costs as much; all else is less than a dollar', async () => {
    const { clock } = account.aws;
    const mondayMs = nextMonday(clock.now());
    await clock.advance(mondayMs - clock.now());
    const toHour = async (hour: number): Promise<void> => {
      await clock.advance(mondayMs + hour * HOUR_MS - clock.now());
      await account.rest();
      const ofDay = hour % DAY_HOURS;
      if (ofDay > 8 && ofDay <= askedUntilHour)
        await Promise.all(Object.keys(USE_CASES).map((useCase) => account.ask(useCase)));
    };
    // Deployed out of hours, recommenders run until the end of the first day's hours.
    const first = await billed(account, async () => {
      await account.created(SHOPS[name]);
      for (let hour = 1; hour <= DAY_HOURS; hour++) await toHour(hour);
    });
    const bill = await billed(account, async () => {
      for (let hour = 1; hour <= HOURS_PER_MONTH; hour++) await toHour(DAY_HOURS + hour);
    });
    const { hoursPerMonth, idle } = costReport({
      useCases: readSetting('useCases', USE_CASES, NO_CONTEXT),
      ...{ requestRate: null, runningHours: null, ranking: null, segments: null, batches: null },
      ...{ users: 30, items: 12, interactions: 0, requestsPerSecond: 0, importBytes: 0, eventsPerDay: 0 },
      ...{ hasKey: false, hashesUsers: false, glueWorkers: 0, apiRate: 0 },
      ...{ filters: {}, listsSchedule: 'cron(0 3 ? * MON *)' },
      ...question,
    });
    expectWithin(bill(ACTIVE, 'quantity'), 2 * hoursPerMonth);
    // Of the two, one provisions more than is included: 2 a second are 7,200 an hour, of 4,000.
    expectWithin(bill(BEYOND, 'quantity'), 3_200 * hoursPerMonth);
    expectWithin(bill(ACTIVE, 'usd') + bill(BEYOND, 'usd'), idle.usdPerMonth);
    // Everything that is not estimated, of another service or an import.
    const others = /^(?!Amazon Personalize: (?!ingestion))/;
    expect(bill(others, 'quantity')).toBeGreaterThan(0);
    expect(first(others, 'usd') + bill(others, 'usd')).toBeLessThan(1);
  });
});

const useCases = readSetting('useCases', LISTABLE, NO_CONTEXT);
const estimated = (use: { readonly items: number; readonly answerMs: number }): ListsCost =>
  listsCost({ useCases, users: SLOW.users, filters: FILTERS, runsPerMonth: 1, ...use });

describe('a run of lists whose recommenders take seconds to answer', () => {
  const account = shopAccount(SHOPS, { latency: 'realistic' });
  const runs = runsOf(account, 'lists');
  /** Turns the clock, and waits for what began meanwhile. */
  const turn = async (ms: number): Promise<void> => {
    await account.aws.clock.advance(ms);
    await account.rest();
    await runs.ended();
  };
  beforeAll(async () => {
    await account.created(SHOPS.slow);
    await runs.ended();
    // What an hour includes is known when it is over.
    await turn(HOUR_MS);
  });

  /** A run by hand, whose recommenders are ACTIVE from the beginning of a clock hour and take a time to answer. */
  const runOnTheHour = async (answerMs: number): Promise<void> => {
    const { clock, faults } = account.aws;
    faults.set([{ fault: 'latency', operation: 'GetRecommendations', ms: answerMs }]);
    const trainedMs = clock.now() + LATENCIES.realistic.create.recommender;
    await turn(HOUR_MS - (trainedMs % HOUR_MS));
    await runs.start();
    await runs.ended();
    await turn(HOUR_MS);
  };

  it('asks as much, keeps its recommenders for as long, and is billed for both as estimated', async () => {
    const answerMs = 8_500;
    const { requestsPerRun, hoursPerRun, usdPerMonth } = estimated({ items: SLOW.items, answerMs });
    const bill = await billed(account, () => runOnTheHour(answerMs));
    expect(hoursPerRun).toBeGreaterThan(1);
    expectWithin(account.aws.faults.list()[0].struck, requestsPerRun);
    expectWithin(bill(ACTIVE, 'quantity') / LISTABLE.length, hoursPerRun);
    expectWithin(bill(ACTIVE, 'usd') + bill(BEYOND, 'usd'), usdPerMonth);
  });

  it('within an hour is billed for the requests that an hour does not include, as estimated', async () => {
    const answerMs = 5_000;
    const { hoursPerRun, usdPerMonth } = estimated({ items: SLOW.items, answerMs });
    const bill = await billed(account, () => runOnTheHour(answerMs));
    expect(hoursPerRun).toBe(1);
    expect(bill(ACTIVE, 'quantity')).toBeLessThan(LISTABLE.length);
    const withoutRequests = estimated({ items: 1, answerMs }).usdPerMonth;
    expectWithin(bill(BEYOND, 'usd'), usdPerMonth - withoutRequests);
  });
});
