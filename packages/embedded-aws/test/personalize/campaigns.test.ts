import { refused } from '../support/refused';
import { runningFor } from '../support/running';
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

const aws = runningFor('each test', () => startPersonalize('realistic'));
let solutionArn: string;
beforeEach(async () => {
  solutionArn = await createSolution(aws, await createFilledGroup(aws));
});
const newVersion = async (): Promise<string> => (await trainVersion(aws, solutionArn)).solutionVersionArn!;

describe('campaigns', () => {
  it('take a new version without a gap', async () => {
    const first = await newVersion();
    const campaignArn = await createCampaign(aws, first);
    expect((await describeCampaign(aws, campaignArn)).latestCampaignUpdate).toBeUndefined();
    const second = await newVersion();
    const update = { campaignArn, solutionVersionArn: `${solutionArn}/$LATEST`, minProvisionedTPS: 2 };
    await aws.personalize.updateCampaign(update);
    const updated = { solutionVersionArn: second, minProvisionedTPS: 2 };
    expect(await describeCampaign(aws, campaignArn)).toMatchObject({
      ...{ status: 'ACTIVE', solutionVersionArn: first, minProvisionedTPS: 1 },
      latestCampaignUpdate: { status: 'CREATE PENDING', ...updated },
    });
    await refused(aws.personalize.updateCampaign(update), 'ResourceInUseException');
    expect(await settleUpdate(aws, campaignArn)).toBe('ACTIVE');
    expect(await describeCampaign(aws, campaignArn)).toMatchObject({ status: 'ACTIVE', ...updated });
  });

  it.each([
    { itemExplorationConfig: { explorationWeight: '0.3' } },
    { rankingInfluence: { POPULARITY: 0.5 } },
    { syncWithLatestSolutionVersion: true },
  ])('fail %j by name (PERSONALIZE-81)', async (campaignConfig) => {
    const create = createCampaign(aws, await newVersion(), { campaignConfig });
    await refused(create, 'InvalidInputException', Object.keys(campaignConfig)[0]);
  });

  it('are not deployed from a solution without a trained version, and are five in a group', async () => {
    const latest = `${solutionArn}/$LATEST`;
    await refused(createCampaign(aws, latest), 'ResourceInUseException');
    await newVersion();
    for (let n = 0; n < 5; n++) await createCampaign(aws, latest, { name: `campaign-${n}` });
    await refused(createCampaign(aws, latest), 'LimitExceededException');
  });

  it('follow their solution to each new version if told to, and answer meanwhile', async () => {
    const first = await newVersion();
    const campaignConfig = { syncWithLatestSolutionVersion: true };
    const campaignArn = await createCampaign(aws, `${solutionArn}/$LATEST`, { campaignConfig });
    expect((await describeCampaign(aws, campaignArn)).solutionVersionArn).toBe(first);
    const second = await newVersion();
    const question = { campaignArn, userId: 'user-1', inputList: ['item-1'] };
    expect((await rank(aws, question)).ids).toEqual(['item-1']);
    expect(await settleUpdate(aws, campaignArn)).toBe('ACTIVE');
    expect((await describeCampaign(aws, campaignArn)).solutionVersionArn).toBe(second);
  });
});
