import { checkSettings } from '@ecommerce-recommenders/shop-data/contracts/settings/check-settings';
import { settingTerms } from '@ecommerce-recommenders/shop-data/contracts/settings/terms';
import type { Settings } from '@ecommerce-recommenders/shop-data/contracts/settings/settings';
import { provisionedAt } from '@ecommerce-recommenders/shop-data/contracts/request-rate';
import { servedBy } from '@ecommerce-recommenders/shop-data/contracts/lists/serving';
import { EVERYTHING } from '../../../../test/lib/support/everything';
import { EVERYTHING_ON } from '../../../../test/upgrade/everything-on';
import { synthesise } from '../../../../test/lib/support/synthesise';
import { templateShop, type JudgedSettings } from '../../src/cdk/template-shop';

const API = { origins: ['https://shop.example'], rate: 7, concurrency: 9 };

/** Configurations, in one of which each checked setting is on. */
const CONFIGURATIONS = {
  'the defaults': {},
  'everything of a kept release': EVERYTHING_ON,
  'everything that can be switched on': {
    ...EVERYTHING,
    useCases: { 'most-viewed': {}, 'best-sellers': {} },
  },
  'an API with a rate and a concurrency': { eventTracker: true, api: API },
  'rates of their own, and times': {
    useCases: { 'best-sellers': { minRecommendationRequestsPerSecond: 3 } },
    holdout: 0.2,
    holdoutBy: 'time',
    eventTypes: { Seen: 'View', Bought: 'Purchase' },
    kmsKeyArn: 'arn:aws:kms:us-east-1:123456789012:key/1',
  },
  'lists on a schedule': { serving: 'lists', listsSchedule: 'cron(0 3 ? * MON *)' },
  'ranking, segments and batches, of what Glue prepares': {
    ...{ source: 's3://exports/shop/', preparation: 'glue', glueWorkers: 5 },
    ranking: { minRequestsPerSecond: 2, schedule: 'rate(3 days)' },
    segments: { schedule: 'rate(2 days)', items: ['i1', 'i2'], size: 5 },
    batches: { schedule: 'rate(1 day)', results: 7 },
  },
} as const satisfies Record<string, { readonly [Name in keyof Settings]?: unknown }>;

/** The settings that matter, in one form: options that cost nothing are left out, and rates are given for each use case. */
const decisive = (settings: Omit<JudgedSettings, 'archive'>): unknown => ({
  ...settings,
  useCases: Object.fromEntries(
    [...settings.useCases].map(([name, { minRecommendationRequestsPerSecond, metadata }]) => [
      ...[name, { minRecommendationRequestsPerSecond, metadata: metadata || undefined }],
    ]),
  ) as object,
  serving: [...servedBy('lists', settings).keys()].sort(),
  requestRate: (['min', 'max'] as const).map((end) =>
    [...provisionedAt(end, settings)].map(([, options]) => options.minRecommendationRequestsPerSecond),
  ),
  metricAttribution: Object.keys(settings.metricAttribution),
  api: settings.api && { rate: settings.api.rate, concurrency: settings.api.concurrency },
  batches: settings.batches && { schedule: settings.batches.schedule, results: settings.batches.results },
});

it.each(Object.entries(CONFIGURATIONS))('a template tells the settings of its shop: %s', (_, context) => {
  const { settings, prefix } = templateShop(synthesise({ context, stackName: 'MyShop' }).template.toJSON());
  const values: Readonly<Record<string, unknown>> = { archive: __filename, ...context };
  const terms = settingTerms(() => '');
  const given = checkSettings((name) => values[name], __dirname, terms);
  const names = Object.keys(settings) as (keyof typeof settings)[];
  const same = Object.fromEntries(names.map((name) => [name, given[name]]));
  expect(decisive(settings)).toEqual(decisive(same as unknown as JudgedSettings));
  expect(prefix).toBe('MyShop');
});
