import {
  DescribeDatasetCommand,
  DescribeRecommenderCommand,
  ListTagsForResourceCommand,
  type ListTagsForResourceCommandOutput,
} from '@aws-sdk/client-personalize';
import { PersonalizeEventsClient } from '@aws-sdk/client-personalize-events';
import { PersonalizeRuntimeClient } from '@aws-sdk/client-personalize-runtime';
import { SentEvents } from '@ecommerce-recommenders/tools/page/events';
import { askRecommender } from '@ecommerce-recommenders/tools/recommend/recommend';
import { DATASET_TYPES } from '@ecommerce-recommenders/personalize/dataset-types';
import { OWN_TAGS } from '@ecommerce-recommenders/shop-data/contracts/functions/tags';
import { shopAssemblies } from './shop-assemblies';
import { smallShop } from './small-shop';
import { startStormAccount, type StormAccount } from '@ecommerce-recommenders/tools/rehearse/storm-account';

const SHOP = { archive: smallShop(), trainingTimeoutHours: 1, useCases: 'most-viewed' };
const VISITED = { ...SHOP, useCases: 'recommended-for-you', eventTracker: true };
const { plain, visited, tagged, retained, failing } = shopAssemblies({
  plain: SHOP,
  visited: VISITED,
  tagged: { ...VISITED, stage: 'test', tags: { team: 'b' } },
  retained: { ...SHOP, retainData: true },
  failing: {
    ...SHOP,
    archive: smallShop({ events: ['ProductViewed'] }),
    useCases: 'best-sellers',
    retainData: true,
  },
});
const ARN = 'arn:aws:personalize:us-east-1:123456789012';
const recommenderArn = `${ARN}:recommender/EcommerceRecommenders-recommended-for-you`;
const datasetGroupArn = `${ARN}:dataset-group/EcommerceRecommenders-shop`;
const datasetArns = DATASET_TYPES.map((type) => `${ARN}:dataset/EcommerceRecommenders-shop/${type}`);

let account: StormAccount;
beforeEach(async () => {
  account = await startStormAccount([plain, visited, tagged, retained, failing]);
});
afterEach(() => account.close());

/** A resource's tags, without those of the handlers and of CloudFormation. */
async function tagsOf(resourceArn: string): Promise<Record<string, string>> {
  const { tags = [] }: ListTagsForResourceCommandOutput = await account.personalize.send(
    new ListTagsForResourceCommand({ resourceArn }),
  );
  const pairs = tags.map(({ tagKey, tagValue }) => [tagKey!, tagValue!] as const);
  return Object.fromEntries(pairs.filter(([key]) => !key.startsWith(OWN_TAGS) && !key.startsWith('aws:')));
}

/** Creation times of everything that holds data or a model. */
async function madeAt(): Promise<unknown[]> {
  const { personalize } = account;
  const { recommender } = await personalize.send(new DescribeRecommenderCommand({ recommenderArn }));
  const datasets = await Promise.all(
    datasetArns.map((datasetArn) => personalize.send(new DescribeDatasetCommand({ datasetArn }))),
  );
  return [recommender?.creationDateTime, ...datasets.map(({ dataset }) => dataset?.creationDateTime)];
}

it('tags come, change and go: rows, streamed events and recommenders stay as they were', async () => {
  const runtime = account.client(PersonalizeRuntimeClient);
  expect(await account.create(visited)).toMatchObject({ status: 'CREATE_COMPLETE' });
  const outputs = await account.outputs();
  const itemsFor = async (userId: string): Promise<(string | undefined)[]> => {
    const query = { useCase: 'recommended-for-you', userId, numResults: 12 } as const;
    const { itemList = [] } = await askRecommender(runtime, outputs, query);
    return itemList.map(({ itemId }) => itemId);
  };
  const bought = 'i3';
  await new SentEvents(account.client(PersonalizeEventsClient), outputs.TrackingId).send({
    userId: 'visitor',
    itemId: bought,
    eventType: 'Purchase',
  });
  const before = { made: await madeAt(), items: await itemsFor('visitor') };
  expect(before.items).not.toContain(bought);
  for (const [assembly, expected] of [
    [tagged, { team: 'b', stage: 'test' }],
    // As a platform team does with `cdk deploy --tags`: of the stack, which no resource of Personalize has.
    [
      { ...tagged, tags: { owner: 'platform' } },
      { team: 'b', stage: 'test' },
    ],
    [{ ...visited, tags: { owner: 'others' } }, {}],
  ] as const) {
    expect(await account.update(assembly)).toMatchObject({ status: 'UPDATE_COMPLETE', reasons: [] });
    for (const arn of [datasetGroupArn, recommenderArn, ...datasetArns])
      expect([arn, await tagsOf(arn)]).toEqual([arn, expected]);
    expect({ made: await madeAt(), items: await itemsFor('visitor') }).toEqual(before);
  }
  expect(await account.destroy()).toMatchObject({ status: 'DELETE_COMPLETE' });
  expect(await account.inventory()).toEqual([]);
});

it('data that is to be retained stays, files and all, when the rest goes', async () => {
  expect(await account.create(plain)).toMatchObject({ status: 'CREATE_COMPLETE' });
  // Switching it on later must not empty the bucket either.
  expect(await account.update(retained)).toMatchObject({ status: 'UPDATE_COMPLETE', reasons: [] });
  expect(await account.destroy()).toMatchObject({ status: 'DELETE_COMPLETE' });
  expect(await account.types()).toEqual(['AWS::S3::Bucket', ...Array<string>(5).fill('AWS::S3::Object')]);
});

it('a first deployment that fails retains nothing', async () => {
  expect(await account.create(failing)).toMatchObject({ status: 'ROLLBACK_COMPLETE' });
  expect(await account.destroy()).toMatchObject({ status: 'DELETE_COMPLETE' });
  expect(await account.inventory()).toEqual([]);
});
