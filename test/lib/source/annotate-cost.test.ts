import { App, Stack } from 'aws-cdk-lib';
import type { ShopUseCases } from '@ecommerce-recommenders/shop-data/contracts/recommender-options';
import type { ShopMapping } from '@ecommerce-recommenders/shop-data/data/mapping/mapping';
import { servedBy, type ShopServing } from '@ecommerce-recommenders/shop-data/contracts/lists/serving';
import { requestBounds } from '@ecommerce-recommenders/shop-data/contracts/request-rate';
import { hoursAWeek, type RunningHours } from '@ecommerce-recommenders/shop-data/contracts/running-hours';
import type { RankingSettings } from '@ecommerce-recommenders/shop-data/contracts/settings/ranking-settings';
import type { Settings } from '@ecommerce-recommenders/shop-data/contracts/settings/settings';
import { annotateGuestsCost } from '../../../lib/api/annotate-cost';
import { annotateEndpoints } from '../../../lib/app/annotate-endpoints';
import { annotateBatchesCost, annotateSegmentsCost } from '../../../lib/batch/annotate-cost';
import { annotateListsCost } from '../../../lib/lists/annotate-cost';
import { annotateRankingCost } from '../../../lib/ranking/annotate-cost';
import { annotateCost } from '../../../lib/source/annotate-cost';

const TWO: ShopUseCases = new Map([
  ['most-viewed', {}],
  ['best-sellers', {}],
]);

interface Asked {
  readonly users?: number;
  readonly useCases?: ShopUseCases;
  readonly serving?: ShopServing;
  readonly runningHours?: RunningHours | null;
  readonly ranking?: RankingSettings;
  readonly data?: ShopMapping | null;
  readonly more?: Partial<Pick<Settings, 'segments' | 'batches' | 'requestRate' | 'guests'>>;
}

function said({ users = 100_000, useCases = TWO, serving = 'live', more = {}, ...asked }: Asked): unknown[] {
  const { runningHours = null, data = null, ranking } = asked;
  const stack = new Stack(new App(), 'Shop');
  const settings = {
    ...{ useCases, serving, filters: {}, listsSchedule: 'rate(7 days)', listsItems: 'all' as const },
    ...{ requestRate: null, ...more },
  };
  const size = { users, items: 2_000, itemsOfTable: 2_000, itemsWithTraffic: 1_000 };
  const facts = { size, rows: 5_000_000 };
  annotateCost(stack, {
    useCases: servedBy('live', settings),
    rateBounds: settings.requestRate ? requestBounds(settings) : undefined,
    hoursAWeek: runningHours ? hoursAWeek(runningHours) : undefined,
    ...{ data, users },
  });
  if (more.guests) annotateGuestsCost(stack, { ...settings, runningHours, guests: more.guests }, users);
  if (ranking) annotateRankingCost(stack, ranking);
  if (more.segments) annotateSegmentsCost(stack, more.segments, facts);
  if (more.batches) annotateBatchesCost(stack, more.batches, facts);
  if (servedBy('lists', settings).size > 0) annotateListsCost(stack, settings, size);
  return stack.node.metadata.filter(({ type }) => type === 'aws:cdk:info').map(({ data }): unknown => data);
}

const HOURS: RunningHours = {
  ...{ days: ['MON', 'SAT'], from: '20:00', to: '06:00', timeZone: 'UTC', holidays: [] },
};
const RANKING = { minRequestsPerSecond: 2, schedule: 'rate(3 days)' };
const GUESTS = { perDay: 1_000, perAddress: 20, days: 90 };
const SEGMENTS = {
  ...{ schedule: 'rate(1 day)', size: 10, items: ['i1', 'i2'], queries: { runners: 'ITEMS.PRICE = 1' } },
};
const BATCHES = { schedule: 'rate(7 days)', results: 5 };
const LINES = { files: 'a.csv', user: 'mail', item: 'sku', time: 'at', event: { constant: 'Purchase' } };
const ONE = new Map([['most-viewed', { minRecommendationRequestsPerSecond: 2 }]] as const);
const OTHERS = new Map(TWO).set('best-sellers', { minRecommendationRequestsPerSecond: 2, metadata: true });

const HASHED = { interactions: { ...LINES, hashUsers: true } };

const LIVE = /2 recommenders /;
const OF_RATES =
  /\$548 a month with their rates at the least of requestRate, and \$4,439 at the most, until they.* a minimum of 1 .* about \$548;/;

describe('the cost at synth', () => {
  it.each<[asked: Asked, ...texts: RegExp[]]>([
    [{ users: 200_000 }, /2 recommenders for 200,000 users cost about \$613 a month .*unconf/],
    [{ useCases: ONE }, /about \$468 a month .* with which it is about \$274;/],
    [{}, /about \$548 a month(?!.*AWS advises)/],
    [{ more: { requestRate: { min: 1, max: 10 } } }, OF_RATES],
    [{ serving: 'lists' }, /lists of 2 use cases for 2,000 items cost about \$3 a month: 2 requests /],
    [
      { serving: { 'best-sellers': 'lists' } },
      /1 recommender .* \$274 a month/,
      /lists of 1 .* \$2 a month: 1 request /,
    ],
    [{ ranking: RANKING }, LIVE, /ranking costs about \$788 a month .* by rate\(3 days\) \(unconf/],
    // 2 · 4 · $0.045 · 730 hours
    [{ more: { guests: GUESTS } }, LIVE, /1,000 a day are 365,000 more after a year, .* about \$263 to/],
    [{ data: HASHED }, LIVE, /HMAC key .* \(hashUsers\) costs about \$1 /],
    [{ data: { interactions: LINES } }, LIVE],
    // 30.4 · (2 · $0.24 for training, and 100,000 at $0.016 a thousand and 200,000 at $0.008)
    [
      { more: { segments: SEGMENTS } },
      LIVE,
      /3 segments of 100,000 users .* \$112 .* by rate\(1 day\) \(unconf/,
    ],
    // 4.3 · ($10 for 5 million interactions, and $15 for the users)
    [{ more: { batches: BATCHES } }, LIVE, /each of 100,000 users .* \$109 a month, made by rate\(7 days\)/],
    // $613, and 7,200 − 6,000 recommendations an hour at $0.0833 a thousand.
    [{ users: 200_000, useCases: OTHERS }, /about \$686 .* in the answers of best-sellers costs extra/],
    // 20 of 168 hours.
    [{ users: 200_000, runningHours: HOURS }, /about \$73 a month, running 20 hours a week, until/],
  ])('is told of all that is deployed, each by itself: %j', (asked, ...texts) => {
    expect(said(asked)).toEqual(
      texts.map(({ source }) => expect.stringMatching(`^On AWS .*${source}`) as unknown),
    );
  });

  it('is that of the interface endpoints of a VPC, in each zone', () => {
    const stack = new Stack(new App(), 'Shop');
    annotateEndpoints(stack, {
      ...{ vpcId: 'vpc-0a', subnetIds: ['subnet-0a', 'subnet-0b', 'subnet-0c'] },
      ...{ notify: [], requestRate: null },
      ...{ useCases: TWO, serving: 'live', api: null, experiment: null, preparation: 'lambda' },
    } as unknown as Settings);
    // 4 · 3 · 730 · $0.01
    expect(stack.node.metadata.map(({ data }): unknown => data)).toContainEqual(
      expect.stringMatching(/^On AWS the interface endpoints .* cost about \$88 a month: 12 in 3 zones/),
    );
  });
});
