import { breakEvenItems, listsCost, liveUsd, type ListsUse } from '../../../src/insight/cost/lists-cost';
import { runsPerMonth } from '../../../src/insight/cost/runs-per-month';
import { LISTABLE } from '../../../src/contracts/lists/serving';

const WEEKLY = runsPerMonth('rate(7 days)');
const use: ListsUse = {
  useCases: new Map(LISTABLE.map((name) => [name, {}])),
  ...{ users: 6_000, items: 2_000, filters: {}, runsPerMonth: WEEKLY },
};
const [mostViewed, , together] = LISTABLE;

it('the cost of lists is that of an hour a week where the catalogue is small', () => {
  const { requestsPerRun, hoursPerRun, usdPerMonth } = listsCost(use);
  expect([requestsPerRun, hoursPerRun]).toEqual([4_002, 1]);
  expect(usdPerMonth).toBeCloseTo(4 * 0.375 * WEEKLY);
  expect(liveUsd(use)).toBeCloseTo(4 * 0.375 * 730);
  const useCases = new Map([...use.useCases, ['recommended-for-you', {}] as const]);
  expect(listsCost({ ...use, useCases })).toEqual(listsCost(use));
  expect(breakEvenItems({ ...use, useCases: new Map([[mostViewed, {}]]) })).toBeUndefined();
});

it('the cost of lists has the requests beyond those included, by item and filter', () => {
  const filters = { cheap: 'INCLUDE ItemID WHERE Items.PRICE < 10' };
  const one = { ...use, useCases: new Map([[together, {}]]), items: 50_000, filters };
  const { requestsPerRun, usdPerMonth } = listsCost(one);
  expect(requestsPerRun).toBe(100_000);
  expect(usdPerMonth).toBeCloseTo((0.375 + 96 * 0.0833) * WEEKLY, 2);
});

it('the cost of lists reaches that of live recommenders at some number of items', () => {
  const one = { ...use, useCases: new Map([[together, {}]]), runsPerMonth: 10 * WEEKLY };
  const items = breakEvenItems(one)!;
  const at = (count: number): number => listsCost({ ...one, items: count }).usdPerMonth;
  expect(at(items - 1)).toBeLessThan(liveUsd(one));
  expect(at(items)).toBeGreaterThanOrEqual(liveUsd(one));
  expect(items).toBeGreaterThan(70_000);
  expect(items).toBeLessThan(80_000);
});

it.each([
  ['rate(7 days)', 730 / 168],
  ['rate(1 hour)', 730],
  ['cron(0 3 * * ? *)', 730 / 24],
  ['cron(0 3 ? * MON *)', 730 / 168],
  ['cron(0 3 ? * MON-FRI *)', (5 * 730) / 168],
  ['cron(0 3 1,15 * ? *)', 2],
  ['cron(0 3 1 JAN-MAR ? *)', 3 / 12],
  ['cron(0/30 3 L * ? *)', 2],
])('the runs of a month of %s are %d', (schedule, runs) => {
  expect(runsPerMonth(schedule)).toBeCloseTo(runs);
});
