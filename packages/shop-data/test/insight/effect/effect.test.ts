import { effectOf } from '../../../src/insight/effect/effect';
import { BUCKETS, emptyTotals, type Arm, type DayTotals } from '../../../src/insight/effect/totals';

type Counts = readonly [visitors: number, clicks: number, orders: number];

/** A day with the same number of visitors in every bucket, and clicks and orders distributed over the buckets in turn. */
function dayOf(day: string, control: Counts, recommendations: Counts): DayTotals {
  const totals = emptyTotals();
  for (const [arm, [visitors, clicks, orders]] of Object.entries({ control, recommendations })) {
    const own = totals[arm as Arm];
    for (let at = 0; at < visitors; at++) own.visitors[at % BUCKETS]++;
    for (let at = 0; at < clicks; at++) own.clicks[(at * 7) % BUCKETS]++;
    for (let at = 0; at < orders; at++) {
      own.orders[(at * 11) % BUCKETS]++;
      own.revenue[(at * 11) % BUCKETS] += 20 + (at % 5) * 10;
    }
  }
  return { day, totals };
}

const WEEK = Array.from({ length: 7 }, (_, at) =>
  dayOf(`2026-11-0${at + 1}`, [1_000, 50, 50], [9_000, 700, 630]),
);

it('the effect is told for 1,000 visitors, with an interval, the day of the decision and the uplift', () => {
  const { metrics, days, visitors } = effectOf(WEEK, { share: 0.1 })!;
  const { clicks } = metrics;
  expect(days).toEqual({ first: '2026-11-01', last: '2026-11-07', count: 7 });
  expect(visitors).toEqual({ control: 7_000, recommendations: 63_000 });
  expect(clicks.control).toBeCloseTo(50);
  expect(clicks.recommendations).toBeCloseTo(77.78, 2);
  expect(clicks.uplift).toBeCloseTo(0.5556, 3);
  expect(clicks.difference!.low).toBeGreaterThan(0);
  expect(clicks.pValue).toBeLessThan(0.05);
  expect(clicks.decidedOn).toMatch(/^2026-11-0\d$/);
  expect(clicks.decidedOn! < '2026-11-07').toBe(true);
});

it('the effect gains the difference of revenue for every visitor who got recommendations', () => {
  const { metrics, revenueGained } = effectOf(WEEK, { share: 0.1 })!;
  // 50 and 70 orders per 1,000 visitors, of 40 each.
  expect(metrics.revenue.difference!.mean).toBeCloseTo(800);
  expect(revenueGained!.mean).toBeCloseTo(63 * 800);
  expect(revenueGained!.low).toBeCloseTo(63 * metrics.revenue.difference!.low);
});

it('the effect compares nothing before both arms have enough events', () => {
  const { metrics, revenueGained } = effectOf(WEEK.slice(0, 1), { share: 0.1 })!;
  expect(metrics.clicks.difference).toBeDefined();
  const events = { fewest: 50, least: 300 };
  expect(metrics.revenue).toMatchObject({ control: 2_000, pValue: 1, events });
  expect(metrics.revenue.difference).toBeUndefined();
  expect(revenueGained).toBeUndefined();
});

it('the effect keeps a decision of an earlier day', () => {
  const worse = dayOf('2026-11-08', [7_000, 900, 350], [63_000, 2_000, 3_150]);
  const { metrics } = effectOf([...WEEK, worse], { share: 0.1 })!;
  expect(metrics.clicks.decidedOn! < '2026-11-08').toBe(true);
  expect(metrics.clicks.pValue).toBeLessThan(0.05);
});

it('the effect says that the sample ratio is wrong, and keeps saying so', () => {
  expect(effectOf(WEEK, { share: 0.1 })!.sampleRatio).toMatchObject({ found: 0.1, isRight: true });
  expect(effectOf(WEEK, { share: 0.11 })!.sampleRatio.isRight).toBe(false);
  const skewed = dayOf('2026-10-31', [3_000, 0, 0], [9_000, 0, 0]);
  const repaired = dayOf('2026-11-08', [0, 0, 0], [18_000, 0, 0]);
  const { sampleRatio } = effectOf([skewed, repaired, ...WEEK], { share: 0.1 })!;
  expect(sampleRatio).toMatchObject({ found: 0.1, isRight: false });
});

it('the effect says how many visitors a decision takes, from the variance that it found', () => {
  const [tenth, fifth] = [0.1, 0.2].map((wanted) => effectOf(WEEK, { share: 0.1, wanted })!.metrics.orders);
  expect(tenth.visitorsToDecide! / fifth.visitorsToDecide!).toBeGreaterThan(3.5);
  expect(tenth.visitorsToDecide! / fifth.visitorsToDecide!).toBeLessThan(4.5);
});

it('the effect is none before the first visitor', () => {
  expect(effectOf([], { share: 0.1 })).toBeUndefined();
  expect(effectOf([{ day: '2026-11-01', totals: emptyTotals() }], { share: 0.1 })).toBeUndefined();
});
