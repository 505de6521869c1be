import { BATCH_RUN_TYPE } from '@ecommerce-recommenders/shop-data/contracts/functions/batch-run';
import { DATASET_TYPE } from '@ecommerce-recommenders/shop-data/contracts/functions/dataset';
import { RECOMMENDER_TYPE } from '@ecommerce-recommenders/shop-data/contracts/functions/recommender';
import {
  deletions,
  deletionWarning,
  plannedResource,
  type Deletion,
  type DeployedResource,
} from '@ecommerce-recommenders/shop-data/contracts/deletions';
import type { Settings } from '@ecommerce-recommenders/shop-data/contracts/settings/settings';
import { SETTING_NAMES } from '@ecommerce-recommenders/shop-data/contracts/settings/settings';
import { CHANGES, type GivenSettings } from '../support/changes';
import { resourcesOf } from '../support/resources';
import { synthesise, type Synthesised } from '../support/synthesise';

const ORDERS = { files: 'orders.csv', user: 'customer', item: 'sku', time: 'placed' };
const PURCHASES = { ...ORDERS, event: { constant: 'Purchase' } };

/** Settings that break nothing outside the stack, and why. */
const because = <Name extends keyof Settings>(why: string, ...names: Name[]): Record<Name, string> =>
  Object.fromEntries(names.map((name) => [name, why])) as Record<Name, string>;

/**
 * Every setting: why its loss breaks nothing outside the stack, or what the synth without it warns of. The texts of warnings name the
 * setting as the remedy.
 */
const LOST: Readonly<Record<keyof Settings, readonly Deletion['what'][] | string>> = {
  api: ['event-tracker', 'api'],
  experiment: ['experiment'],
  useCases: ['recommenders'],
  eventTracker: ['event-tracker'],
  filters: ['filters'],
  ranking: ['ranking'],
  segments: ['results'],
  batches: ['results'],
  serving: ['lists'],
  similarItems: ['similar-items'],
  freshData: ['fresh-data'],
  busEvents: ['bus-events'],
  watch: ['topic'],
  notify: ['subscriptions'],
  monthlyBudget: ['topic'],
  createKey: ['data-key'],
  data: ['user-key'],
  ...because('other data, of which annotate-deletions.test.ts asks', 'archive', 'source'),
  ...because('the same parts are read', 'sourceVersion'),
  ...because('rows are refused, loudly', 'maxBadRows'),
  ...because('prepares the same rows', 'preparation', 'glueWorkers'),
  ...because('trains on other rows', 'holdout', 'holdoutBy', 'eventTypes'),
  ...because('waits, or tells, for another time', 'trainingTimeoutHours', 'dataAgeDays'),
  ...because('the key of a dataset group cannot change: the deployment fails', 'kmsKeyArn'),
  ...because('keeps and encrypts logs and versions otherwise', 'versioned', 'logRetentionDays', 'logKeyArn'),
  ...because('writes no more logs', 'accessLogsBucket'),
  ...because('functions run outside of the VPC', 'vpcId', 'subnetIds', 'securityGroupIds'),
  ...because('the stack of the stage stays, and another one is made beside it', 'stage'),
  ...because('costs are allocated otherwise', 'tags'),
  ...because('deletes nothing now', 'retainData'),
  ...because('imports and makes lists at other times, or more of them', 'freshDataSchedule'),
  ...because('makes lists at other times, or more of them', 'listsSchedule', 'listsItems'),
  ...because('answers are others', 'diversify', 'promotions'),
  ...because('keeps no figures of shelves', 'shelves'),
  ...because('visitors stay sessions', 'guests'),
  ...because('what has been reported stays in CloudWatch', 'metricAttribution'),
  ...because('recommenders run for longer', 'runningHours', 'stopWhenIdleHours'),
  ...because('the rate stays', 'requestRate'),
  ...because('refuses to deploy', 'force'),
};

/** Settings before a loss, and after it, where the usual change does not lose everything. */
const OTHERWISE: Partial<Record<keyof Settings, readonly [before: GivenSettings, after: GivenSettings]>> = {
  useCases: [{ useCases: ['most-viewed', 'recommended-for-you'] }, {}],
  serving: [{ serving: 'lists' }, {}],
  similarItems: [{ similarItems: true, serving: 'lists' }, { serving: 'lists' }],
  notify: [{ notify: ['owner@shop.test'], watch: true }, { watch: true }],
  data: [{ data: { interactions: { ...PURCHASES, hashUsers: true } }, useCases: ['best-sellers'] }, {}],
};

const resourcesIn = ({ template }: Synthesised): DeployedResource[] =>
  Object.entries(resourcesOf(template)).map(([logicalId, { Type: type }]) => ({
    logicalId,
    type,
    id: PHYSICAL_IDS[type]?.(logicalId) ?? logicalId,
  }));

/** Physical ids that a warning reads. */
const PHYSICAL_IDS: Readonly<Record<string, (logicalId: string) => string>> = {
  [RECOMMENDER_TYPE]: (id) =>
    `recommender/Shop-${id.includes('recommendedforyou') ? 'recommended-for-you' : id}`,
  [DATASET_TYPE]: (id) => `dataset/Shop-shop/${/Items|Users|Interactions/.exec(id)![0].toUpperCase()}`,
  [BATCH_RUN_TYPE]: (id) => `s3://bucket/${id.startsWith('Segments') ? 'segments' : 'batches'}/`,
};

const outputsOf = ({ template }: Synthesised): string[] => Object.keys(template.findOutputs('*'));

const synth = (context: object): Synthesised => synthesise({ context: { ...context } });

/** What the synth of `after` says where `before` is deployed. */
function warnings(before: Synthesised, after: Synthesised): Deletion[] {
  const planned = Object.entries(resourcesOf(after.template)).map(([logicalId, { Type, Properties }]) =>
    plannedResource(logicalId, Type, Properties),
  );
  return deletions(resourcesIn(before), planned, new Map([['best-sellers', {}]]));
}

const breaking = SETTING_NAMES.filter((name) => typeof LOST[name] !== 'string');

const EXCLUDED: readonly string[] = ['archive', 'source', 'stage'];

/** Settings whose loss breaks nothing, but for those that need others which break something, or that exclude others. */
const HARMLESS = SETTING_NAMES.filter(
  (name) => typeof LOST[name] === 'string' && !('beside' in CHANGES[name]) && !EXCLUDED.includes(name),
);

it.each(breaking)('a synth without the setting %s warns of what others lose', (name) => {
  const { value, beside = {} } = CHANGES[name];
  const [before, after] = OTHERWISE[name] ?? [{ ...beside, [name]: value }, beside];
  const said = warnings(synth(before), synth(after));
  expect(said.map(({ what }) => what)).toEqual(LOST[name]);
  for (const one of said) expect(deletionWarning(one)).toContain(`"${name}"`);
});

it('a synth without any lists warns of these alone, of similar items among them', () => {
  const said = warnings(synth({ similarItems: true }), synth({}));
  expect(said.map(({ what }) => what)).toEqual(['lists']);
  expect(deletionWarning(said[0])).toContain('"similarItems": true');
});

it('a synth without the tables of items and users warns of their datasets, and of nothing at the same logical id', () => {
  const data = { interactions: PURCHASES };
  const said = warnings(synth({ useCases: ['best-sellers'] }), synth({ useCases: ['best-sellers'], data }));
  expect(said.map(({ what }) => what)).toEqual(['datasets']);
  expect(deletionWarning(said[0])).toContain('deletes the table of items and users');
});

it('a synth without the other settings warns of nothing, and no output is lost', () => {
  expect(HARMLESS.length).toBeGreaterThan(13);
  const [before, after] = [
    synth(Object.fromEntries(HARMLESS.map((name) => [name, CHANGES[name].value]))),
    synth({}),
  ];
  expect(warnings(before, after)).toEqual([]);
  expect(outputsOf(before)).toEqual(outputsOf(after));
});
