import { App, CfnResource, Stack, type CfnResourceProps } from 'aws-cdk-lib';
import path from 'node:path';
import { BATCH_RUN_TYPE } from '@ecommerce-recommenders/shop-data/contracts/functions/batch-run';
import { CAMPAIGN_TYPE } from '@ecommerce-recommenders/shop-data/contracts/functions/campaign';
import { DATASET_TYPE } from '@ecommerce-recommenders/shop-data/contracts/functions/dataset';
import { DATASET_GROUP_TYPE } from '@ecommerce-recommenders/shop-data/contracts/functions/dataset-group';
import { EVENT_TRACKER_TYPE } from '@ecommerce-recommenders/shop-data/contracts/functions/event-tracker';
import { RECOMMENDER_TYPE } from '@ecommerce-recommenders/shop-data/contracts/functions/recommender';
import { PREPARED_DATA_TYPE } from '@ecommerce-recommenders/shop-data/contracts/functions/prepared-data';
import type { ShopServing } from '@ecommerce-recommenders/shop-data/contracts/lists/serving';
import { keyOf, type DeployedResource } from '@ecommerce-recommenders/shop-data/contracts/deletions';
import type { ShopUseCases } from '@ecommerce-recommenders/shop-data/contracts/recommender-options';
import { SETTINGS } from '@ecommerce-recommenders/shop-data/contracts/settings/settings';
import { annotateDeletions } from '../../../lib/app/annotate-deletions';

const ARN = 'arn:aws:personalize:us-east-1:123456789012';
const TWO: ShopUseCases = new Map([
  ['most-viewed', {}],
  ['best-sellers', {}],
]);

const SAMPLE = path.resolve(__dirname, '../../..', SETTINGS.archive.default);

/** What a synth is about; without anything, two live use cases of the sample. */
interface Synth {
  readonly useCases?: ShopUseCases;
  readonly serving?: ShopServing;
  readonly source?: string;
  readonly archive?: string;
  /** Resources beside a recommender `Kept`. */
  readonly added?: readonly CfnResourceProps[];
}

/** What a synth says for a deployed stack, after its level. */
async function said(deployed: Promise<readonly DeployedResource[]>, synth: Synth = {}): Promise<string[]> {
  const { useCases = TWO, serving = 'live', source = '', archive = SAMPLE, added = [] } = synth;
  const stack = new Stack(new App(), 'Shop');
  new CfnResource(stack, 'Kept', { type: RECOMMENDER_TYPE, properties: { Name: 'Shop-most-viewed' } });
  for (const [at, props] of added.entries()) new CfnResource(stack, `Added${at}`, props);
  await annotateDeletions(stack, { useCases, serving, source, archive }, deployed);
  return stack.node.metadata
    .filter(({ type }) => /^aws:cdk:(info|warning|error)$/.test(type))
    .map(({ type, data }) => `${type.replace('aws:cdk:', '')}: ${String(data)}`);
}

const one = (type: string, id: string, logicalId = 'A'): DeployedResource => ({ logicalId, type, id });
const recommender = (useCase: string, logicalId?: string): DeployedResource =>
  one(RECOMMENDER_TYPE, `${ARN}:recommender/Shop-${useCase}`, logicalId);
const GROUP = one(DATASET_GROUP_TYPE, `${ARN}:dataset-group/Shop-shop`, 'Added0');
const USERS = one(DATASET_TYPE, `${ARN}:dataset/Shop-shop/USERS`);
const EVENTS = one(EVENT_TRACKER_TYPE, 'Shop-events');
const MOVED = [
  { type: RECOMMENDER_TYPE, properties: { Name: 'Shop-moved' } },
  { type: EVENT_TRACKER_TYPE, properties: { Name: 'Shop-events' } },
];
const RESULTS = /^warning: .*deletes all files below segments\/ in the data bucket.*set "segments" again/;
const dataFrom = (from: string): DeployedResource => ({
  ...one(PREPARED_DATA_TYPE, 's3://bucket/dataset/', 'Kept'),
  from,
});
const PARTS = 's3://exports/shop/';

it.each<[what: string, deployed: DeployedResource[], words: RegExp[], synth?: Synth]>([
  ['nothing where nothing is deployed yet', [], []],
  ['nothing of what stays', [recommender('most-viewed', 'Kept'), one('AWS::SQS::Queue', 'queue')], []],
  [
    'nothing of recommenders whose place lists take',
    [recommender('best-sellers')],
    [],
    { serving: { 'best-sellers': 'lists' } },
  ],
  ['the results of batch jobs', [one(BATCH_RUN_TYPE, 's3://bucket/segments/')], [RESULTS]],
  ['the results of a run that has not ended', [one(BATCH_RUN_TYPE, 'segments')], [RESULTS]],
  [
    'the ranking',
    [one(CAMPAIGN_TYPE, `${ARN}:campaign/Shop-ranking`)],
    [/^warning: .*deletes \S+:campaign\/Shop-ranking and the models of its solution.*set "ranking": true/],
  ],
  [
    'an event tracker and a dataset group',
    [EVENTS, GROUP],
    [
      /^warning: .*Shop-events.*tracking id.*"eventTracker": true/,
      /^warning: .*dataset-group\/Shop-shop and everything in it/,
    ],
  ],
  [
    'a table of personal data',
    [USERS],
    [
      /^warning: .*deletes the table of users\. \S+\/USERS is deleted; with a filter.*stays with its rows, personal data included, until the stack is destroyed/,
    ],
  ],
  ['a dataset group without its datasets', [USERS, GROUP], [/dataset-group\/Shop-shop/]],
  [
    'recommenders together, with the setting that keeps them',
    [
      recommender('recommended-for-you'),
      recommender('frequently-bought-together', 'B'),
      recommender('most-viewed', 'Kept'),
    ],
    [
      /^warning: .*deletes \S+-recommended-for-you and \S+-frequently-bought-together.*27 to 60 minutes.*"useCases": \["most-viewed","best-sellers","frequently-bought-together","recommended-for-you"\]/,
    ],
  ],
  [
    'the options that use cases have',
    [recommender('best-sellers')],
    [/"useCases": \{"most-viewed":\{"metadata":true\},"best-sellers":\{\}\}/],
    { useCases: new Map([['most-viewed', { metadata: true }]]) },
  ],
  [
    'nothing that moves to another logical id',
    [recommender('moved', 'Former'), EVENTS],
    [],
    { added: MOVED },
  ],
  ['what is under another name', [recommender('other')], [/recommender\/Shop-other/], { added: MOVED }],
  [
    'files of S3 that the sample takes the place of',
    [dataFrom(PARTS)],
    [/^warning: .*prepared from s3:\/\/exports\/shop\/, and uses the shipped sample .* set "source" again/],
  ],
  [
    'files of S3 that an archive takes the place of',
    [dataFrom(PARTS)],
    [/^warning: .*uses \/shop\.tar instead.* set "source" again/],
    { archive: '/shop.tar' },
  ],
  [
    'an archive that the sample takes the place of',
    [dataFrom('0a1b.gz')],
    [/^warning: .*prepared from the deployed archive, and uses the shipped sample .* set "archive" again/],
  ],
  ['nothing of another archive', [dataFrom('0a1b.gz')], [], { archive: '/shop.tar' }],
  ['nothing of files of S3 after an archive', [dataFrom('0a1b.gz')], [], { source: PARTS }],
  ['nothing of other files of S3', [dataFrom(PARTS)], [], { source: 's3://exports/other/' }],
])('a synth tells that a deployment deletes %s', async (_what, deployed, words, synth = {}) => {
  expect(await said(Promise.resolve(deployed), synth)).toEqual(
    words.map((word) => expect.stringMatching(word) as unknown),
  );
});

const OF_STACK = { 'Fn::GetAtt': ['Key', 'Arn'] };
it.each<[has: unknown, wants: unknown, refused?: RegExp]>([
  [undefined, undefined],
  [OF_STACK, OF_STACK],
  [undefined, OF_STACK, /dataset-group\/Shop-shop was created without a key of yours/],
  [OF_STACK, undefined, /was created with the key that createKey has made, and/],
  ['arn:of:one', 'arn:of:other', /with the key arn:of:one, .* Set "createKey" and "kmsKeyArn" as they were/],
])(
  'a synth is refused where the dataset group has the key %j and would get %j',
  async (has, wants, refused = /^$/) => {
    const added = [{ type: DATASET_GROUP_TYPE, properties: { Name: 'Shop-shop', KmsKeyArn: wants } }];
    const foundOf = (key?: string) => said(Promise.resolve([{ ...GROUP, key }]), { added });
    const found = await foundOf(keyOf(has));
    expect(found.join()).toMatch(refused);
    expect(found.filter((text) => !text.startsWith('error: '))).toEqual([]);
    expect(await foundOf()).toEqual([]);
  },
);

it('a synth says where nobody could be asked', async () => {
  expect(await said(Promise.reject(new Error('not allowed')))).toEqual([
    expect.stringMatching(/^info: Could not look up .* \(not allowed\); npx cdk diff/),
  ]);
});
