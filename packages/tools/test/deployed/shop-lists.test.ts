import { PersonalizeRuntimeClient } from '@aws-sdk/client-personalize-runtime';
import { S3Client } from '@aws-sdk/client-s3';
import { askShop } from '../../src/recommend/recommend';
import { bodyOf, fakeClient } from '../support/fake-client';
import { deployedUseCases, shopLists } from '../../src/deployed/shop-lists';

const OUTPUTS = {
  ListsPrefix: 's3://shop-data/lists/',
  MostViewedRecommenderArn: 'arn:aws:personalize:eu-west-1:111122223333:recommender/Shop-most-viewed',
};
const ALSO_VIEWED = 'customers-who-viewed-x-also-viewed';
const lists = [
  { useCase: 'most-viewed', prefix: 'lists/r/m/', shards: 1 },
  { useCase: ALSO_VIEWED, prefix: 'lists/r/a/', shards: 1 },
];
const OBJECTS: Record<string, unknown> = {
  'lists/manifest.json': { format: 1, run: 'r', lists },
  'lists/r/a/0.json': { shoe: ['sock', 'lace', 'polish'] },
};
const bucketOf = (objects: typeof OBJECTS): S3Client =>
  fakeClient(S3Client, {
    GetObject: ({ Key }: { Key: string }) => ({ Body: bodyOf(JSON.stringify(objects[Key])) }),
  });
const s3 = bucketOf(OBJECTS);
const runtime = fakeClient(PersonalizeRuntimeClient, {
  GetRecommendations: { itemList: [{ itemId: 'live' }], recommendationId: 'RID-1' },
});
const asked = { itemId: 'shoe', numResults: 1 } as const;

it('a stack with lists answers from the list, without what its reader leaves out, and live where there is a recommender', async () => {
  expect(await shopLists(s3, {})).toBeUndefined();
  const found = await shopLists(s3, OUTPUTS);
  expect(found?.useCases).toEqual([ALSO_VIEWED]);
  expect(deployedUseCases(OUTPUTS, found)).toEqual(['most-viewed', ALSO_VIEWED]);
  const query = { ...asked, useCase: ALSO_VIEWED, exclude: ['lace'] } as const;
  expect(await askShop({ runtime, s3 }, OUTPUTS, query)).toEqual({ itemList: [{ itemId: 'sock' }] });
  const ofUser = { useCase: 'most-viewed', userId: 'u', numResults: 1 } as const;
  const live = await askShop({ runtime, s3 }, OUTPUTS, ofUser);
  expect(live.recommendationId).toBe('RID-1');
});

it.each([
  [ALSO_VIEWED, 'new', 'The item "new" has no list in the run r: it is newer'],
  ['similar-items', 'shoe', 'The stack has no lists of similar items. Set similarItems to true'],
] as const)('a stack with lists fails where %s has none for %s', async (useCase, itemId, says) => {
  await expect(askShop({ runtime, s3 }, OUTPUTS, { ...asked, useCase, itemId })).rejects.toThrow(says);
});

it('a stack with lists answers with similar items, if it has them', async () => {
  const similar = { useCase: 'similar-items', prefix: 'lists/r/s/', shards: 1 };
  const manifest = { format: 1, run: 'r', lists: [...lists, similar] };
  const shard = { shoe: ['boot', 'sandal'] };
  const withThem = bucketOf({ 'lists/manifest.json': manifest, 'lists/r/s/0.json': shard });
  const found = await shopLists(withThem, OUTPUTS);
  expect(found?.useCases).toEqual([ALSO_VIEWED, 'similar-items']);
  // Personalize does not have this use case.
  expect(deployedUseCases(OUTPUTS, found)).toEqual(['most-viewed', ALSO_VIEWED]);
  const answer = await askShop({ runtime, s3: withThem }, OUTPUTS, { ...asked, useCase: 'similar-items' });
  expect(answer).toEqual({ itemList: [{ itemId: 'boot' }] });
});
