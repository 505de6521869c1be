import { KMSClient } from '@aws-sdk/client-kms';
import { PersonalizeClient, ResourceNotFoundException } from '@aws-sdk/client-personalize';
import { PersonalizeRuntimeClient } from '@aws-sdk/client-personalize-runtime';
import { S3Client } from '@aws-sdk/client-s3';
import { userHash } from '@ecommerce-recommenders/shop-data/data/mapping/user-hash';
import { filterValuesOf } from '../../src/recommend/filter-values';
import { askRecommender, recommenderProblem } from '../../src/recommend/recommend';
import { unknownIds } from '../../src/recommend/unknown-ids';
import { personIds } from '../../src/recommend/user-id';
import { bodyOf, fakeClient } from '../support/fake-client';

const ARN = 'arn:aws:personalize:eu-west-1:111122223333';
const CHEAP = `${ARN}:filter/Shop-cheap-0a1b2c3d`;
const RECOMMENDER = `${ARN}:recommender/Shop-most-viewed`;
const PLAIN = { DatasetGroupArn: `${ARN}:dataset-group/Shop-shop`, MostViewedRecommenderArn: RECOMMENDER };
const OUTPUTS = { ...PLAIN, FilterArns: JSON.stringify({ cheap: CHEAP }) };

it.each<[string | undefined, Record<string, string>, string | undefined]>([
  ['cheap', OUTPUTS, CHEAP],
  // What nobody has set has its own name.
  ['constructor', OUTPUTS, `${ARN}:filter/constructor`],
  ['by-hand', PLAIN, `${ARN}:filter/by-hand`],
  [undefined, PLAIN, undefined],
])('a question with the filter %s of the outputs %j asks with %s', async (filter, outputs, filterArn) => {
  const GetRecommendations = (input: { filterArn?: string }) => ({ recommendationId: input.filterArn });
  const runtime = fakeClient(PersonalizeRuntimeClient, { GetRecommendations });
  const query = { useCase: 'most-viewed', userId: 'u', numResults: 5, filter } as const;
  expect((await askRecommender(runtime, outputs, query)).recommendationId).toBe(filterArn);
});

it('a question fails for a use case that is not deployed, with those that are', () => {
  const runtime = fakeClient(PersonalizeRuntimeClient, {});
  const query = { useCase: 'best-sellers', userId: 'u', numResults: 5 } as const;
  expect(() => askRecommender(runtime, OUTPUTS, query)).toThrow('it has most-viewed');
});

it.each<[string, Record<string, string>, string]>([
  ['cheep', OUTPUTS, 'There is no filter "cheep". Did you mean cheap? Filters: cheap, by-hand.'],
  ['sold-out', OUTPUTS, 'There is no filter "sold-out". Filters: cheap, by-hand.'],
  ['cheap', PLAIN, 'There is no filter "cheap". The setting filters makes some.'],
])('a filter that there is not is refused with what there is: %s', async (filter, outputs, says) => {
  const Filters = [
    { name: 'Shop-cheap-0a1b2c3d', filterArn: CHEAP },
    { name: 'by-hand', filterArn: `${ARN}:filter/by-hand` },
  ];
  const client = fakeClient(PersonalizeClient, {
    DescribeFilter: new ResourceNotFoundException({ message: 'It does not exist', $metadata: {} }),
    ListFilters: { Filters: outputs === PLAIN ? [] : Filters },
  });
  await expect(filterValuesOf(client, outputs, filter, 0)).rejects.toThrow(says);
});

const problemOf = (DescribeRecommender: unknown) =>
  recommenderProblem(fakeClient(PersonalizeClient, { DescribeRecommender }), RECOMMENDER);
const start = `Start it with "aws personalize start-recommender --recommender-arn ${RECOMMENDER}"`;
it.each([
  ...['INACTIVE', 'STOP PENDING', 'STOP IN_PROGRESS'].map((status) => [status, start]),
  ['CREATE FAILED', 'Too few events. Fix the cause'],
  ['CREATE IN_PROGRESS', 'Wait until it is ACTIVE'],
])('a recommender does not answer because it is %s, which is said with what to do', async (status, says) => {
  const recommender = { status, failureReason: 'Too few events.' };
  expect(await problemOf({ recommender })).toContain(`is ${status} and does not answer. ${says}`);
});

it('a recommender does not answer for another reason than its status', async () => {
  for (const DescribeRecommender of [{ recommender: { status: 'ACTIVE' } }, new Error('AccessDenied')])
    expect(await problemOf(DescribeRecommender)).toBeUndefined();
});

const FILES: Record<string, string> = {
  'dataset/training_user.csv': 'USER_ID,AGE\n1,30\n2,40\n',
  'dataset/training_item.csv': 'NAME,ITEM_ID\nCup,cup-1\nBowl,bowl-2\n',
};
const UNKNOWN = 'so the answer is for an unknown item.';

it.each([
  [{ userId: '1', itemId: 'bowl2' }, [`The data has no item "bowl2", ${UNKNOWN} Did you mean bowl-2?`]],
  [{ itemId: 'zzz' }, [`The data has no item "zzz", ${UNKNOWN} One that it has is cup-1.`]],
  [{ userId: '2', itemId: 'cup-1' }, []],
  [{}, []],
])('ids that the data does not hold are named, with what may have been meant: %j', async (ids, says) => {
  const GetObject = ({ Key }: { Key: string }) => ({ Body: bodyOf(FILES[Key]) });
  expect(await unknownIds(fakeClient(S3Client, { GetObject }), 'bucket', ids)).toEqual(says);
});

it.each(['1', '7fa0983d-4204-45fd-ba64-8af077ea4bc9'])(
  'ids that the data does not hold are not taken for another number or random id, such as %s',
  async (known) => {
    const client = fakeClient(S3Client, { GetObject: () => ({ Body: bodyOf(`ITEM_ID\n${known}\n`) }) });
    for (const itemId of ['11', '7fa0983d-4204-45fd-ba64-8af077ea4bc8'])
      expect(await unknownIds(client, 'bucket', { itemId })).toEqual([
        `The data has no item "${itemId}", ${UNKNOWN} One that it has is ${known}.`,
      ]);
  },
);

const Mac = Buffer.from('code');
const hashOf = userHash(Mac);
const ALIKE = 'a'.repeat(64);
const KEY = { UserKeyArn: 'arn:key' };

it.each<[string, Record<string, string>, string, string[]]>([
  ['the shop’s own where it hashes none', {}, ALIKE, [ALIKE]],
  ['the hash', KEY, 'c3', [hashOf('c3')]],
  ['the hash of an id that looks like one, beside it', KEY, ALIKE, [hashOf(ALIKE), ALIKE]],
  ['the id alone of a guest, which the API made', KEY, 'guest:1', ['guest:1']],
])('the ids by which a stack may know a person are %s', async (_, outputs, id, ids) => {
  expect(await personIds(fakeClient(KMSClient, { GenerateMac: { Mac } }), outputs, id)).toEqual(ids);
});
