import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { HOURS_PER_MONTH } from '@ecommerce-recommenders/personalize/charges';
import { recommendersUsd } from '../../../src/insight/cost/recommenders-cost';

const use = (users: number, requestsPerSecond = 0, minRequestsPerSecond = 1, hours = 1) =>
  recommendersUsd([{ users, requestsPerSecond, minRequestsPerSecond }], hours);

it.each([
  ['the smallest shop', 1, 0.375],
  ['a full first block', 100_000, 0.375],
  ['one user more', 100_001, 0.375 + 0.045],
  ['a million users', 1_000_000, 0.375 + 9 * 0.045],
  ['two million', 2_000_000, 0.375 + 9 * 0.045 + 10 * 0.018],
  ['eleven million', 11_000_000, 0.375 + 9 * 0.045 + 90 * 0.018 + 10 * 0.005],
])('what an ACTIVE recommender costs an hour is for %s the price of its blocks of users', (_, users, usd) => {
  expect(use(users)).toBeCloseTo(usd, 10);
});

it('what an ACTIVE recommender costs an hour adds the requests beyond the included ones, more for a larger shop, and bills what is provisioned', () => {
  expect([use(5_000, 0, 1), use(5_000, 1, 1)]).toEqual([0.375, 0.375]);
  expect(use(5_000, 10)).toBeCloseTo(0.375 + 32 * 0.0833, 10);
  expect(use(200_000, 10)).toBeCloseTo(0.375 + 0.045 + 30 * 0.0833, 10);
  expect(use(5_000, 0, 10)).toBe(use(5_000, 10, 1));
});

const HOURS = 1_000;
/** A recommender of a shop with one block of users, and that many requests. */
const asked = (morePerHour: number) => {
  return { users: 100_000, requestsPerSecond: (4_000 + morePerHour) / 3_600, minRequestsPerSecond: 1 };
};

it.each([
  ['the first 72 million', [72_000], 72_000 * 0.0833],
  ['those beyond', [172_000], 72_000 * 0.0833 + 100_000 * 0.0417],
  ['those beyond 720 million', [820_000], 72_000 * 0.0833 + 648_000 * 0.0417 + 100_000 * 0.0208],
  ['those of all recommenders together', [86_000, 86_000], 72_000 * 0.0833 + 100_000 * 0.0417],
])('what the requests of a month cost is by volume, for %s', (_, morePerHour, usd) => {
  const uses = morePerHour.map(asked);
  expect(recommendersUsd(uses, HOURS)).toBeCloseTo(uses.length * HOURS * 0.375 + usd, 5);
});

it('what docs/request-rate.md says of minimums above 1 is so', () => {
  const page = readFileSync(join(__dirname, '../../../../../docs/request-rate.md'), 'utf8');
  const rows = [...page.matchAll(/^\| (\d+) \| \$([\d.]+) \| \$([\d,]+) \|$/gm)];
  expect(rows.length).toBeGreaterThan(3);
  const usd = (minimum: number, hours: number, asked = 0) => use(100_000, asked, minimum, hours);
  for (const [, minimum, anHour, aMonth] of rows) {
    const above = (hours: number): number => usd(Number(minimum), hours) - usd(1, hours);
    expect(above(1).toFixed(2)).toBe(anHour);
    expect(above(HOURS_PER_MONTH).toLocaleString('en-US', { maximumFractionDigits: 0 })).toBe(aMonth);
    // The average requests are billed, so the minimum makes no difference.
    expect(usd(Number(minimum), 1, Number(minimum))).toBe(usd(1, 1, Number(minimum)));
  }
});
