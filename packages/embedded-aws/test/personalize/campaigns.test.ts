import {
  createCampaign,
  createFilledGroup,
  createSolution,
  describeCampaign,
  rank,
  settleUpdate,
  trainVersion,
} from './support/ranking-shop';
import { startPersonalize } from './support/start-personalize';
import { refused } from '../support/refused';
import { runningFor } from '../support/running';

const containing = (text: string): string => expect.stringContaining(text) as string;

const aws = runningFor('each test', () => startPersonalize('realistic'));
let group: string;
beforeEach(async () => {
  group = await createFilledGroup(aws);
});

describe('campaigns', () => {
  it('take a new version without a gap', async () => {
    const solutionArn = await createSolution(aws, group);
    const { solutionVersionArn: first = '' } = await trainVersion(aws, solutionArn);
    const campaignArn = await createCampaign(aws, first);
    expect((await describeCampaign(aws, campaignArn)).latestCampaignUpdate).toBeUndefined();
    const { solutionVersionArn: second = '' } = await trainVersion(aws, solutionArn);
    const update = { campaignArn, solutionVersionArn: `${solutionArn}/$LATEST`, minProvisionedTPS: 2 };
    await aws.personalize.updateCampaign(update);
    expect(await describeCampaign(aws, campaignArn)).toMatchObject({
      status: 'ACTIVE',
      solutionVersionArn: first,
      minProvisionedTPS: 1,
      latestCampaignUpdate: { status: 'CREATE PENDING', solutionVersionArn: second, minProvisionedTPS: 2 },
    });
    await refused(aws.personalize.updateCampaign(update), 'ResourceInUseException');
    expect(await settleUpdate(aws, campaignArn)).toBe('ACTIVE');
    expect(await describeCampaign(aws, campaignArn)).toMatchObject({
      status: 'ACTIVE',
      solutionVersionArn: second,
      minProvisionedTPS: 2,
    });
  });

  it.each([
    ['exploration', { itemExplorationConfig: { explorationWeight: '0.3' } }, 'itemExplorationConfig'],
    ['an influence', { rankingInfluence: { POPULARITY: 0.5 } }, 'rankingInfluence'],
    ['to follow a version', { syncWithLatestSolutionVersion: true }, 'syncWithLatestSolutionVersion'],
  ])('fail %s by name (PERSONALIZE-81)', async (_what, campaignConfig, text) => {
    const solutionArn = await createSolution(aws, group);
    const { solutionVersionArn = '' } = await trainVersion(aws, solutionArn);
    await refused(createCampaign(aws, solutionVersionArn, { campaignConfig }), 'InvalidInputException', text);
  });

  it('are not deployed from a solution without a trained version, and are five in a group', async () => {
    const solutionArn = await createSolution(aws, group);
    const latest = `${solutionArn}/$LATEST`;
    await refused(createCampaign(aws, latest), 'ResourceInUseException');
    await trainVersion(aws, solutionArn);
    for (let n = 0; n < 5; n++) await createCampaign(aws, latest, { name: `campaign-${n}` });
    await refused(createCampaign(aws, latest), 'LimitExceededException');
  });

  it('follow their solution to each new version if told to, and answer meanwhile', async () => {
    const solutionArn = await createSolution(aws, group);
    const { solutionVersionArn: first } = await trainVersion(aws, solutionArn);
    const campaignArn = await createCampaign(aws, `${solutionArn}/$LATEST`, {
      campaignConfig: { syncWithLatestSolutionVersion: true },
    });
    expect((await describeCampaign(aws, campaignArn)).solutionVersionArn).toBe(first);
    const { solutionVersionArn: second } = await trainVersion(aws, solutionArn);
    const question = { campaignArn, userId: 'user-1', inputList: ['item-1'] };
    expect((await rank(aws, question)).ids).toEqual(['item-1']);
    expect(await settleUpdate(aws, campaignArn)).toBe('ACTIVE');
    expect((await describeCampaign(aws, campaignArn)).solutionVersionArn).toBe(second);
  });
});
