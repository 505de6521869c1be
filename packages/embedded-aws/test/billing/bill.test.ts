import { PRICES } from '@ecommerce-recommenders/personalize/prices';
import { billOf, type Usage } from '../../src/billing/bill';

const HOUR_MS = 3_600_000;
const NOTHING: Usage = { quantities: new Map(), recommenderTimes: [], campaignTimes: [], given: () => 0 };
const ACTIVE = { arn: 'r', users: 5_000, minRequestsPerSecond: 1 };

const lineOf = (usage: Partial<Usage>, what: string) =>
  billOf({ ...NOTHING, ...usage }).find((line) => line.what === what);
const moreOf = (usage: Partial<Usage>) => lineOf(usage, PRICES.items.moreRecommendations.what)?.quantity ?? 0;

it('has a line for each thing used, the most expensive first (BILL-1)', () => {
  const quantities = new Map(Object.entries({ s3Reads: 2_000, glue: 2, s3Writes: 0 })) as Usage['quantities'];
  expect(billOf({ ...NOTHING, quantities })).toEqual([
    { service: 'AWS Glue', what: 'Spark jobs', quantity: 2, unit: 'DPU-hours', usd: 0.88 },
    { service: 'Amazon S3', what: 'requests that read', quantity: 2_000, unit: 'requests', usd: 0.0008 },
  ]);
});

it('bills a recommender by the time that it is ACTIVE and the blocks of its users (BILL-2)', () => {
  const recommenderTimes = [
    { ...ACTIVE, fromMs: 0, toMs: 10.5 * HOUR_MS },
    { ...ACTIVE, users: 200_000, fromMs: 0, toMs: HOUR_MS },
  ];
  const line = lineOf({ recommenderTimes }, 'ACTIVE recommenders')!;
  expect(line.quantity).toBeCloseTo(11.5, 10);
  expect(line.usd).toBeCloseTo(10.5 * 0.375 + 0.375 + 0.045, 10);
});

describe('recommendations beyond the included ones', () => {
  it('are counted hour by hour: a busy hour does not use what a quiet one leaves (BILL-3)', () => {
    const recommenderTimes = [{ ...ACTIVE, fromMs: 0, toMs: 2 * HOUR_MS }];
    expect(moreOf({ recommenderTimes, given: (_, fromMs) => (fromMs === 0 ? 5_000 : 0) })).toBe(1_000);
  });

  it('are the provisioned ones where fewer are asked for (BILL-3)', () => {
    const recommenderTimes = [{ ...ACTIVE, minRequestsPerSecond: 2, fromMs: 0, toMs: HOUR_MS }];
    expect(moreOf({ recommenderTimes, given: () => 10 })).toBe(7_200 - 4_000);
  });

  it('are averaged over the whole hour, and provisioned by its share (BILL-3)', () => {
    const half = { ...ACTIVE, fromMs: HOUR_MS / 2, toMs: HOUR_MS };
    expect(moreOf({ recommenderTimes: [half], given: () => 3_900 })).toBe(0);
    expect(moreOf({ recommenderTimes: [half], given: () => 4_500 })).toBe(500);
    const provisioned = [{ ...half, minRequestsPerSecond: 2 }];
    expect(moreOf({ recommenderTimes: provisioned, given: () => 10 })).toBe((7_200 - 4_000) / 2);
  });
});

it('bills rankings as asked for, or as provisioned where these are more', () => {
  const campaign = { arn: 'c', price: 'rankingsV2', minRequestsPerSecond: 1 } as const;
  const campaignTimes = [{ ...campaign, fromMs: 0, toMs: 2 * HOUR_MS }];
  const line = lineOf(
    { campaignTimes, given: (_, fromMs) => (fromMs === 0 ? 10_000 : 0) },
    PRICES.items.rankingsV2.what,
  );
  expect(line?.quantity).toBe(10_000 + 3_600);
  expect(line?.usd).toBeCloseTo(13.6 * 0.15, 10);
});
