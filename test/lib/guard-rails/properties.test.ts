import { Aws, CfnCondition, Duration, Fn, Lazy, Stack, Token } from 'aws-cdk-lib';
import * as events from 'aws-cdk-lib/aws-events';
import { Bucket } from 'aws-cdk-lib/aws-s3';
import { checkSettings } from '@ecommerce-recommenders/shop-data/contracts/settings/check-settings';
import { settingTerms } from '@ecommerce-recommenders/shop-data/contracts/settings/terms';
import type { SettingOf, Settings } from '@ecommerce-recommenders/shop-data/contracts/settings/settings';
import {
  EcommerceRecommenders,
  ShopApi,
  ShopBatches,
  ShopBusEvents,
  ShopEventTracker,
  ShopExperiment,
  ShopFilters,
  ShopFreshData,
  ShopLists,
  ShopNotices,
  ShopRanking,
  ShopRequestRate,
  ShopRunningHours,
  ShopSegments,
  ShopSource,
  ShopWatching,
  type EcommerceRecommendersProps,
} from '../../../lib';
import { makeAddOns } from '../../../lib/app/add-ons';
import { coreProps } from '../../../lib/app/props-of-settings';
import { newApp, shopIn, theirStack } from '../support/shop-in';
import { withoutStackTraces } from '../support/synthesise';

describe('a property that the construct does not have', () => {
  it.each([
    ['versoned', true, 'Did you mean versioned?'],
    ['constructor', 1, 'Allowed are source, data, '],
    ['kmsKeyArn', 'arn:aws:kms:us-east-1:123456789012:key/1', 'The property is called encryptionKey.'],
    ['retainData', true, 'The property is called removalPolicy.'],
    ['archive', 'shop.tar.gz', 'The property is called source.'],
    ['accessLogsBucket', 'logs', 'The property is called serverAccessLogsBucket.'],
    ['tags', { team: 'shop' }, 'It is a setting of the app. Use Tags.of(…).add(…) instead.'],
    ['api', {}, 'Add-ons are constructs of their own, which take the shop: docs/calling.md lists them.'],
    ['listsSchedule', 'rate(1 day)', 'Add-ons are constructs of their own'],
  ])('%s is refused by its name, with what to do', (name, value, remedy) => {
    const props = { [name]: value } as Partial<EcommerceRecommendersProps>;
    const attempt = (): unknown => shopIn(theirStack(), props);
    expect(attempt).toThrow(`Theirs/Shop has the unknown property ${name}. `);
    expect(attempt).toThrow(remedy);
  });

  it('is refused as an option of a source', () => {
    const bucket = Bucket.fromBucketName(theirStack(), 'Parts', 'parts');
    expect(() => ShopSource.fromBucket(bucket, '', { verson: '2' } as object)).toThrow(
      'ShopSource.fromBucket has the unknown option verson, allowed is version.',
    );
  });

  it('is taken where it has no value', () => {
    expect(() => shopIn(theirStack(), { kmsKeyArn: undefined } as object)).not.toThrow();
  });
});

describe('a token', () => {
  const text = Fn.importValue('x');
  const number = Token.asNumber(Lazy.number({ produce: () => 1 }));
  const condition = Fn.conditionEquals(1, 1) as unknown as boolean;
  it.each<[string, (shop: EcommerceRecommenders) => unknown]>([
    ['monthlyBudget', (shop) => new ShopNotices(shop, 'On', { shop, monthlyBudget: number })],
    ['notify[0]', (shop) => new ShopNotices(shop, 'On', { shop, notify: [text] })],
    [
      'expressions.cheap',
      (shop) =>
        new ShopFilters(shop, 'On', {
          shop,
          expressions: { cheap: `INCLUDE ItemID WHERE Items.STYLE IN ("${text}")` },
        }),
    ],
    ['items[0]', (shop) => new ShopSegments(shop, 'On', { shop, items: [text] })],
    [
      'schedule.expressionString',
      (shop) => new ShopFreshData(shop, 'On', { shop, schedule: events.Schedule.expression(text) }),
    ],
    [
      'origins[1]',
      (shop) => {
        const eventTracker = new ShopEventTracker(shop, 'Events', { shop });
        return new ShopApi(shop, 'On', { shop, eventTracker, origins: ['https://shop.example', text] });
      },
    ],
  ])('is refused in these words as %s of an add-on', (place, make) => {
    expect(() => make(shopIn(theirStack()))).toThrow(
      `Property ${place} of Theirs/Shop/On is a token, whose value is known at deployment; this one has to be known at synth.`,
    );
  });

  it.each<[string, Partial<EcommerceRecommendersProps>]>([
    ['holdout', { holdout: number }],
    ['trainingTimeout', { trainingTimeout: Duration.hours(number) }],
    ['versioned', { versioned: condition }],
    ['eventTypes.(name)', { eventTypes: { [text]: 'View' } }],
    ['source.archive', { source: ShopSource.fromArchive(text) }],
  ])('is refused in these words as %s', (place, props) => {
    expect(() => shopIn(theirStack(), props)).toThrow(
      `Property ${place} of Theirs/Shop is a token, whose value is known at deployment; this one has to be known at synth.`,
    );
  });

  it('is taken as the name of a bucket', () => {
    const stack = theirStack();
    new CfnCondition(stack, 'Any');
    const bucket = Bucket.fromBucketName(stack, 'Parts', `parts-${Aws.ACCOUNT_ID}`);
    expect(() => shopIn(stack, { source: ShopSource.fromBucket(bucket, 'shop/') })).not.toThrow();
  });
});

describe('a construct’s message', () => {
  it.each<[Partial<EcommerceRecommendersProps>, string]>([
    [
      { holdout: 2 },
      'Property holdout is 2, allowed is a number from 0 to below 1. Change the property holdout of Theirs/Shop.',
    ],
    [
      { trainingTimeout: Duration.hours(30) },
      'Property trainingTimeout (hours) is 30, allowed is a number from 1 to 24.',
    ],
    [{ maxBadRows: 3 }, 'Give maxBadRows: 0, or set data.'],
  ])('says property, and names no command line: %j', (props, words) => {
    const attempt = (): unknown => shopIn(theirStack(), props);
    expect(attempt).toThrow(words);
    expect(attempt).not.toThrow(/[Ss]etting|-c /);
  });

  it.each([
    ...[ShopApi, ShopBatches, ShopBusEvents, ShopEventTracker, ShopExperiment, ShopFilters, ShopFreshData],
    ...[ShopLists, ShopNotices, ShopRanking, ShopRequestRate, ShopRunningHours, ShopSegments, ShopWatching],
  ])('of an add-on asks for its shop: %p', (AddOn) => {
    const without = (): unknown => new (AddOn as new (...args: unknown[]) => unknown)(theirStack(), 'On', {});
    expect(without).toThrow('Property shop of Theirs/On is no shop that this app deploys.');
  });

  const HOURS = { from: '08:00', to: '12:00', timeZone: 'Asia/Seoul' };
  it.each<[words: string, make: (shop: EcommerceRecommenders) => unknown]>([
    [
      'but it answers every user differently. Leave it live',
      (shop) => new ShopLists(shop, 'On', { shop, useCases: ['recommended-for-you'] }),
    ],
    [
      'Theirs/Shop/On and Theirs/Shop both serve best-sellers, and a use case is live or in lists.',
      (shop) => new ShopLists(shop, 'On', { shop, useCases: ['best-sellers'] }),
    ],
    [
      'Theirs/Shop/On has no use case to make lists for. Name some in the property useCases, or set similarItems.',
      (shop) => new ShopLists(shop, 'On', { shop }),
    ],
    [
      'Give a smaller stopWhenIdle (hours), or 0 for never.',
      (shop) => new ShopRunningHours(shop, 'On', { shop, hours: HOURS, stopWhenIdle: Duration.hours(5) }),
    ],
    [
      'Theirs/Shop/On has neither hours nor stopWhenIdle',
      (shop) => new ShopRunningHours(shop, 'On', { shop }),
    ],
    [
      'Theirs/Shop/On has the filter cheap, which is not in filters.',
      (shop) => new ShopBatches(shop, 'On', { shop, filter: 'cheap' }),
    ],
    [
      'Others/On is in the stack Others, and its shop in Theirs',
      (shop) => new ShopRanking(new Stack(newApp(), 'Others'), 'On', { shop }),
    ],
    [
      'Theirs/Shop/On is the second ShopRanking of Theirs/Shop, which already has Theirs/Shop/First',
      (shop) => [new ShopRanking(shop, 'First', { shop }), new ShopRanking(shop, 'On', { shop })],
    ],
    [
      'Theirs/Shop/On has the unknown property maxDataAgee.',
      (shop) => new ShopWatching(shop, 'On', { shop, notices: undefined, maxDataAgee: 1 } as never),
    ],
  ])('of an add-on says its properties: %s', (words, make) => {
    const attempt = (): unknown => make(shopIn(theirStack(), { useCases: ['best-sellers'] }));
    expect(attempt).toThrow(words);
    expect(attempt).not.toThrow(/[Ss]etting|-c /);
  });
});

/**
 * Settings that no property checks: CDK objects in their place, or whether there is a construct. `serving` is which construct has a
 * use case.
 */
type ForTheReader =
  | ('archive' | 'source' | 'sourceVersion' | 'kmsKeyArn' | 'accessLogsBucket' | 'retainData')
  | ('logRetentionDays' | 'logKeyArn' | 'vpcId' | 'subnetIds' | 'securityGroupIds')
  | ('eventTracker' | 'freshData' | 'watch' | 'busEvents' | 'serving');

type Checked = Exclude<keyof Settings, SettingOf<'app'> | ForTheReader>;

/** What the API alone takes is seen only beside one. */
const API: Partial<Settings> = {
  eventTracker: true,
  api: { origins: ['https://shop.example'] } as unknown as Settings['api'],
};

/** For each other setting a value that is not allowed, and settings without which nothing would take it. */
const BAD: Readonly<Record<Checked, readonly [bad: unknown, others?: Partial<Settings>]>> = {
  data: [{ interactions: 1 }],
  maxBadRows: [-1],
  preparation: ['spark'],
  glueWorkers: [0],
  holdout: [2],
  holdoutBy: ['day'],
  eventTypes: [{ Seen: 'Look' }],
  useCases: [new Map([['best-viewed', {}]])],
  trainingTimeoutHours: [30],
  createKey: ['yes'],
  versioned: ['yes'],
  force: ['yes'],
  metricAttribution: [{ orders: 'Purchase' }, { eventTracker: true }],
  filters: [{ cheap: 10 }],
  listsSchedule: ['daily', { similarItems: true }],
  listsItems: ['some', { similarItems: true }],
  similarItems: ['yes'],
  api: [{ origins: ['https://shop.example'], rate: -1 }, API],
  diversify: [{ by: 1 }, API],
  promotions: [{ sale: 1 }, API],
  shelves: [{ home: 1 }, API],
  guests: [{ perDay: 0 }, API],
  experiment: [{ share: 200 }, API],
  ranking: [{ minRequestsPerSecond: 0 }],
  segments: [{ schedule: 'rate(7 days)', size: 0 }],
  batches: [{ schedule: 'rate(7 days)', results: 0 }],
  freshDataSchedule: ['daily', { freshData: true }],
  runningHours: [{ from: '25:00' }],
  stopWhenIdleHours: [400],
  requestRate: [{ min: 0, max: 1 }],
  notify: [['nobody']],
  dataAgeDays: [400, { watch: true }],
  monthlyBudget: [1e12],
};

/** How a setting is refused, behind its name. */
function refusal(name: Checked, value: unknown): string {
  try {
    check({ [name]: value });
  } catch (error) {
    return (error as Error).message.replace(/^Setting \S+ /, '').trim();
  }
  throw new Error(`${name} takes the value`);
}

const check = (given: Readonly<Record<string, unknown>>): Settings =>
  checkSettings(
    (name) => (name === 'archive' ? __filename : given[name]),
    __dirname,
    settingTerms(() => ''),
  );

it.each(Object.entries(BAD))(
  'a bad value of %s is refused in the same words as a property',
  (name, [bad, others]) => {
    const words = refusal(name as Checked, bad);
    const stack = theirStack();
    const settings = { ...check({}), ...others, [name]: bad };
    expect(() =>
      withoutStackTraces(() =>
        makeAddOns(new EcommerceRecommenders(stack, 'Shop', coreProps(stack, settings)), settings),
      ),
    ).toThrow(words);
  },
);
