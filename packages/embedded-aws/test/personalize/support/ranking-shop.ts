import * as sdk from '@aws-sdk/client-personalize';
import type { GetPersonalizedRankingCommandInput } from '@aws-sdk/client-personalize-runtime';
import { fillGroup, settle } from './shop';
import { interactionsCsv } from './shop-files';
import type { TestPersonalize } from './start-personalize';

export const RANKING_RECIPE = 'arn:aws:personalize:::recipe/aws-personalized-ranking-v2';

/** A dataset group with imported interactions. */
export const createFilledGroup = async (
  aws: TestPersonalize,
  csv = interactionsCsv(),
  name = 'shop',
): Promise<string> => (await fillGroup(aws, { INTERACTIONS: csv }, name)).group;

/** Creates a solution without automatic training unless told otherwise, and waits for it. */
export async function createSolution(
  { personalize, clock }: TestPersonalize,
  datasetGroupArn: string,
  input: Partial<sdk.CreateSolutionCommandInput> = {},
): Promise<string> {
  const { solutionArn } = await personalize.createSolution({
    name: 'ranking',
    datasetGroupArn,
    recipeArn: RANKING_RECIPE,
    performAutoTraining: false,
    ...input,
  });
  await settle(
    // A minute: an hour would bring the first automatic training.
    { clock: { ...clock, advance: () => clock.advance(60_000) } },
    async () => (await personalize.describeSolution({ solutionArn })).solution?.status,
  );
  return solutionArn!;
}

export const describeVersion = async (
  { personalize }: TestPersonalize,
  solutionVersionArn: string,
): Promise<sdk.SolutionVersion> =>
  (await personalize.describeSolutionVersion({ solutionVersionArn })).solutionVersion!;

/** Trains a version, and waits for its end. */
export async function trainVersion(aws: TestPersonalize, solutionArn: string): Promise<sdk.SolutionVersion> {
  const { solutionVersionArn } = await aws.personalize.createSolutionVersion({ solutionArn });
  await settle(aws, async () => (await describeVersion(aws, solutionVersionArn!)).status);
  return describeVersion(aws, solutionVersionArn!);
}

export const describeCampaign = async (
  { personalize }: TestPersonalize,
  campaignArn: string,
): Promise<sdk.Campaign> => (await personalize.describeCampaign({ campaignArn })).campaign!;

/** Creates a campaign, and waits for it. */
export async function createCampaign(
  aws: TestPersonalize,
  solutionVersionArn: string,
  input: Partial<sdk.CreateCampaignCommandInput> = {},
): Promise<string> {
  const request = { name: 'ranking', solutionVersionArn, ...input };
  const { campaignArn } = await aws.personalize.createCampaign(request);
  await settle(aws, async () => (await describeCampaign(aws, campaignArn!)).status);
  return campaignArn!;
}

/** Waits for the end of a campaign's update. */
export const settleUpdate = (aws: TestPersonalize, campaignArn: string): Promise<string | undefined> =>
  settle(aws, async () => (await describeCampaign(aws, campaignArn)).latestCampaignUpdate?.status);

/** Ids and scores of a ranking. */
export async function rank(
  { runtime }: TestPersonalize,
  input: GetPersonalizedRankingCommandInput,
): Promise<{ ids: string[]; scores: number[] }> {
  const { personalizedRanking = [] } = await runtime.getPersonalizedRanking(input);
  return {
    ids: personalizedRanking.map(({ itemId }) => itemId!),
    scores: personalizedRanking.map(({ score }) => score!),
  };
}
