import {
  createCampaign,
  createFilledGroup,
  createSolution,
  rank,
  settleUpdate,
  trainVersion,
} from '../personalize/support/ranking-shop';
import { startPersonalize, type TestPersonalize } from '../personalize/support/start-personalize';

const HOUR_MS = 3_600_000;
let aws: TestPersonalize;
beforeEach(async () => (aws = await startPersonalize('realistic')));
afterEach(() => aws.close());

const quantity = (what: string): number =>
  aws.account.bill().find((line) => line.what === what)?.quantity ?? 0;

it('a training is billed by its hours, or by its interactions with the newer recipe', async () => {
  const group = await createFilledGroup(aws);
  await trainVersion(aws, await createSolution(aws, group));
  expect(quantity('training of rankings, v2')).toBeGreaterThan(1_000);
  const recipeArn = 'arn:aws:personalize:::recipe/aws-personalized-ranking';
  const older = await createSolution(aws, group, { name: 'older', recipeArn });
  const version = await trainVersion(aws, older);
  expect(quantity('training of rankings')).toBeCloseTo(version.trainingHours!, 6);
});

it('a campaign is billed while it is ACTIVE, for what it provisions or is asked', async () => {
  const group = await createFilledGroup(aws);
  const solutionArn = await createSolution(aws, group);
  const { solutionVersionArn = '' } = await trainVersion(aws, solutionArn);
  const campaignArn = await createCampaign(aws, solutionVersionArn);
  const requests = (): number => quantity('personalized rankings, v2');
  const before = requests();
  await aws.clock.advance(10 * HOUR_MS);
  expect(requests() - before).toBeCloseTo(10 * 3_600, -2);

  await rank(aws, { campaignArn, userId: 'user-1', inputList: ['item-1'] });
  await aws.personalize.updateCampaign({ campaignArn, minProvisionedTPS: 2 });
  await settleUpdate(aws, campaignArn);
  const updated = requests();
  await aws.clock.advance(10 * HOUR_MS);
  expect(requests() - updated).toBeCloseTo(10 * 7_200, -2);

  await aws.personalize.deleteCampaign({ campaignArn });
  const deleted = requests();
  await aws.clock.advance(10 * HOUR_MS);
  expect(requests()).toBe(deleted);
});
