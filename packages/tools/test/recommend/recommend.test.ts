import type {
  GetRecommendationsCommand,
  PersonalizeRuntimeClient,
} from '@aws-sdk/client-personalize-runtime';
import type { PersonalizeClient } from '@aws-sdk/client-personalize';
import { askRecommender, recommenderProblem } from '../../src/recommend/recommend';

const ARN = 'arn:aws:personalize:eu-west-1:111122223333';
const OUTPUTS = {
  DatasetGroupArn: `${ARN}:dataset-group/Shop-shop`,
  MostViewedRecommenderArn: `${ARN}:recommender/Shop-most-viewed`,
  FilterArns: JSON.stringify({ cheap: `${ARN}:filter/Shop-cheap-0a1b2c3d` }),
};

/** The filter ARN in a request for the most viewed items. */
async function filterArnFor(
  filter?: string,
  outputs: Record<string, string> = OUTPUTS,
): Promise<string | undefined> {
  let asked: string | undefined;
  const send = async ({ input }: GetRecommendationsCommand): Promise<object> => {
    asked = input.filterArn;
    return {};
  };
  const runtime = { send } as unknown as PersonalizeRuntimeClient;
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

const RECOMMENDER = 'arn:aws:personalize:us-east-1:123456789012:recommender/shop';

const problemAt = (status: string, failureReason?: string): Promise<string | undefined> => {
  const client = { send: async () => ({ recommender: { status, failureReason } }) };
  return recommenderProblem(client as unknown as PersonalizeClient, RECOMMENDER);
};

describe('why a recommender does not answer', () => {
  it.each(['INACTIVE', 'STOP PENDING', 'STOP IN_PROGRESS'])(
    'is, at %s, that it is stopped',
    async (status) => {
      expect(await problemAt(status)).toContain(`is ${status}`);
      expect(await problemAt(status)).toContain(`start-recommender --recommender-arn ${RECOMMENDER}`);
    },
  );

  it('is, after a failed training, its reason', async () => {
    expect(await problemAt('CREATE FAILED', 'Too few events.')).toContain('Too few events. Fix the cause');
  });

  it('is, while it is trained, to wait', async () => {
    expect(await problemAt('CREATE IN_PROGRESS')).toContain('Wait until it is ACTIVE');
  });

  it('is not its status if that is ACTIVE or cannot be seen', async () => {
    expect(await problemAt('ACTIVE')).toBeUndefined();
    const client = { send: async () => Promise.reject(new Error('AccessDenied')) };
    expect(await recommenderProblem(client as unknown as PersonalizeClient, RECOMMENDER)).toBeUndefined();
  });
});
