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
import { SETTINGS, type Settings } from '@ecommerce-recommenders/shop-data/contracts/settings/settings';
import { annotateDeletions } from '../../../lib/app/annotate-deletions';

const ARN = 'arn:aws:personalize:us-east-1:123456789012';
const TWO: ShopUseCases = new Map([
  ['most-viewed', {}],
  ['best-sellers', {}],
]);

const SAMPLE = path.resolve(__dirname, '../../..', SETTINGS.archive.default);

/** Warnings of a synth for a deployed stack with a resource `Kept` of each type. */
async function said(
  deployed: Promise<readonly DeployedResource[]>,
  useCases = TWO,
  serving: ShopServing = 'live',
  data: Partial<Pick<Settings, 'source' | 'archive'>> = {},
  added: readonly CfnResourceProps[] = [],
): Promise<{ type: string; data: unknown }[]> {
  const stack = new Stack(new App(), 'Shop');
  new CfnResource(stack, 'Kept', { type: RECOMMENDER_TYPE, properties: { Name: 'Shop-most-viewed' } });
  for (const [at, props] of added.entries()) new CfnResource(stack, `Added${at}`, props);
  await annotateDeletions(stack, { useCases, serving, source: '', archive: SAMPLE, ...data }, deployed);
  return stack.node.metadata
    .filter(({ type }) => /^aws:cdk:(info|warning|error)$/.test(type))
    .map(({ type, data }) => ({ type: type.replace('aws:cdk:', ''), data: data as unknown }));
}

const recommender = (logicalId: string, useCase: string): DeployedResource => ({
  logicalId,
  type: RECOMMENDER_TYPE,
  id: `${ARN}:recommender/Shop-${useCase}`,
});

const GROUP = { logicalId: 'Added0', type: DATASET_GROUP_TYPE, id: `${ARN}:dataset-group/Shop-shop` };
const USERS = { logicalId: 'A', type: DATASET_TYPE, id: `${ARN}:dataset/Shop-shop/USERS` };

describe('what a deployment deletes', () => {
  it('is nothing where nothing is deployed yet, or all of it stays', async () => {
    expect(await said(Promise.resolve([]))).toEqual([]);
    const queue = { logicalId: 'Queue', type: 'AWS::SQS::Queue', id: 'queue' };
    expect(await said(Promise.resolve([recommender('Kept', 'most-viewed'), queue]))).toEqual([]);
  });

  it('is not told of recommenders whose place lists take', async () => {
    const going = [recommender('A', 'best-sellers')];
    expect(await said(Promise.resolve(going), TWO, { 'best-sellers': 'lists' })).toEqual([]);
    expect(await said(Promise.resolve(going))).toHaveLength(1);
  });

  it.each<[what: string, type: string, id: string, words: RegExp]>([
    [
      'the results of batch jobs',
      BATCH_RUN_TYPE,
      's3://bucket/segments/',
      /deletes all files below segments\/ in the data bucket.*set "segments" again/,
    ],
    [
      'the results of a run that has not ended',
      BATCH_RUN_TYPE,
      'segments',
      /deletes all files below segments\/ in the data bucket.*set "segments" again/,
    ],
    [
      'the ranking',
      CAMPAIGN_TYPE,
      `${ARN}:campaign/Shop-ranking`,
      /deletes \S+:campaign\/Shop-ranking and the models of its solution.*set "ranking": true/,
    ],
    ['an event tracker', EVENT_TRACKER_TYPE, 'Shop-events', /Shop-events.*tracking id.*"eventTracker": true/],
    ['a dataset group', GROUP.type, GROUP.id, /dataset-group\/Shop-shop and everything in it/],
    [
      'a table of personal data',
      USERS.type,
      USERS.id,
      /deletes the table of users\. \S+\/USERS is deleted; with a filter.*stays with its rows, personal data included, until the stack is destroyed/,
    ],
  ])('is told of %s', async (_what, type, id, words) => {
    expect(await said(Promise.resolve([{ logicalId: 'A', type, id }]))).toEqual([
      { type: 'warning', data: expect.stringMatching(words) as string },
    ]);
  });

  it('is told of a dataset group without its datasets', async () => {
    const all = await said(Promise.resolve([USERS, GROUP]));
    expect(all.map((one) => one.data)).toEqual([expect.stringContaining('dataset-group/Shop-shop')]);
  });

  it('is told of recommenders together, with the setting that keeps them and the options', async () => {
    const going = [recommender('A', 'recommended-for-you'), recommender('B', 'frequently-bought-together')];
    const [{ type, data }, ...others] = await said(
      Promise.resolve([...going, recommender('Kept', 'most-viewed')]),
    );
    expect([type, others]).toEqual(['warning', []]);
    expect(data).toContain(`deletes ${going[0].id} and ${going[1].id}`);
    expect(data).toContain('27 to 60 minutes');
    expect(data).toContain(
      '"useCases": ["most-viewed","best-sellers","frequently-bought-together","recommended-for-you"]',
    );
    const useCases: ShopUseCases = new Map([['most-viewed', { metadata: true }]]);
    const [withOptions] = await said(Promise.resolve([recommender('A', 'best-sellers')]), useCases);
    expect(withOptions.data).toContain('"useCases": {"most-viewed":{"metadata":true},"best-sellers":{}}');
  });

  it('is not what gets another logical id under the same name', async () => {
    const deployed = [
      recommender('Former', 'moved'),
      { logicalId: 'FormerTracker', type: EVENT_TRACKER_TYPE, id: 'Shop-events' },
    ];
    const moves = [
      { type: RECOMMENDER_TYPE, properties: { Name: 'Shop-moved' } },
      { type: EVENT_TRACKER_TYPE, properties: { Name: 'Shop-events' } },
    ];
    expect(await said(Promise.resolve(deployed), TWO, 'live', {}, moves)).toEqual([]);
    const [renamed] = await said(Promise.resolve([recommender('A', 'other')]), TWO, 'live', {}, moves);
    expect(renamed.data).toContain('recommender/Shop-other');
  });

  it.each<[from: string, Partial<Pick<Settings, 'source' | 'archive'>>, RegExp | undefined]>([
    [
      's3://exports/shop/',
      {},
      /prepared from s3:\/\/exports\/shop\/, and uses the shipped sample .* set "source" again/,
    ],
    ['s3://exports/shop/', { archive: '/shop.tar' }, /uses \/shop\.tar instead.* set "source" again/],
    ['0a1b.gz', {}, /prepared from the deployed archive, and uses the shipped sample .* set "archive" again/],
    ['0a1b.gz', { archive: '/shop.tar' }, undefined],
    ['0a1b.gz', { source: 's3://exports/shop/' }, undefined],
    ['s3://exports/shop/', { source: 's3://exports/other/' }, undefined],
  ])('is told of data from %s with %j', async (from, data, words) => {
    const stack = { logicalId: 'Kept', type: PREPARED_DATA_TYPE, id: 's3://bucket/dataset/', from };
    const found = await said(Promise.resolve([stack]), TWO, 'live', data);
    expect(found).toEqual(words ? [{ type: 'warning', data: expect.stringMatching(words) as string }] : []);
  });

  it.each<[has: unknown, wants: unknown, refused: RegExp | undefined]>([
    [undefined, undefined, undefined],
    [{ 'Fn::GetAtt': ['Key', 'Arn'] }, { 'Fn::GetAtt': ['Key', 'Arn'] }, undefined],
    [
      undefined,
      { 'Fn::GetAtt': ['Key', 'Arn'] },
      /dataset-group\/Shop-shop was created without a key of yours/,
    ],
    [{ 'Fn::GetAtt': ['Key', 'Arn'] }, undefined, /was created with the key that createKey has made, and/],
    [
      'arn:of:one',
      'arn:of:other',
      /with the key arn:of:one, .* Set "createKey" and "kmsKeyArn" as they were/,
    ],
  ])('is refused where the dataset group has the key %j and would get %j', async (has, wants, refused) => {
    const properties = { Name: 'Shop-shop', KmsKeyArn: wants };
    const foundOf = (key?: string) =>
      said(Promise.resolve([{ ...GROUP, key }]), TWO, 'live', {}, [{ type: DATASET_GROUP_TYPE, properties }]);
    const error = { type: 'error', data: expect.stringMatching(refused ?? /^$/) as string };
    expect(await foundOf(keyOf(has))).toEqual(refused ? [error] : []);
    expect(await foundOf()).toEqual([]);
  });

  it('is not known where nobody could be asked, which is said', async () => {
    expect(await said(Promise.reject(new Error('not allowed')))).toEqual([
      {
        type: 'info',
        data: expect.stringMatching(/^Could not look up .* \(not allowed\); npx cdk diff/) as string,
      },
    ]);
  });
});
