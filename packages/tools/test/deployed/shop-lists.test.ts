import type { PersonalizeRuntimeClient } from '@aws-sdk/client-personalize-runtime';
import type { S3Client } from '@aws-sdk/client-s3';
import { askShop } from '../../src/recommend/recommend';
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
  ({
    send: async ({ input }: { input: { Bucket: string; Key: string } }) => ({
      Body: { transformToString: async () => JSON.stringify(objects[input.Key]) },
    }),
  }) as unknown as S3Client;
const s3 = bucketOf(OBJECTS);
const runtime = {
  send: async () => ({ itemList: [{ itemId: 'live' }], recommendationId: 'RID-1' }),
} as unknown as PersonalizeRuntimeClient;

describe('a stack with lists', () => {
  it('serves by lists what has no recommender', async () => {
    const found = await shopLists(s3, OUTPUTS);
    expect(found?.useCases).toEqual([ALSO_VIEWED]);
    expect(deployedUseCases(OUTPUTS, found)).toEqual(['most-viewed', ALSO_VIEWED]);
  });

  it('answers from the list, without what its reader leaves out, and live where there is a recommender', async () => {
    const query = { useCase: ALSO_VIEWED, itemId: 'shoe', exclude: ['lace'], numResults: 1 } as const;
    expect(await askShop({ runtime, s3 }, OUTPUTS, query)).toEqual({ itemList: [{ itemId: 'sock' }] });
    const live = await askShop({ runtime, s3 }, OUTPUTS, {
      useCase: 'most-viewed',
      userId: 'u',
      numResults: 1,
    });
    expect(live.recommendationId).toBe('RID-1');
  });

  it('fails for an item without a list, with what to show', async () => {
    const query = { useCase: ALSO_VIEWED, itemId: 'new', numResults: 1 } as const;
    await expect(askShop({ runtime, s3 }, OUTPUTS, query)).rejects.toThrow(
      'The item "new" has no list in the run r: it is newer',
    );
  });

  it('answers with similar items, if it has them', async () => {
    const query = { useCase: 'similar-items', itemId: 'shoe', numResults: 1 } as const;
    await expect(askShop({ runtime, s3 }, OUTPUTS, query)).rejects.toThrow(
      'The stack has no lists of similar items. Set similarItems to true',
    );
    const withThem = bucketOf({
      ...OBJECTS,
      'lists/manifest.json': {
        ...{ format: 1, run: 'r' },
        lists: [...lists, { useCase: 'similar-items', prefix: 'lists/r/s/', shards: 1 }],
      },
      'lists/r/s/0.json': { shoe: ['boot', 'sandal'] },
    });
    const found = await shopLists(withThem, OUTPUTS);
    expect(found?.useCases).toEqual([ALSO_VIEWED, 'similar-items']);
    // Personalize does not have this use case.
    expect(deployedUseCases(OUTPUTS, found)).toEqual(['most-viewed', ALSO_VIEWED]);
    const answer = await askShop({ runtime, s3: withThem }, OUTPUTS, query);
    expect(answer).toEqual({ itemList: [{ itemId: 'boot' }] });
  });

  it('is told from one without', async () => {
    expect(await shopLists(s3, {})).toBeUndefined();
  });
});
