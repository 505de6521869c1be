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
import { fillGroup, settle, train } from '../personalize/support/shop';
import { interactionsCsv } from '../personalize/support/shop-files';
import { startPersonalize } from '../personalize/support/start-personalize';
import { runningFor } from '../support/running';

const HOUR_MS = 3_600_000;
const aws = runningFor('each test', () => startPersonalize('realistic'));

/** Of the first line whose words match. */
const quantity = (text: RegExp): number =>
  aws.account.bill().find(({ what }) => text.test(what))?.quantity ?? 0;

describe('with a recommender', () => {
  let recommenderArn: string;

  beforeEach(async () => {
    const { group } = await fillGroup(aws, { INTERACTIONS: interactionsCsv() });
    recommenderArn = (await train(aws, group, 'most-viewed')).arn;
  });

  const hours = (): number => quantity(/^ACTIVE/);

  const described = async () => (await aws.personalize.describeRecommender({ recommenderArn })).recommender;
  const until = (status: string): Promise<unknown> =>
    settle(aws, async () => ((await described())?.status === status ? 'ACTIVE' : 'CREATE PENDING'));
  /** The hours that are billed while the clock is turned by some. */
  const billedIn = async (turned: number): Promise<number> => {
    const before = hours();
    await aws.clock.advance(turned * HOUR_MS);
    return hours() - before;
  };

  it('an import is ingestion by its bytes', () => {
    expect(quantity(/^ingestion/)).toBeCloseTo(Buffer.byteLength(interactionsCsv()) / 1e9, 12);
  });

  it('a recommender is billed from its first training until it is stopped, and from its start until it is deleted (BILL-2)', async () => {
    expect(await billedIn(100)).toBeCloseTo(100, 2);
    await aws.personalize.stopRecommender({ recommenderArn });
    const stopped = hours();
    await until('INACTIVE');
    await aws.clock.advance(100 * HOUR_MS);
    expect(hours()).toBe(stopped);
    await aws.personalize.startRecommender({ recommenderArn });
    await until('ACTIVE');
    expect(await billedIn(10)).toBeCloseTo(10, 2);
    await aws.personalize.deleteRecommender({ recommenderArn });
    expect(await billedIn(10)).toBe(0);
  });

  it('recommendations are counted in the hour in which they are given (BILL-3)', async () => {
    // To the start of an hour, so that all requests are in one.
    await aws.clock.advance(HOUR_MS - (aws.clock.now() % HOUR_MS));
    const recommenderConfig = { minRecommendationRequestsPerSecond: 2 };
    await aws.personalize.updateRecommender({ recommenderArn, recommenderConfig });
    await settle(aws, async () => (await described())?.latestRecommenderUpdate?.status);
    await aws.runtime.getRecommendations({ recommenderArn, userId: 'u' });
    const before = quantity(/beyond the included/);
    await aws.clock.advance(10 * HOUR_MS);
    // Provisioned for 7,200 an hour, of which 4,000 are included.
    expect(quantity(/beyond the included/) - before).toBeCloseTo(10 * 3_200, -2);
  });

  it('a reset begins a new bill (BILL-1)', async () => {
    await aws.account.reset();
    expect(aws.account.bill()).toEqual([]);
  });
});

it('batch recommendations are billed by user, and their training by interaction', async () => {
  const version = await trainedVersion(aws, await createShop(aws), 'users');
  expect(quantity(/^training of batch recommendations, v2$/)).toBeGreaterThan(1_000);
  await recommendTo(aws, version, [{ userId: 'user-1' }, { userId: 'nobody' }, { itemId: 'item-1' }]);
  expect(quantity(/^batch recommendations, v2$/)).toBe(2);
});

it('a segment is billed by the users of the training, and its training by the hour', async () => {
  const version = await trainedVersion(aws, await createShop(aws), 'items');
  const { trainingHours } = await describeVersion(aws, version);
  expect(quantity(/^training of user segments$/)).toBeCloseTo(trainingHours!, 6);
  await findUsers(aws, version, [{ itemId: 'item-1' }, { itemId: 'item-2' }, { itemId: 'none' }]);
  expect(quantity(/^user segments$/)).toBe(2 * 40);
});

it('the training of a ranking is billed by its hours, or by its interactions with the newer recipe', async () => {
  const group = await createFilledGroup(aws);
  await trainVersion(aws, await createSolution(aws, group));
  expect(quantity(/^training of rankings, v2$/)).toBeGreaterThan(1_000);
  const recipeArn = RANKING_RECIPE.replace('-v2', '');
  const version = await trainVersion(aws, await createSolution(aws, group, { name: 'older', recipeArn }));
  expect(quantity(/^training of rankings$/)).toBeCloseTo(version.trainingHours!, 6);
});

it('a campaign is billed while it is ACTIVE, for what it provisions or is asked', async () => {
  const solutionArn = await createSolution(aws, await createFilledGroup(aws));
  const { solutionVersionArn } = await trainVersion(aws, solutionArn);
  const campaignArn = await createCampaign(aws, solutionVersionArn!);
  const billedInTenHours = async (): Promise<number> => {
    const before = quantity(/^personalized rankings, v2$/);
    await aws.clock.advance(10 * HOUR_MS);
    return quantity(/^personalized rankings, v2$/) - before;
  };
  expect(await billedInTenHours()).toBeCloseTo(10 * 3_600, -2);
  await rank(aws, { campaignArn, userId: 'user-1', inputList: ['item-1'] });
  await aws.personalize.updateCampaign({ campaignArn, minProvisionedTPS: 2 });
  await settleUpdate(aws, campaignArn);
  expect(await billedInTenHours()).toBeCloseTo(10 * 7_200, -2);
  await aws.personalize.deleteCampaign({ campaignArn });
  expect(await billedInTenHours()).toBe(0);
});
