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

function said({ users = 1_000, useCases = TWO, serving = 'live', more = {}, ...asked }: Asked): unknown[] {
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

describe('the cost at synth', () => {
  it('is told for both bounds of rates that follow use', () => {
    const [text] = said({ more: { requestRate: { min: 1, max: 10 } } });
    expect(text).toContain(
      'about $548 a month with their rates at the least of requestRate, and $4,439 at the most, until they',
    );
    expect(text).toContain(
      'AWS advises a minimum of 1 request a second, with which it is about $548; what is above',
    );
  });

  it('names what a minimum of 1 would cost only where one is more', () => {
    const more: ShopUseCases = new Map([['most-viewed', { minRecommendationRequestsPerSecond: 2 }]]);
    expect(said({ useCases: more })[0]).toMatch(/about \$468 a month .* with which it is about \$274;/);
    expect(said({})[0]).not.toContain('AWS advises');
  });

  it('is that of all recommenders for a month, and unconfirmed', () => {
    expect(said({ users: 200_000 })).toEqual([
      // 2 · ($0.375 + $0.045) · 730 hours
      expect.stringMatching(
        /^On AWS 2 recommenders for 200,000 users cost about \$613 a month .*unconfirmed/,
      ),
    ]);
  });

  it('is that of the live ones and of lists, each by itself', () => {
    expect(said({ users: 100_000, serving: { 'best-sellers': 'lists' } })).toEqual([
      expect.stringMatching(/^On AWS 1 recommender .* about \$274 a month/),
      expect.stringMatching(/^On AWS lists of 1 use case for 2,000 items cost about \$2 a month: 1 request /),
    ]);
    expect(said({ serving: 'lists' })).toHaveLength(1);
  });

  it('is that of the ranking, asked or not', () => {
    const ranking = { minRequestsPerSecond: 2, schedule: 'rate(3 days)' };
    expect(said({ ranking })[1]).toMatch(
      /^On AWS the ranking costs about \$788 a month without a request, and its trainings by rate\(3 days\) \(unconf/,
    );
  });

  it('is that of the interface endpoints of a VPC, in each zone', () => {
    const stack = new Stack(new App(), 'Shop');
    const settings = {
      ...{
        vpcId: 'vpc-0a',
        subnetIds: ['subnet-0a', 'subnet-0b', 'subnet-0c'],
        notify: [],
        requestRate: null,
      },
      ...{ useCases: TWO, serving: 'live', api: null, experiment: null, preparation: 'lambda' },
    };
    annotateEndpoints(stack, settings as unknown as Settings);
    // 4 · 3 · 730 · $0.01
    expect(stack.node.metadata.map(({ data }): unknown => data)).toContainEqual(
      expect.stringMatching(/^On AWS the interface endpoints .* cost about \$88 a month: 12 in 3 zones/),
    );
  });

  it('is that of guests, who are users and stay', () => {
    const guests = { perDay: 1_000, perAddress: 20, days: 90 };
    expect(said({ users: 100_000, more: { guests } })[1]).toMatch(
      // 2 · 4 · $0.045 · 730 hours
      /^On AWS each guest is a user.* 1,000 a day are 365,000 more after a year, which add about \$263 to a month/,
    );
  });

  it('is that of the key that hashes the ids of users, where they are hashed', () => {
    const lines = { files: 'a.csv', user: 'mail', item: 'sku', time: 'at', event: { constant: 'Purchase' } };
    const of = (more: object): unknown[] => said({ data: { interactions: { ...lines, ...more } } }).slice(1);
    expect(of({ hashUsers: true })).toEqual([
      expect.stringMatching(/^On AWS the HMAC key .* \(hashUsers\) costs about \$1 a month/),
    ]);
    expect(of({})).toEqual([]);
  });

  it('is that of segments, each of all users, and of recommendations for every user', () => {
    const schedule = 'rate(1 day)';
    const segments = { schedule, size: 10, items: ['i1', 'i2'], queries: { runners: 'ITEMS.PRICE = 1' } };
    const batches = { schedule: 'rate(7 days)', results: 5 };
    const texts = said({ users: 100_000, more: { segments, batches } });
    expect(texts.slice(1)).toEqual([
      // 30.4 · (2 · $0.24 for training, and 100,000 at $0.016 a thousand and 200,000 at $0.008)
      expect.stringMatching(
        /^On AWS 3 segments of 100,000 users cost about \$112 a month, made by rate\(1 day\) \(unconf/,
      ),
      // 4.3 · ($10 for 5 million interactions, and $15 for the users)
      expect.stringMatching(
        /^On AWS recommendations for each of 100,000 users cost about \$109 a month, made by rate\(7 days\)/,
      ),
    ]);
  });

  it('counts what each recommender provisions, and says what is not counted', () => {
    const options = { minRecommendationRequestsPerSecond: 2, metadata: true };
    const useCases: ShopUseCases = new Map(TWO).set('best-sellers', options);
    const [text] = said({ users: 200_000, useCases });
    // $613, and 7,200 − 6,000 recommendations an hour at $0.0833 a thousand.
    expect(text).toContain('about $686 a month');
    expect(text).toContain('Metadata in the answers of best-sellers costs extra');
  });

  it('counts the hours in which they run', () => {
    const runningHours: RunningHours = {
      ...{ days: ['MON', 'SAT'], from: '20:00', to: '06:00', timeZone: 'UTC', holidays: [] },
    };
    const [text] = said({ users: 200_000, runningHours });
    // 20 of 168 hours.
    expect(text).toContain('cost about $73 a month, running 20 hours a week, until');
  });
});
