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
const office = billedHoursPerMonth({
  days: WEEKDAYS.filter((day) => !['SAT', 'SUN'].includes(day)),
  from: '08:00',
  to: '20:00',
  timeZone: 'Asia/Seoul',
  holidays: [],
});

it.each([
  ['an hour of a recommender for 250,000 users', '$0.465 for 250,000', recommenders(1, 250_000, 1)],
  [
    'a provisioned rate of 2',
    '2 are $194.59 a month',
    recommenders(1, 4_500, MONTH, 2) - recommenders(1, 4_500, MONTH),
  ],
  [
    'guests of a year',
    'add $394.20',
    recommenders(4, 4_500 + 365_000, MONTH) - recommenders(4, 4_500, MONTH),
  ],
  ['four recommenders', '| none | $1,095.00 |', recommenders(4, 4_500, MONTH)],
  ['one recommender', '$273.75 each', recommenders(1, 4_500, MONTH)],
  ['running hours', '| $391.07 |', recommenders(4, 4_500, office)],
  ['lists', '| $6.52: ', recommenders(4, 4_500, MONTH / (7 * 24))],
  ['live answers', '$3.02 for a million live answers', api.usdPerMillionLive],
  ['answers from lists', '$1.75 from lists', api.usdPerMillionListed],
  [
    'a ranking',
    '$394.20 a month for a campaign',
    rankingCost({ minRequestsPerSecond: 1, requestsPerSecond: 0, interactions: 0, schedule }).usdPerMonthIdle,
  ],
  [
    'a training of a ranking',
    '$0.002 for 1,000 interactions',
    rankingCost({ minRequestsPerSecond: 1, requestsPerSecond: 0, interactions: 1_000, schedule })
      .usdPerTraining,
  ],
  [
    'a segment',
    '$1.36 a month',
    segmentsCost({ users: 4_500, schedule, items: [], queries: { one: '' } }).usdPerMonth,
  ],
  ['shelves', '$1.20 a month for each shelf', shelvesCost({ home: 'best-sellers' }).usdPerMonth],
  ['an endpoint', '$7.30 a month for each interface endpoint', endpointsUsd(1)],
  ['endpoints of two zones', 'at least $58.40', endpointsUsd(8)],
  ['a GB of imports', '$0.05 for a GB', PRICES.items.ingestion.tiers[0].usd],
  ['more recommendations', '$0.0833 for 1,000', PRICES.items.moreRecommendations.tiers[0].usd],
  ['an hour of Glue', '$0.44 for an hour', PRICES.items.glue.tiers[0].usd],
  ['storage', '$0.023 for a GB and month', PRICES.items.s3Storage.tiers[0].usd],
])('docs/costs.md has the price of %s', (_, words, usd) => {
  expect(page).toContain(words);
  const [figure, decimals] = /\$([\d,]+\.(\d+))/.exec(words)!.slice(1);
  expect(
    usd.toLocaleString('en', {
      minimumFractionDigits: decimals.length,
      maximumFractionDigits: decimals.length,
    }),
  ).toBe(figure);
});

it('docs/costs.md says that prices are unconfirmed while they are', () => {
  expect([PRICES.isConfirmed, page.includes(`${PRICES.asOf}, and unconfirmed`)]).toEqual([false, true]);
});
