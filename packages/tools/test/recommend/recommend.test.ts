import { GetRecommendationsCommand, PersonalizeRuntimeClient } from '@aws-sdk/client-personalize-runtime';
import { PersonalizeClient } from '@aws-sdk/client-personalize';
import { askRecommender, recommenderProblem } from '../../src/recommend/recommend';
import { fakeClient } from '../support/fake-client';

const ARN = 'arn:aws:personalize:eu-west-1:111122223333';
const OUTPUTS = {
  DatasetGroupArn: `${ARN}:dataset-group/Shop-shop`,
  MostViewedRecommenderArn: `${ARN}:recommender/Shop-most-viewed`,
  FilterArns: JSON.stringify({ cheap: `${ARN}:filter/Shop-cheap-0a1b2c3d` }),
};

/** The filter ARN in a request for the most viewed items. */
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
    expect(await filterArnFor('cheap')).toBe(`${ARN}:filter/Shop-cheap-0a1b2c3d`);
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
