import { Stack } from 'aws-cdk-lib';
import { checkSettings } from '@ecommerce-recommenders/shop-data/contracts/settings/check-settings';
import { settingTerms } from '@ecommerce-recommenders/shop-data/contracts/settings/terms';
import type { SettingOf, Settings } from '@ecommerce-recommenders/shop-data/contracts/settings/settings';
import { EcommerceRecommenders } from '../../../lib';
import { makeAddOns } from '../../../lib/app/add-ons';
import { coreProps } from '../../../lib/app/props-of-settings';
import { newApp } from '../support/shop-in';
import { withoutStackTraces } from '../support/synthesise';

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
    const stack = new Stack(newApp(), 'Theirs');
    const settings = { ...check({}), ...others, [name]: bad };
    expect(() =>
      withoutStackTraces(() =>
        makeAddOns(new EcommerceRecommenders(stack, 'Shop', coreProps(stack, settings)), settings),
      ),
    ).toThrow(words);
  },
);
