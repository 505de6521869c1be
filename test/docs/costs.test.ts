import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { PRICES } from '@ecommerce-recommenders/personalize/prices';
import { apiCost } from '@ecommerce-recommenders/shop-data/insight/cost/api-cost';
import { segmentsCost } from '@ecommerce-recommenders/shop-data/insight/cost/batch-cost';
import { endpointsUsd } from '@ecommerce-recommenders/shop-data/insight/cost/endpoints-cost';
import { rankingCost } from '@ecommerce-recommenders/shop-data/insight/cost/ranking-cost';
import {
  billedHoursPerMonth,
  recommendersUsd,
} from '@ecommerce-recommenders/shop-data/insight/cost/recommenders-cost';
import { shelvesCost } from '@ecommerce-recommenders/shop-data/insight/cost/shelves-cost';
import { WEEKDAYS } from '@ecommerce-recommenders/shop-data/contracts/running-hours';

const page = readFileSync(join(__dirname, '../../docs/costs.md'), 'utf8');

const MONTH = billedHoursPerMonth(null);
const schedule = 'rate(7 days)';
/** US dollars of recommenders without requests. */
const recommenders = (count: number, users: number, hours: number, minRequestsPerSecond = 1): number =>
  recommendersUsd(Array(count).fill({ users, requestsPerSecond: 0, minRequestsPerSecond }), hours);
const api = apiCost({ users: 4_500, rate: 1 });
const days = WEEKDAYS.filter((day) => !['SAT', 'SUN'].includes(day));
const office = billedHoursPerMonth({
  days,
  from: '08:00',
  to: '20:00',
  timeZone: 'Asia/Seoul',
  holidays: [],
});

const ranking = (interactions: number) =>
  rankingCost({ minRequestsPerSecond: 1, requestsPerSecond: 0, interactions, schedule });
const guests = recommenders(4, 4_500 + 365_000, MONTH) - recommenders(4, 4_500, MONTH);

/** What the page says, and the price by the code. */
const SAID: Readonly<Record<string, number>> = {
  '$0.465 for 250,000': recommenders(1, 250_000, 1),
  '2 are $194.59 a month': recommenders(1, 4_500, MONTH, 2) - recommenders(1, 4_500, MONTH),
  'add $394.20': guests,
  '| none | $1,095.00 |': recommenders(4, 4_500, MONTH),
  '$273.75 each': recommenders(1, 4_500, MONTH),
  '| $391.07 |': recommenders(4, 4_500, office),
  '| $6.52: ': recommenders(4, 4_500, MONTH / (7 * 24)),
  '$3.02 for a million live answers': api.usdPerMillionLive,
  '$1.75 from lists': api.usdPerMillionListed,
  '$394.20 a month for a campaign': ranking(0).usdPerMonthIdle,
  '$0.002 for 1,000 interactions': ranking(1_000).usdPerTraining,
  '$1.36 a month': segmentsCost({ users: 4_500, schedule, items: [], queries: { one: '' } }).usdPerMonth,
  '$1.20 a month for each shelf': shelvesCost({ home: 'best-sellers' }).usdPerMonth,
  '$7.30 a month for each interface endpoint': endpointsUsd(1),
  'at least $58.40': endpointsUsd(8),
  '$0.05 for a GB': PRICES.items.ingestion.tiers[0].usd,
  '$0.0833 for 1,000': PRICES.items.moreRecommendations.tiers[0].usd,
  '$0.44 for an hour': PRICES.items.glue.tiers[0].usd,
  '$0.023 for a GB and month': PRICES.items.s3Storage.tiers[0].usd,
};

it.each(Object.entries(SAID))('docs/costs.md has the price that the code has: %s', (words, usd) => {
  expect(page).toContain(words);
  const [figure, { length }] = /\$([\d,]+\.(\d+))/.exec(words)!.slice(1);
  const digits = { minimumFractionDigits: length, maximumFractionDigits: length };
  expect(usd.toLocaleString('en', digits)).toBe(figure);
});

it('docs/costs.md says that prices are unconfirmed while they are', () => {
  expect([PRICES.isConfirmed, page.includes(`${PRICES.asOf}, and unconfirmed`)]).toEqual([false, true]);
});
