import { costReport, type CostQuestion } from '../../src/cost/cost-report';
import { costText } from '../../src/cost/cost-text';
import type { RunningHours } from '@ecommerce-recommenders/shop-data/contracts/running-hours';
import type { ShopUseCases } from '@ecommerce-recommenders/shop-data/contracts/recommender-options';

const question = (useCases: ShopUseCases) => ({
  useCases,
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
});
const MIXED: ShopUseCases = new Map([
  ['most-viewed', {}],
  ['best-sellers', { minRecommendationRequestsPerSecond: 2, metadata: true }],
]);

describe('the bill of a configuration', () => {
  it('counts the rate that each recommender provisions, even when idle', () => {
    const report = costReport(question(MIXED));
    expect(report).toMatchObject({
      useCases: ['most-viewed', 'best-sellers'],
      minRequestsPerSecond: { 'most-viewed': 1, 'best-sellers': 2 },
    });
    // 2 · $0.375, and 7,200 − 4,000 recommendations per hour at $0.0833 per thousand.
    for (const { usdPerHour } of [report.idle, report.loaded])
      expect(usdPerHour).toBeCloseTo(0.75 + 3.2 * 0.0833);
  });

  it('has both bounds of rates that follow use', () => {
    const requestRate = { min: 1, max: 3 };
    const report = costReport({ ...question(new Map([['most-viewed', {}]])), requestRate });
    expect(report.bounds!.atLeast.usdPerHour).toBeCloseTo(0.375);
    expect(report.bounds!.atMost.usdPerHour).toBeCloseTo(0.375 + 6.8 * 0.0833);
    expect(report.minRequestsPerSecond).toEqual({ 'most-viewed': 1 });
    expect(costText(report)).toContain(
      'without requests $0.38 an hour at their least and $0.94 at their most, $273.75 to $687.25 a month',
    );
    expect(costText(report)).toContain(
      'Minimums above 1 cost $0.00 a month without requests, $0.00 at 1 a second, and $413.50 with all rates at their most.',
    );
    expect(costText(costReport(question(MIXED)))).not.toContain('requestRate');
  });

  it('has what a minimum above 1 costs, which an hour with as many requests costs anyway', () => {
    const at = (requestsPerSecond: number): string =>
      costText(costReport({ ...question(MIXED), requestsPerSecond }));
    // 7,200 − 4,000 requests per hour of one recommender.
    expect(at(1)).toContain('Minimums above 1 cost $194.59 a month without requests, $194.59 at 1 a second.');
    expect(at(2)).toContain('$194.59 a month without requests, $0.00 at 2 a second.');
    expect(costText(costReport(question(new Map([['most-viewed', {}]]))))).not.toContain('AWS advises');
  });

  it('says in words what is provisioned, and that metadata is not counted', () => {
    const text = costText(costReport(question(MIXED)));
    expect(text).toContain('provisioned for 1 (most-viewed), 2 (best-sellers) a second');
    expect(text).toContain('Metadata in the answers of best-sellers costs extra');
    const plain = costText(costReport(question(new Map([['most-viewed', {}]]))));
    expect(plain).toContain('provisioned for 1 a second');
    expect(plain).not.toMatch(/Metadata|Glue|Holidays|events a day|key|API/);
  });

  it('says what the HMAC key of the users’ ids costs, which is never rotated', () => {
    const report = costReport({ ...question(MIXED), hashesUsers: true });
    expect(report).toMatchObject({ usdPerMonthKey: 0, usdPerMonthUserKey: 1 });
    expect(costText(report)).toContain('The HMAC key that hashes the ids of users costs $1.00 a month.\n');
    expect(costText(report)).toContain('  a key: $1 a month');
    expect(costReport(question(MIXED)).usdPerMonthUserKey).toBe(0);
  });

  it('says what an API costs for a million answers, and at the rate of its stage, which bounds nothing', () => {
    const text = costText(costReport({ ...question(MIXED), apiRate: 10, apiConcurrency: undefined }));
    expect(text).toContain('The API costs $3.02 for a million live answers');
    expect(text).toContain('$1.75 for a million from lists or memory; its key costs $1.00 a month.');
    expect(text).toMatch(/At the 10 requests a second .* a month costs \$\d,\d{3}\.\d\d, .* forged tokens/);
  });

  it('says what guests add in a year, as users that nothing deletes', () => {
    const two: ShopUseCases = new Map([
      ['most-viewed', {}],
      ['best-sellers', {}],
    ]);
    const text = costText(costReport({ ...question(two), guestsPerDay: 1_000 }));
    expect(text).toContain('1,000 a day are 365,000 more after a year');
    // Four more started blocks of 100,000 users, for two recommenders.
    const more = 2 * (0.045 * 4) * 730;
    expect(text).toContain(`add $${more.toFixed(2)} to a month without requests`);
    expect(costText(costReport(question(MIXED)))).not.toContain('Guests');
  });

  it('says what the figures of shelves cost, and the most that anybody can make them cost', () => {
    const shelves = { home: 'best-sellers', seen: 'recently-viewed' } as const;
    const text = costText(costReport({ ...question(MIXED), shelves }));
    // Four metrics per shelf at $0.30. Best sellers may come from four sources, viewed items from one.
    expect(text).toMatch(
      /The figures of 2 shelves .* \$2\.40 a month .* \$6\.00 where all do, and \$0\.\d\d for a million.* every hour costs \$0\.04 a month\./,
    );
    expect(costText(costReport(question(MIXED)))).not.toContain('shelves');
  });

  it('says what metrics of events cost for each source, and that AWS does not say how it counts', () => {
    const text = costText(costReport({ ...question(MIXED), attributedMetrics: 2 }));
    expect(text).toContain('2 metrics of events by Personalize: $0.60 a month for each source');
    expect(text).toContain('is not documented');
    expect(costText(costReport(question(MIXED)))).not.toContain('metrics of events');
  });

  it('says what a ranking costs asked or not, and a training', () => {
    const ranking = { minRequestsPerSecond: 2, schedule: 'rate(7 days)' };
    const report = costReport({ ...question(MIXED), requestsPerSecond: 3, ranking });
    // $0.15 per thousand requests, $0.002 per thousand interactions.
    expect(report.ranking?.usdPerMonthIdle).toBeCloseTo(0.15 * 2 * 3.6 * 730);
    expect(report.ranking?.usdPerMonthLoaded).toBeCloseTo(0.15 * 3 * 3.6 * 730);
    expect(report.ranking?.usdPerTraining).toBeCloseTo(2);
    expect(costText(report)).toContain(
      'Ranking costs $788.40 a month for the 2 requests a second that its campaign provisions, asked or not, ' +
        '$1,182.60 at 3 a second, and $2.00 a training, by rate(7 days) at most 4.3 a month.',
    );
    expect(costText(costReport(question(MIXED)))).not.toContain('Ranking');
  });

  it('says what segments and recommendations for every user cost, a run and a month', () => {
    const segments = { schedule: 'rate(7 days)', size: 10, items: ['i1', 'i2'], queries: {} };
    const batches = { schedule: 'rate(1 day)', results: 5 };
    const report = costReport({ ...question(MIXED), segments, batches });
    expect(costText(report)).toContain(
      '2 segments of 100,000 users cost $11.47 a month, by rate(7 days) 4.3 times: $0.24 a run for training, counted as 1 hour ' +
        'each, $2.40 for the rest.',
    );
    expect(costText(report)).toContain(
      'Recommendations for each of 100,000 users cost $517.08 a month, by rate(1 day) 30.4 times: $2.00 a run for training, ' +
        '$15.00 for the rest.',
    );
    expect(costText(costReport(question(MIXED)))).not.toMatch(/segments|each of/);
  });

  it('shows what lists would cost in their place, and until when they are cheaper', () => {
    const useCases: ShopUseCases = new Map([
      ['most-viewed', {}],
      ['frequently-bought-together', {}],
    ]);
    const { lists } = costReport(question(useCases));
    expect(lists).toMatchObject({ requestsPerRun: 2_001, hoursPerRun: 1 });
    expect(lists.usdPerMonthLive).toBeCloseTo(2 * 0.375 * 730);
    expect(lists.usdPerMonth).toBeCloseTo((2 * 0.375 * 730) / 168);
    const text = costText(costReport(question(useCases)));
    expect(text).toContain(
      'made by rate(7 days) for 2,000 items: $3.26 a month instead of $547.50, for 2,001 requests',
    );
    const filters = {
      cheap: 'INCLUDE ItemID WHERE Items.PRICE < 10',
      dear: 'INCLUDE ItemID WHERE Items.PRICE > 10',
    };
    const daily = costReport({ ...question(useCases), filters, listsSchedule: 'rate(1 day)' });
    expect(costText(daily)).toMatch(/From \d\d,\d{3} items on they cost as much/);
  });

  it('counts lists of similar items, which cost cents', () => {
    const text = (more: Partial<CostQuestion>): string =>
      costText(costReport({ ...question(MIXED), items: 100_000, ...more }));
    expect(text({ similarItems: true })).toContain(
      'Lists of similar items, made by rate(7 days) for 100,000 items without Personalize: $0.11 a month for Lambda and S3.',
    );
    expect(text({})).not.toContain('similar items');
  });

  it('counts the hours in which the recommenders run', () => {
    const runningHours: RunningHours = {
      days: ['MON', 'TUE', 'WED', 'THU', 'FRI'],
      from: '08:00',
      to: '20:00',
      timeZone: 'Asia/Seoul',
      holidays: ['2026-12-25'],
    };
    const report = costReport({ ...question(new Map([['most-viewed', {}]])), runningHours });
    expect(report.idle.usdPerDay).toBeCloseTo(12 * 0.375);
    expect(report.idle.usdPerMonth).toBeCloseTo(((730 * 60) / 168) * 0.375);
    expect(costText(report)).toContain('a month (261 h)');
    expect(costText(report)).toContain('Holidays and stops when idle lower the bill.');
  });

  it('counts streamed events, and a key of the stack’s', () => {
    const report = costReport({ ...question(MIXED), eventsPerDay: 10_000_000, hasKey: true });
    // 10 million · 365/12 · 500 bytes are 152 GB at $0.05.
    expect(report.usdPerMonthStreamed).toBeCloseTo(7.6, 2);
    expect(report.usdPerMonthKey).toBe(1);
    const text = costText(report);
    expect(text).toContain('10,000,000 streamed events a day cost $7.60 a month, at 500 bytes each.');
    expect(text).toContain(
      'The stack’s key costs $1.00 a month, and as much again after each of its first two rotations',
    );
  });

  it('says at which volumes requests get cheaper', () => {
    expect(costText(costReport(question(MIXED)))).toContain(
      'further recommendations: $0.0833 for 1,000, $0.0417 beyond 72,000,000 of the account in a month, ' +
        '$0.0208 beyond 720,000,000 of the account in a month',
    );
  });

  it('counts the workers of a Glue job', () => {
    const text = costText(costReport({ ...question(MIXED), glueWorkers: 10 }));
    expect(text).toContain('The Glue job costs $4.40 for each hour that its 10 workers run.');
    expect(text).toContain('a worker of AWS Glue: $0.44 an hour');
  });
});
