import {
  createCampaign,
  createFilledGroup,
  createSolution,
  describeCampaign,
  rank,
  settleUpdate,
  trainVersion,
} from './support/ranking-shop';
import { startPersonalize, type TestPersonalize } from './support/start-personalize';

const containing = (text: string): string => expect.stringContaining(text) as string;

let aws: TestPersonalize;
let group: string;
beforeEach(async () => {
  aws = await startPersonalize('realistic');
  group = await createFilledGroup(aws);
});
afterEach(() => aws.close());

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
    await expect(aws.personalize.updateCampaign(update)).rejects.toMatchObject({
      name: 'ResourceInUseException',
    });
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
    await expect(createCampaign(aws, solutionVersionArn, { campaignConfig })).rejects.toMatchObject({
      name: 'InvalidInputException',
      message: containing(text),
    });
  });

  it('are not deployed from a solution without a trained version, and are five in a group', async () => {
    const solutionArn = await createSolution(aws, group);
    const latest = `${solutionArn}/$LATEST`;
    await expect(createCampaign(aws, latest)).rejects.toMatchObject({ name: 'ResourceInUseException' });
    await trainVersion(aws, solutionArn);
    for (let n = 0; n < 5; n++) await createCampaign(aws, latest, { name: `campaign-${n}` });
    await expect(createCampaign(aws, latest)).rejects.toMatchObject({ name: 'LimitExceededException' });
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
