import { PersonalizeRuntime } from '@aws-sdk/client-personalize-runtime';
import { refusal, type Account } from '../account';
import type { ConformanceCase } from '../conformance-case';
import { recorded } from '../sources';
import { client, filledGroup, guide, rows, statuses } from './personalize';

const MESSAGES = guide('error-messages');
const RANKINGS = guide('rankings');
const POC = recorded(
  'aws-samples/amazon-personalize-samples',
  'next_steps/workshops/POC_in_a_box/completed/04_Deploying_Campaigns_and_Filters.ipynb',
);
const RECIPE = 'arn:aws:personalize:::recipe/aws-personalized-ranking';
const ARN = 'arn:aws:personalize:us-east-1:123456789012';

/** A solution, a version and their statuses, on 1,000 interactions of `users` users. */
async function trained(
  account: Account,
  users = 25,
): Promise<{ solutionArn: string; solutionVersionArn: string; states: string[]; reason?: string }> {
  const personalize = client(account);
  const datasetGroupArn = await filledGroup(account, rows(1000, users));
  const { solutionArn = '' } = await personalize.createSolution({
    name: 'rerank',
    datasetGroupArn,
    recipeArn: RECIPE,
    performAutoTraining: false,
  });
  await statuses(account, async () => (await personalize.describeSolution({ solutionArn })).solution?.status);
  const { solutionVersionArn = '' } = await personalize.createSolutionVersion({ solutionArn });
  const describe = async () =>
    (await personalize.describeSolutionVersion({ solutionVersionArn })).solutionVersion;
  const states = await statuses(account, async () => (await describe())?.status);
  return { solutionArn, solutionVersionArn, states, reason: (await describe())?.failureReason };
}

async function deployed(account: Account, solutionVersionArn: string, name = 'rerank'): Promise<string[]> {
  const personalize = client(account);
  const { campaignArn } = await personalize.createCampaign({
    name,
    solutionVersionArn,
    minProvisionedTPS: 1,
  });
  return statuses(
    account,
    async () => (await personalize.describeCampaign({ campaignArn })).campaign?.status,
  );
}

/** A ranking of the first items, an unknown one before them. */
async function ranked(account: Account): Promise<{ ids: string[]; scores: number[] }> {
  await deployed(account, (await trained(account)).solutionVersionArn);
  const { personalizedRanking = [] } = await account.client(PersonalizeRuntime).getPersonalizedRanking({
    campaignArn: `${ARN}:campaign/rerank`,
    userId: 'u1',
    inputList: ['unknown', 'i1', 'i2', 'i3'],
  });
  return {
    ids: personalizedRanking.map(({ itemId = '' }) => itemId),
    scores: personalizedRanking.map(({ score = NaN }) => score),
  };
}

/** Custom solutions of personalized rankings, from the guide and the notebooks. */
export const personalizeRankings: readonly ConformanceCase[] = [
  {
    id: 'states of a solution version',
    title: 'a solution version is CREATE PENDING, CREATE IN_PROGRESS, ACTIVE',
    source: guide('API_SolutionVersion'),
    run: async (account) => (await trained(account)).states,
    expected: ['CREATE PENDING', 'CREATE IN_PROGRESS', 'ACTIVE'],
  },
  {
    id: 'a ranking of too few users',
    title: 'a solution version of too few users: … fewer than 25 users with at least 2 interactions each',
    source: MESSAGES,
    run: async (account) => (await trained(account, 20)).reason,
    expected: /^Create failed\. Dataset has fewer than 25 users with at least 2 interactions each\.$/,
  },
  {
    id: 'a campaign',
    title: 'a campaign is answered by its ARN, which ends in its name',
    source: POC,
    run: async (account) => {
      const { solutionVersionArn } = await trained(account);
      const { campaignArn } = await client(account).createCampaign({ name: 'rerank', solutionVersionArn });
      return campaignArn;
    },
    expected: `${ARN}:campaign/rerank`,
  },
  {
    id: 'states of a campaign',
    title: 'a campaign is CREATE PENDING, CREATE IN_PROGRESS, ACTIVE',
    source: guide('API_Campaign'),
    run: async (account) => deployed(account, (await trained(account)).solutionVersionArn),
    expected: ['CREATE PENDING', 'CREATE IN_PROGRESS', 'ACTIVE'],
  },
  {
    id: 'a sixth campaign',
    title: 'a sixth campaign: Cannot create a campaign. More than 5 resources in ACTIVE state. …',
    source: MESSAGES,
    run: async (account) => {
      const { solutionVersionArn } = await trained(account);
      for (let n = 0; n < 5; n++) await deployed(account, solutionVersionArn, `campaign-${n}`);
      return refusal(client(account).createCampaign({ name: 'sixth', solutionVersionArn }));
    },
    expected: {
      code: 'LimitExceededException',
      message:
        /^Cannot create a campaign\. More than 5 resources in ACTIVE state\. Please delete some and try again\.$/,
    },
  },
  {
    id: 'a solution with a campaign',
    title: 'a solution cannot be deleted before its campaigns',
    source: guide('API_DeleteSolution'),
    run: async (account) => {
      const { solutionArn, solutionVersionArn } = await trained(account);
      await deployed(account, solutionVersionArn);
      return refusal(client(account).deleteSolution({ solutionArn }));
    },
    expected: { code: 'ResourceInUseException', status: 400 },
  },
  {
    id: 'UPDATE of a ranking',
    title: 'the training mode UPDATE is for User-Personalization and HRNN-Coldstart only',
    source: guide('API_CreateSolutionVersion'),
    run: async (account) => {
      const { solutionArn } = await trained(account);
      return refusal(client(account).createSolutionVersion({ solutionArn, trainingMode: 'UPDATE' }));
    },
    expected: { code: 'InvalidInputException', status: 400 },
  },
  {
    id: 'scores of a ranking',
    title: 'the scores of a ranking descend and add up to 1',
    source: RANKINGS,
    run: async (account) => {
      const { scores } = await ranked(account);
      const sum = scores.reduce((total, score) => total + score, 0);
      return [sum.toFixed(6), scores.every((score, place) => place === 0 || score <= scores[place - 1])];
    },
    expected: ['1.000000', true],
  },
  {
    id: 'an unknown item of a ranking',
    title: 'an item that was not in the training comes last',
    source: guide('API_RS_GetPersonalizedRanking'),
    run: async (account) => (await ranked(account)).ids.at(-1),
    expected: 'unknown',
  },
];
