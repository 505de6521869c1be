import { Personalize } from '@aws-sdk/client-personalize';
import { PersonalizeRuntime } from '@aws-sdk/client-personalize-runtime';
import { awsForEach } from '../support/test-aws';
import { sessionOf } from './session-of';
import { refused } from '../support/refused';

const ARN = 'arn:aws:personalize:us-east-1:123456789012';
const RECIPE = 'arn:aws:personalize:::recipe/aws-personalized-ranking-v2';

const aws = awsForEach();
const configOf = async (Action: string, Resource: string[]): Promise<object> => {
  const allowed = { Effect: 'Allow', Action, Resource };
  return { credentials: await sessionOf(aws.endpoint, { name: 'ranker', allowed }) };
};

it('GetPersonalizedRanking is allowed by campaign', async () => {
  const runtime = aws.client(
    PersonalizeRuntime,
    await configOf('personalize:GetPersonalizedRanking', [`${ARN}:campaign/mine`]),
  );
  const rank = (name: string) =>
    runtime.getPersonalizedRanking({ campaignArn: `${ARN}:campaign/${name}`, userId: 'u', inputList: ['i'] });
  await expect(rank('mine')).rejects.toMatchObject({ name: 'ResourceNotFoundException' });
  await expect(rank('other')).rejects.toMatchObject({ name: 'AccessDeniedException' });
});

it.each([
  ['CreateSolution', [`${ARN}:dataset-group/shop`, `${ARN}:solution/s`], RECIPE],
  ['CreateSolution', [`${ARN}:dataset-group/shop`, RECIPE], `${ARN}:solution/s`],
  ['CreateSolutionVersion', [`${ARN}:solution/other`], `${ARN}:solution/s`],
  ['CreateCampaign', [`${ARN}:solution/*`], `${ARN}:campaign/c`],
  // The reference names the solution as the resource: a version is none.
  ['CreateCampaign', [`${ARN}:campaign/c`, `${ARN}:solution/s/*`], `${ARN}:solution/s`],
  ['DescribeSolutionVersion', [`${ARN}:solution/s/*`], `${ARN}:solution/s`],
  ['GetSolutionMetrics', [`${ARN}:solution/s/*`], `${ARN}:solution/s`],
  ['StopSolutionVersionCreation', [`${ARN}:solution/s/*`], `${ARN}:solution/s`],
] as const)(
  '%s needs its permission on all resources: with %j it lacks %s (IAM-12)',
  async (operation, allowed, lacks) => {
    const personalize = aws.client(Personalize, await configOf(`personalize:${operation}`, [...allowed]));
    const solutionVersionArn = `${ARN}:solution/s/0123abcd`;
    const calls = {
      CreateSolution: () =>
        personalize.createSolution({
          name: 's',
          datasetGroupArn: `${ARN}:dataset-group/shop`,
          recipeArn: RECIPE,
        }),
      CreateSolutionVersion: () => personalize.createSolutionVersion({ solutionArn: `${ARN}:solution/s` }),
      CreateCampaign: () => personalize.createCampaign({ name: 'c', solutionVersionArn }),
      DescribeSolutionVersion: () => personalize.describeSolutionVersion({ solutionVersionArn }),
      GetSolutionMetrics: () => personalize.getSolutionMetrics({ solutionVersionArn }),
      StopSolutionVersionCreation: () => personalize.stopSolutionVersionCreation({ solutionVersionArn }),
    };
    await refused(
      calls[operation](),
      'AccessDeniedException',
      `personalize:${operation} on resource: ${lacks} because`,
    );
  },
);
