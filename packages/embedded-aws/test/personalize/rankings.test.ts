import { CloudWatch } from '@aws-sdk/client-cloudwatch';
import * as sdk from '@aws-sdk/client-personalize';
import { refused } from '../support/refused';
import { clientOf, runningFor } from '../support/running';
import {
  createCampaign,
  createFilledGroup,
  createSolution,
  describeCampaign,
  rank,
  RANKING_RECIPE,
  trainVersion,
} from './support/ranking-shop';
import { createFilter, fillGroup } from './support/shop';
import { interactionsCsv, itemsCsv, tasteCsv } from './support/shop-files';
import { startPersonalize } from './support/start-personalize';
import { createTracker, stream } from './support/stream';

const ARN = 'arn:aws:personalize:us-east-1:123456789012';
const INPUT = ['item-3', 'item-0', 'item-29', 'item-12'];

describe('a personalized ranking', () => {
  const aws = runningFor('all tests', startPersonalize);
  let group: string;
  let campaignArn: string;
  beforeAll(async () => {
    ({ group } = await fillGroup(aws, { INTERACTIONS: interactionsCsv(), ITEMS: itemsCsv() }));
    campaignArn = await deploy('ranking', {});
  });

  const deploy = async (
    name: string,
    campaignConfig: sdk.CampaignConfig,
    solution: Partial<sdk.CreateSolutionCommandInput> = {},
    ofGroup = group,
  ): Promise<string> => {
    const solutionArn = await createSolution(aws, ofGroup, { name, ...solution });
    const { solutionVersionArn = '' } = await trainVersion(aws, solutionArn);
    return createCampaign(aws, solutionVersionArn, { name, campaignConfig });
  };
  const ask = (input: object) => rank(aws, { campaignArn, userId: 'user-5', inputList: INPUT, ...input });

  it('orders each given item once, in whatever order they come, for an unknown user by popularity (PERSONALIZE-90)', async () => {
    const answer = await ask({});
    expect([...answer.ids].sort()).toEqual([...INPUT].sort());
    expect(await ask({ inputList: [...INPUT].reverse() })).toEqual(answer);
    const { ids } = await ask({ userId: 'nobody', inputList: ['item-20', 'item-0', 'item-20', 'item-1'] });
    expect(ids).toEqual(['item-0', 'item-1', 'item-20']);
  });

  it('puts items that the training did not know last: without a score, or with 0 by the older recipe', async () => {
    const inputList = ['new-b', 'item-3', 'new-a'];
    const v2 = await ask({ inputList });
    expect(v2).toEqual({ ids: ['item-3', 'new-b', 'new-a'], scores: [1, undefined, undefined] });
    const recipeArn = RANKING_RECIPE.replace('-v2', '');
    const older = await deploy('older', {}, { recipeArn });
    expect(await ask({ campaignArn: older, inputList })).toEqual({ ids: v2.ids, scores: [1, 0, 0] });
  });

  it('follows what the user does now', async () => {
    const tastes = await createFilledGroup(aws, tasteCsv(), 'tastes');
    const ofTastes = { campaignArn: await deploy('tastes', {}, {}, tastes) };
    const trackingId = await createTracker(aws, tastes);
    const event = { eventType: 'View', itemId: 'item-29', sentAt: 1_700_000_000 };
    await stream(aws, 'events', { trackingId, sessionId: 'visit', eventList: [event] });
    expect((await ask({ ...ofTastes, userId: 'visit' })).ids[0]).toBe('item-29');
    expect((await ask({ ...ofTastes, userId: 'nobody' })).ids[0]).toBe('item-0');
  });

  it('leaves out what a filter leaves out, and shares the scores among the rest (PERSONALIZE-93)', async () => {
    const filter = (name: string, condition: string) =>
      createFilter(aws, group, name, `EXCLUDE ItemID WHERE ${condition}`);
    const filterArn = await filter('bought', 'Interactions.EVENT_TYPE IN ("Purchase")');
    const { ids, scores } = await ask({ inputList: ['item-5', 'item-20', 'item-21'], filterArn });
    expect([...ids].sort()).toEqual(['item-20', 'item-21']);
    expect(scores[0] + scores[1]).toBeCloseTo(1, 12);
    const current = await filter('current', 'Items.CATEGORY_L1 IN CurrentItem.CATEGORY_L1');
    await expect(ask({ filterArn: current })).rejects.toThrow('a ranking is not one of them');
  });

  it('gives metadata where the campaign does, for at most 50 items', async () => {
    const metadataColumns = { ITEMS: ['PRICE'] };
    const text = 'enableMetadataWithRecommendations in its campaignConfig';
    await expect(ask({ metadataColumns })).rejects.toThrow(text);
    const giving = await deploy('metadata', { enableMetadataWithRecommendations: true });
    const inputList = Array.from({ length: 51 }, (_, n) => `item-${n}`);
    const limit = 'the length of inputList is 51; with metadataColumns at most 50';
    await expect(ask({ campaignArn: giving, inputList, metadataColumns })).rejects.toThrow(limit);
  });

  it.each<[string, object, string?, string?]>([
    ['501 items', { inputList: Array.from({ length: 501 }, (_, n) => `item-${n}`) }, 'inputList'],
    ['no items', { inputList: [] }, 'inputList'],
    ['no user', { userId: '' }, 'userId'],
    ['an unknown context', { context: { MOOD: 'good' } }, 'MOOD'],
    ['an unknown campaign', { campaignArn: `${ARN}:campaign/none` }, 'none', 'ResourceNotFoundException'],
  ])('fails %s', async (_what, input, text, code = 'InvalidInputException') => {
    await refused(ask(input), code, text);
  });

  it('counts its requests by campaign, and the training by version', async () => {
    await ask({});
    await expect(ask({ userId: '' })).rejects.toThrow('userId');
    const cloudWatch = clientOf(aws, CloudWatch);
    const sumOf = async (MetricName: string, dimensions: Record<string, string>): Promise<number> => {
      const { Datapoints = [] } = await cloudWatch.getMetricStatistics({
        Namespace: 'AWS/Personalize',
        MetricName,
        Dimensions: Object.entries(dimensions).map(([Name, Value]) => ({ Name, Value })),
        // Whoever waits for a creation turns the clock by hours.
        StartTime: new Date(aws.clock.now() - 7 * 86_400_000),
        EndTime: new Date(aws.clock.now() + 60_000),
        Period: 3_600,
        Statistics: ['Sum'],
      });
      return Datapoints.reduce((sum, { Sum = 0 }) => sum + Sum, 0);
    };
    expect(await sumOf('GetPersonalizedRanking', { CampaignArn: campaignArn })).toBeGreaterThan(0);
    expect(await sumOf('GetPersonalizedRanking4xxErrors', { CampaignArn: campaignArn })).toBeGreaterThan(0);
    const { solutionVersionArn: SolutionVersionArn = '' } = await describeCampaign(aws, campaignArn);
    const SolutionArn = SolutionVersionArn.slice(0, SolutionVersionArn.lastIndexOf('/'));
    const version = { SolutionArn, SolutionVersionArn };
    expect(await sumOf('SolutionTrainingJobRequests', version)).toBe(1);
    expect(await sumOf('SolutionTrainingJobError', version)).toBe(0);
  });
});
