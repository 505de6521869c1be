import { HOURS_PER_MONTH } from '@ecommerce-recommenders/personalize/charges';
import { readSetting } from '@ecommerce-recommenders/shop-data/contracts/settings/settings';
import { NO_CONTEXT } from '@ecommerce-recommenders/shop-data/contracts/settings/shape';
import { costReport, type CostQuestion } from '@ecommerce-recommenders/tools/cost/cost-report';
import { WEEKDAYS, type RunningHours } from '@ecommerce-recommenders/shop-data/contracts/running-hours';
import { ACTIVE, BEYOND, billed, expectWithin } from './billed';
import { shopAccount } from './shop-account';
import { shopAssemblies } from './shop-assemblies';
import { smallShop } from './small-shop';

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
const SHOPS = shopAssemblies<string>({
  'around-the-clock': SHOP,
  'in-running-hours': { ...SHOP, runningHours: OFFICE },
  'stopped-when-idle': { ...SHOP, runningHours: WHILE_ASKED, stopWhenIdleHours: 3 },
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
