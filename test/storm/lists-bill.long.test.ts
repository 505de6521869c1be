import { listsCost, type ListsCost } from '@ecommerce-recommenders/shop-data/insight/cost/lists-cost';
import { readSetting } from '@ecommerce-recommenders/shop-data/contracts/settings/settings';
import { NO_CONTEXT } from '@ecommerce-recommenders/shop-data/contracts/settings/shape';
import { LISTABLE } from '@ecommerce-recommenders/shop-data/contracts/lists/serving';
import { LATENCIES } from 'embedded-aws/latency';
import { ACTIVE, BEYOND, billed, expectWithin } from './billed';
import { runsOf } from './runs-of';
import { shopAccount } from './shop-account';
import { shopAssemblies } from './shop-assemblies';
import { smallShop } from './small-shop';

const HOUR_MS = 3_600_000;

/** A shop with so many lists that asking for them can take an hour. */
const SLOW = { items: 640, users: 30 };
const FILTERS = Object.fromEntries(
  Array.from({ length: 9 }, (_, at) => [`below-${at}`, `INCLUDE ItemID WHERE Items.PRICE < ${10 + at}`]),
);
const SHOPS = shopAssemblies({
  slow: {
    archive: smallShop({ items: SLOW.items }),
    ...{ serving: 'lists', listsSchedule: 'rate(7 days)', filters: FILTERS },
  },
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
