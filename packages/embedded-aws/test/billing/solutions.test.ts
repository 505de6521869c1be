import { createShop, findUsers, recommendTo, trainedVersion } from '../personalize/support/batch-shop';
import {
  createCampaign,
  createFilledGroup,
  createSolution,
  describeVersion,
  rank,
  RANKING_RECIPE,
  settleUpdate,
  trainVersion,
} from '../personalize/support/ranking-shop';
import { startPersonalize } from '../personalize/support/start-personalize';
import { runningFor } from '../support/running';

const HOUR_MS = 3_600_000;
const aws = runningFor('each test', () => startPersonalize('realistic'));

const quantity = (what: string): number =>
  aws.account.bill().find((line) => line.what === what)?.quantity ?? 0;

it('batch recommendations are billed by user, and their training by interaction', async () => {
  const version = await trainedVersion(aws, await createShop(aws), 'users');
  expect(quantity('training of batch recommendations, v2')).toBeGreaterThan(1_000);
  await recommendTo(aws, version, [{ userId: 'user-1' }, { userId: 'nobody' }, { itemId: 'item-1' }]);
  expect(quantity('batch recommendations, v2')).toBe(2);
});

it('a segment is billed by the users of the training, and its training by the hour', async () => {
  const version = await trainedVersion(aws, await createShop(aws), 'items');
  const { trainingHours } = await describeVersion(aws, version);
  expect(quantity('training of user segments')).toBeCloseTo(trainingHours!, 6);
  await findUsers(aws, version, [{ itemId: 'item-1' }, { itemId: 'item-2' }, { itemId: 'none' }]);
  expect(quantity('user segments')).toBe(2 * 40);
});

it('the training of a ranking is billed by its hours, or by its interactions with the newer recipe', async () => {
  const group = await createFilledGroup(aws);
  await trainVersion(aws, await createSolution(aws, group));
  expect(quantity('training of rankings, v2')).toBeGreaterThan(1_000);
  const recipeArn = RANKING_RECIPE.replace('-v2', '');
  const version = await trainVersion(aws, await createSolution(aws, group, { name: 'older', recipeArn }));
  expect(quantity('training of rankings')).toBeCloseTo(version.trainingHours!, 6);
});

it('a campaign is billed while it is ACTIVE, for what it provisions or is asked', async () => {
  const solutionArn = await createSolution(aws, await createFilledGroup(aws));
  const { solutionVersionArn } = await trainVersion(aws, solutionArn);
  const campaignArn = await createCampaign(aws, solutionVersionArn!);
  const billedInTenHours = async (): Promise<number> => {
    const before = quantity('personalized rankings, v2');
    await aws.clock.advance(10 * HOUR_MS);
    return quantity('personalized rankings, v2') - before;
  };
  expect(await billedInTenHours()).toBeCloseTo(10 * 3_600, -2);
  await rank(aws, { campaignArn, userId: 'user-1', inputList: ['item-1'] });
  await aws.personalize.updateCampaign({ campaignArn, minProvisionedTPS: 2 });
  await settleUpdate(aws, campaignArn);
  expect(await billedInTenHours()).toBeCloseTo(10 * 7_200, -2);
  await aws.personalize.deleteCampaign({ campaignArn });
  expect(await billedInTenHours()).toBe(0);
});
