import { GetRecommendationsCommand, PersonalizeRuntimeClient } from '@aws-sdk/client-personalize-runtime';
import { PersonalizeClient, ResourceNotFoundException } from '@aws-sdk/client-personalize';
import { KMSClient } from '@aws-sdk/client-kms';
import { S3Client, type GetObjectCommandInput } from '@aws-sdk/client-s3';
import { userHash } from '@ecommerce-recommenders/shop-data/data/mapping/user-hash';
import { filterValuesOf } from '../../src/recommend/filter-values';
import { askRecommender, recommenderProblem } from '../../src/recommend/recommend';
import { unknownIds } from '../../src/recommend/unknown-ids';
import { personIds } from '../../src/recommend/user-id';
import { bodyOf, fakeClient } from '../support/fake-client';

const ARN = 'arn:aws:personalize:eu-west-1:111122223333';
const CHEAP = `${ARN}:filter/Shop-cheap-0a1b2c3d`;
const OUTPUTS = {
  DatasetGroupArn: `${ARN}:dataset-group/Shop-shop`,
  MostViewedRecommenderArn: `${ARN}:recommender/Shop-most-viewed`,
  FilterArns: JSON.stringify({ cheap: CHEAP }),
};

async function filterArnFor(filter?: string, outputs: Record<string, string> = OUTPUTS) {
  let asked: string | undefined;
  const runtime = fakeClient(PersonalizeRuntimeClient, {
    GetRecommendations: ({ filterArn }: GetRecommendationsCommand['input']) => {
      asked = filterArn;
      return {};
    },
  });
  await askRecommender(runtime, outputs, { useCase: 'most-viewed', userId: 'u', numResults: 5, filter });
  return asked;
}

describe('a question with a filter', () => {
  it('finds one of the settings by its name there', async () => {
    expect(await filterArnFor('cheap')).toBe(CHEAP);
  });

  it.each(['by-hand', 'constructor'])('finds %s, which nobody has set, by its own name', async (name) => {
    expect(await filterArnFor(name)).toBe(`${ARN}:filter/${name}`);
    expect(await filterArnFor(name, { ...OUTPUTS, FilterArns: '{}' })).toBe(`${ARN}:filter/${name}`);
  });

  it('needs none, and no output', async () => {
    const { DatasetGroupArn, MostViewedRecommenderArn } = OUTPUTS;
    const outputs = { DatasetGroupArn, MostViewedRecommenderArn };
    expect(await filterArnFor(undefined, outputs)).toBeUndefined();
    expect(await filterArnFor('by-hand', outputs)).toBe(`${ARN}:filter/by-hand`);
  });

  it('fails for a use case that is not deployed, with those that are', async () => {
    const runtime = {} as PersonalizeRuntimeClient;
    const query = { useCase: 'best-sellers', userId: 'u', numResults: 5 } as const;
    expect(() => askRecommender(runtime, OUTPUTS, query)).toThrow('it has most-viewed');
  });
});

describe('why a recommender does not answer', () => {
  const problemAt = (status: string | Error, failureReason?: string): Promise<string | undefined> => {
    const answer = status instanceof Error ? status : { recommender: { status, failureReason } };
    const client = fakeClient(PersonalizeClient, { DescribeRecommender: answer });
    return recommenderProblem(client, OUTPUTS.MostViewedRecommenderArn);
  };

  it.each<[string, string | Error, RegExp?]>([
    ['that it is stopped', 'INACTIVE', /is INACTIVE[^]*start-recommender --recommender-arn arn:/],
    ['that it is stopped', 'STOP PENDING', /is STOP PENDING[^]*start-recommender --recommender-arn arn:/],
    ['that it is stopped', 'STOP IN_PROGRESS', /is STOP IN_PROGRESS[^]*start-recommender/],
    ['the reason of its training', 'CREATE FAILED', /Too few events\. Fix the cause/],
    ['to wait', 'CREATE IN_PROGRESS', /Wait until it is ACTIVE/],
    ['not its status', 'ACTIVE'],
    ['unknown where it cannot be seen', new Error('AccessDenied')],
  ])('is %s: %s', async (_, status, says) => {
    const problem = await problemAt(status, 'Too few events.');
    expect(problem).toEqual(says && expect.stringMatching(says));
  });
});

/** A Personalize with a filter of the stack, and perhaps one that was created by hand. */
const personalizeWith = (...Filters: readonly { name: string; filterArn: string }[]): PersonalizeClient =>
  fakeClient(PersonalizeClient, {
    ListFilters: { Filters },
    DescribeFilter: new ResourceNotFoundException({ message: 'It does not exist', $metadata: {} }),
  });

it('a filter that there is not is refused with those that there are, and the one that may have been meant', async () => {
  const client = personalizeWith(
    { name: 'Shop-cheap-0a1b2c3d', filterArn: CHEAP },
    { name: 'by-hand', filterArn: `${ARN}:filter/by-hand` },
  );
  await expect(filterValuesOf(client, OUTPUTS, 'cheep', 0)).rejects.toThrow(
    'There is no filter "cheep". Did you mean cheap? Filters: cheap, by-hand.',
  );
  await expect(filterValuesOf(client, OUTPUTS, 'sold-out', 0)).rejects.toThrow(
    'There is no filter "sold-out". Filters: cheap, by-hand.',
  );
});

it('a filter that there is not is refused with the setting that makes some where there is none', async () => {
  const { DatasetGroupArn } = OUTPUTS;
  await expect(filterValuesOf(personalizeWith(), { DatasetGroupArn }, 'cheap', 0)).rejects.toThrow(
    'There is no filter "cheap". The setting filters makes some.',
  );
});

const FILES: Record<string, string> = {
  'dataset/training_user.csv': 'USER_ID,AGE\n1,30\n2,40\n',
  'dataset/training_item.csv': 'NAME,ITEM_ID\nCup,cup-1\nBowl,bowl-2\n',
};

const GetObject = ({ Key = '' }: GetObjectCommandInput): object => ({ Body: bodyOf(FILES[Key]) });
const client = fakeClient(S3Client, { GetObject });

describe('ids that the data does not hold', () => {
  it.each([
    ['the one that may have been meant', 'bowl2', 'Did you mean bowl-2?'],
    ['one of the data where none is near', 'zzz', 'One that it has is cup-1.'],
  ])('are named with %s', async (_, itemId, hint) => {
    expect(await unknownIds(client, 'bucket', { userId: '1', itemId })).toEqual([
      `The data has no item "${itemId}", so the answer is for an unknown item. ${hint}`,
    ]);
  });

  const NEAR = ['11', '7fa0983d-4204-45fd-ba64-8af077ea4bc8'];
  it.each(NEAR)('are none that another number or random id stands for: %s', async (itemId) => {
    for (const id of ['1', '7fa0983d-4204-45fd-ba64-8af077ea4bc9']) {
      const ofOne = fakeClient(S3Client, { GetObject: () => ({ Body: bodyOf(`ITEM_ID\n${id}\n`) }) });
      const [says] = await unknownIds(ofOne, 'bucket', { itemId });
      expect(says).toContain('One that it has is ');
      expect(says).not.toContain('Did you mean');
    }
  });

  it('are none where both are known, or neither was asked for', async () => {
    expect(await unknownIds(client, 'bucket', { userId: '2', itemId: 'cup-1' })).toEqual([]);
    expect(await unknownIds(client, 'bucket', {})).toEqual([]);
  });
});

const Mac = Buffer.from('code');
const kms = fakeClient(KMSClient, { GenerateMac: { Mac } });
const hashOf = userHash(Mac);

it('the ids by which a stack may know a person are the shop’s own where it hashes none', async () => {
  await expect(personIds(kms, {}, 'a'.repeat(64))).resolves.toEqual(['a'.repeat(64)]);
});

it('the ids by which a stack may know a person are the hash, also of an id that looks like one, which stays beside it', async () => {
  const outputs = { UserKeyArn: 'arn:key' };
  await expect(personIds(kms, outputs, 'c3')).resolves.toEqual([hashOf('c3')]);
  const alike = 'a'.repeat(64);
  await expect(personIds(kms, outputs, alike)).resolves.toEqual([hashOf(alike), alike]);
});

it('the ids by which a stack may know a person are the id alone of a guest, which the API made', async () => {
  await expect(personIds(kms, { UserKeyArn: 'arn:key' }, 'guest:1')).resolves.toEqual(['guest:1']);
});
