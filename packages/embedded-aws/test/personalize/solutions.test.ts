import { refused } from '../support/refused';
import { runningFor } from '../support/running';
import {
  createCampaign,
  createFilledGroup,
  createSolution,
  describeCampaign,
  describeVersion,
  rank,
  settleUpdate,
  trainVersion,
} from './support/ranking-shop';
import { createGroup, recipeArn, runJob, settle } from './support/shop';
import { startPersonalize } from './support/start-personalize';

const MINUTE_MS = 60_000;

const aws = runningFor('each test', () => startPersonalize('realistic'));
let group: string;
beforeEach(async () => {
  group = await createFilledGroup(aws);
});

const describeSolution = async (solutionArn: string) =>
  (await aws.personalize.describeSolution({ solutionArn })).solution!;

describe('solutions', () => {
  it.each<[string, object, string?, string?]>([
    ['aws-sims', { recipeArn: 'arn:aws:personalize:::recipe/aws-sims' }],
    ['a recipe of a domain', { recipeArn: recipeArn('recommended-for-you') }, 'create a recommender'],
    ['performAutoML', { performAutoML: true }],
    ['performHPO', { performHPO: true }],
    ['performIncrementalUpdate', { performIncrementalUpdate: true }],
    ['eventType', { eventType: 'View' }],
    ['algorithmHyperParameters', { solutionConfig: { algorithmHyperParameters: { a: '1' } } }],
    ['aws-none', { recipeArn: 'arn:aws:personalize:::recipe/aws-none' }, '', 'ResourceNotFoundException'],
    [
      'schedulingExpression is rate(31 days)',
      { solutionConfig: { autoTrainingConfig: { schedulingExpression: 'rate(31 days)' } } },
    ],
    [
      'trainingDataConfig.excludedDatasetColumns.INTERACTIONS has NONE',
      { solutionConfig: { trainingDataConfig: { excludedDatasetColumns: { INTERACTIONS: ['NONE'] } } } },
    ],
  ])(
    'fails %s by name (PERSONALIZE-81)',
    async (what, input, text = what, code = 'InvalidInputException') => {
      await refused(createSolution(aws, group, input), code, text);
    },
  );

  it('stop a training, which cannot be deployed', async () => {
    const solutionArn = await createSolution(aws, group);
    const stopped = async (minutes: number): Promise<(string | undefined)[]> => {
      const { solutionVersionArn = '' } = await aws.personalize.createSolutionVersion({ solutionArn });
      await aws.clock.advance(minutes * MINUTE_MS);
      await aws.personalize.stopSolutionVersionCreation({ solutionVersionArn });
      const { status } = await describeVersion(aws, solutionVersionArn);
      await aws.clock.advance(60 * MINUTE_MS);
      await expect(createCampaign(aws, solutionVersionArn)).rejects.toThrow('CREATE STOPPED');
      return [status, (await describeVersion(aws, solutionVersionArn)).status];
    };
    expect(await stopped(0)).toEqual(['CREATE STOPPED', 'CREATE STOPPED']);
    expect(await stopped(30)).toEqual(['CREATE STOPPING', 'CREATE STOPPED']);
  });

  it('are deleted after their campaigns, with their versions, and before the group', async () => {
    const solutionArn = await createSolution(aws, group);
    const { solutionVersionArn = '' } = await trainVersion(aws, solutionArn);
    const campaignArn = await createCampaign(aws, solutionVersionArn);
    const inGroup = async (datasetGroupArn: string) =>
      (await aws.personalize.listSolutions({ datasetGroupArn })).solutions;
    expect(await inGroup(group)).toMatchObject([{ solutionArn }]);
    expect(await inGroup(await createGroup(aws, 'other'))).toEqual([]);
    const removeGroup = aws.personalize.deleteDatasetGroup({ datasetGroupArn: group });
    await expect(removeGroup).rejects.toThrow(solutionArn);
    const datasetArn = `${group.replace(':dataset-group/', ':dataset/')}/INTERACTIONS`;
    await expect(aws.personalize.deleteDataset({ datasetArn })).rejects.toThrow(campaignArn);

    await aws.personalize.deleteCampaign({ campaignArn });
    expect((await describeCampaign(aws, campaignArn)).status).toBe('DELETE PENDING');
    await aws.clock.advance(10 * MINUTE_MS);
    await aws.personalize.deleteSolution({ solutionArn });
    await aws.clock.advance(MINUTE_MS);
    await refused(describeSolution(solutionArn), 'ResourceNotFoundException');
    await refused(describeVersion(aws, solutionVersionArn), 'ResourceNotFoundException');
  });
});

it('automatic training begins within the hour, at the creation or by UpdateSolution, which ends it too, and then only with new interactions', async () => {
  const versionsOf = async (solutionArn: string) =>
    (await aws.personalize.listSolutionVersions({ solutionArn })).solutionVersions!;
  const usual = await createSolution(aws, group, { performAutoTraining: undefined });
  const updated = await createSolution(aws, group, { name: 'updated' });
  await aws.clock.advance(61 * MINUTE_MS);
  expect([await versionsOf(usual), await versionsOf(updated)]).toMatchObject([
    [{ trainingType: 'AUTOMATIC' }],
    [],
  ]);
  const update = async (performAutoTraining: boolean): Promise<void> => {
    await aws.personalize.updateSolution({ solutionArn: updated, performAutoTraining });
    await settle(aws, async () => (await describeSolution(updated)).latestSolutionUpdate?.status);
    await aws.clock.advance(2 * 60 * MINUTE_MS);
  };
  await update(true);
  expect(await versionsOf(updated)).toHaveLength(1);
  await update(false);
  await aws.clock.advance(8 * 24 * 60 * MINUTE_MS);
  expect(await versionsOf(usual)).toHaveLength(1);
  const datasetArn = `${group.replace(':dataset-group/', ':dataset/')}/INTERACTIONS`;
  await runJob(aws, datasetArn, 's3://data/interactions.csv', 'again');
  await aws.clock.advance(8 * 24 * 60 * MINUTE_MS);
  expect(await versionsOf(usual)).toHaveLength(2);
  expect(await versionsOf(updated)).toHaveLength(1);
});

describe('campaigns', () => {
  let solutionArn: string;
  beforeEach(async () => {
    solutionArn = await createSolution(aws, group);
  });
  const newVersion = async (): Promise<string> => (await trainVersion(aws, solutionArn)).solutionVersionArn!;

  it('need a trained version, and take a new one without a gap', async () => {
    const latest = `${solutionArn}/$LATEST`;
    await refused(createCampaign(aws, latest), 'ResourceInUseException');
    const first = await newVersion();
    const campaignArn = await createCampaign(aws, first);
    expect((await describeCampaign(aws, campaignArn)).latestCampaignUpdate).toBeUndefined();
    const second = await newVersion();
    const update = { campaignArn, solutionVersionArn: latest, minProvisionedTPS: 2 };
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
