import { costReport, type CostQuestion } from '../../src/cost/cost-report';
import { costText } from '../../src/cost/cost-text';
import type { ShopUseCases } from '@ecommerce-recommenders/shop-data/contracts/recommender-options';
import type { RunningHours } from '@ecommerce-recommenders/shop-data/contracts/running-hours';

const VIEWED: ShopUseCases = new Map([['most-viewed', {}]]);
/** A shop with nothing but two recommenders, at a request a second. */
const PLAIN: CostQuestion = {
  useCases: new Map([...VIEWED, ['best-sellers', { minRecommendationRequestsPerSecond: 2, metadata: true }]]),
  requestRate: null,
  runningHours: null,
  users: 100_000,
  requestsPerSecond: 1,
  importBytes: 0,
  eventsPerDay: 0,
  hasKey: false,
  hashesUsers: false,
  glueWorkers: 0,
  items: 2_000,
  filters: {},
  listsSchedule: 'rate(7 days)',
  apiRate: 0,
  ranking: null,
  segments: null,
  batches: null,
  interactions: 1_000_000,
};

const TOGETHER: ShopUseCases = new Map([...VIEWED, ['frequently-bought-together', {}]]);

const reportOf = (changes: Partial<CostQuestion> = {}) => costReport({ ...PLAIN, ...changes });

const RUNNING: RunningHours = {
  ...{ days: ['MON', 'TUE', 'WED', 'THU', 'FRI'], from: '08:00', to: '20:00' },
  ...{ timeZone: 'Asia/Seoul', holidays: ['2026-12-25'] },
};
const SIMILAR = { items: 100_000, similarItems: true };
const RANKING = { minRequestsPerSecond: 2, schedule: 'rate(7 days)' };
const [cheap, dear] = ['<', '>'].map((than) => `INCLUDE ItemID WHERE Items.PRICE ${than} 10`);

it('the bill of a configuration counts the rate that each recommender provisions, even when idle, in the hours in which it runs', () => {
  const report = reportOf();
  expect(report).toMatchObject({
    useCases: ['most-viewed', 'best-sellers'],
    minRequestsPerSecond: { 'most-viewed': 1, 'best-sellers': 2 },
    usdPerMonthUserKey: 0,
  });
  // 2 · $0.375, and 7,200 − 4,000 recommendations per hour at $0.0833 per thousand.
  for (const { usdPerHour } of [report.idle, report.loaded])
    expect(usdPerHour).toBeCloseTo(0.75 + 3.2 * 0.0833);
  const { idle } = reportOf({ useCases: VIEWED, runningHours: RUNNING });
  expect(idle.usdPerDay).toBeCloseTo(12 * 0.375);
  expect(idle.usdPerMonth).toBeCloseTo(((730 * 60) / 168) * 0.375);
});

it.each<[string, Partial<CostQuestion>, ...(string | RegExp)[]]>([
  [
    'says what is provisioned, that metadata is not counted, and what minimums above 1 and higher volumes cost',
    {},
    'provisioned for 1 (most-viewed), 2 (best-sellers) a second',
    'Metadata in the answers of best-sellers costs extra',
    // 7,200 − 4,000 requests per hour of one recommender.
    'Minimums above 1 cost $194.59 a month without requests, $194.59 at 1 a second.',
    'further recommendations: $0.0833 for 1,000, $0.0417 beyond 72,000,000 of the account in a month, ' +
      '$0.0208 beyond 720,000,000 of the account in a month',
  ],
  [
    'says what minimums cost where an hour has as many requests anyway',
    { requestsPerSecond: 2 },
    '$194.59 a month without requests, $0.00 at 2 a second.',
  ],
  [
    'says what rates cost that follow use',
    { useCases: VIEWED, requestRate: { min: 1, max: 3 } },
    'without requests $0.38 an hour at their least and $0.94 at their most, $273.75 to $687.25 a month',
    'Minimums above 1 cost $0.00 a month without requests, $0.00 at 1 a second, and $413.50 with all rates at their most.',
  ],
  [
    'says what the HMAC key of the users’ ids costs, which is never rotated',
    { hashesUsers: true },
    'The HMAC key that hashes the ids of users costs $1.00 a month.\n',
    '  a key: $1 a month',
  ],
  [
    'says what an API costs for a million answers, and at the rate of its stage, which bounds nothing',
    { apiRate: 10, apiConcurrency: undefined },
    'The API costs $3.02 for a million live answers',
    '$1.75 for a million from lists or memory; its key costs $1.00 a month.',
    /At the 10 requests a second .* a month costs \$\d,\d{3}\.\d\d, .* forged tokens/,
  ],
  [
    'says what guests add in a year, as users that nothing deletes',
    { useCases: new Map([...VIEWED, ['best-sellers', {}]]), guestsPerDay: 1_000 },
    '1,000 a day are 365,000 more after a year',
    // Four more started blocks of 100,000 users, for two recommenders.
    `add $${(2 * (0.045 * 4) * 730).toFixed(2)} to a month without requests`,
  ],
  [
    'says what the figures of shelves cost, at most, and metrics of events, and that AWS does not say how it counts',
    { shelves: { home: 'best-sellers', seen: 'recently-viewed' }, attributedMetrics: 2 },
    // Four metrics per shelf at $0.30. Best sellers may come from four sources, viewed items from one.
    /The figures of 2 shelves .* \$2\.40 a month .* \$6\.00 where all do, and \$0\.\d\d for a million.* every hour costs \$0\.04 a month\./,
    '2 metrics of events by Personalize: $0.60 a month for each source',
    'is not documented',
  ],
  [
    'says what a ranking costs asked or not, and a training',
    { requestsPerSecond: 3, ranking: RANKING },
    'Ranking costs $788.40 a month for the 2 requests a second that its campaign provisions, asked or not, ' +
      '$1,182.60 at 3 a second, and $2.00 a training, by rate(7 days) at most 4.3 a month.',
  ],
  [
    'says what segments and recommendations for every user cost, a run and a month',
    {
      segments: { schedule: 'rate(7 days)', size: 10, items: ['i1', 'i2'], queries: {} },
      batches: { schedule: 'rate(1 day)', results: 5 },
    },
    '2 segments of 100,000 users cost $11.47 a month, by rate(7 days) 4.3 times: $0.24 a run for training, counted as 1 hour ' +
      'each, $2.40 for the rest.',
    'Recommendations for each of 100,000 users cost $517.08 a month, by rate(1 day) 30.4 times: $2.00 a run for training, ' +
      '$15.00 for the rest.',
  ],
  [
    'says what lists would cost in place of recommenders',
    { useCases: TOGETHER },
    'made by rate(7 days) for 2,000 items: $3.26 a month instead of $547.50, for 2,001 requests',
  ],
  [
    'says what number of items makes lists as dear',
    { useCases: TOGETHER, filters: { cheap, dear }, listsSchedule: 'rate(1 day)' },
    /From \d\d,\d{3} items on they cost as much/,
  ],
  [
    'says what running hours save',
    { useCases: VIEWED, runningHours: RUNNING },
    'a month (261 h)',
    'Holidays and stops when idle lower the bill.',
  ],
  [
    'says what streamed events, a key, endpoints, the workers of a Glue job and lists of similar items cost',
    { ...{ eventsPerDay: 10_000_000, hasKey: true, endpointZones: 8, glueWorkers: 10 }, ...SIMILAR },
    '10,000,000 streamed events a day cost $7.60 a month, at 500 bytes each.',
    'The stack’s key costs $1.00 a month, and as much again after each of its first two rotations',
    'Interface endpoints of the VPC cost $58.40 a month: 8, each counted in each of its zones',
    'The Glue job costs $4.40 for each hour that its 10 workers run.',
    'a worker of AWS Glue: $0.44 an hour',
    'Lists of similar items, made by rate(7 days) for 100,000 items without Personalize: $0.11 a month for Lambda and S3.',
  ],
])('the bill of a configuration %s', (_, changes, ...sentences) => {
  const text = costText(reportOf(changes));
  for (const sentence of sentences) expect(text).toMatch(sentence);
});

it('the bill of a configuration says nothing of what a shop does not have', () => {
  const plain = costText(reportOf({ useCases: VIEWED }));
  expect(plain).toContain('provisioned for 1 a second');
  expect(plain).not.toMatch(/Metadata|Glue|Holidays|events a day|key|API|requestRate|AWS advises|Guests/);
  expect(plain).not.toMatch(/shelves|metrics of events|Ranking|segments|each of|similar items/);
});
