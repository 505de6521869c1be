/** @jest-environment ./test/jest/in-order-environment.js */
import { USE_CASES } from '@ecommerce-recommenders/personalize/use-cases';
import { interactionsCsv } from '../../packages/embedded-aws/test/personalize/support/shop-files';
import { createImportPlace, type ImportPlace } from './create-import-place';
import { expectInUse, expectInvalid, expectMissing, expectRefusal } from './expectations';
import { PREFIX, startParityAws, type ParityAws } from './parity-aws';
import { shopOf, type Shop } from './shop';
import { describeWith } from '../support/prerequisites';

/** The life of one recommender; each test continues where the previous one ended. */
describeWith('paidRecommenders')('a recommender in Personalize', () => {
  let aws: ParityAws;
  let shop: Shop;
  let place: ImportPlace;

  beforeAll(async () => {
    aws = await startParityAws();
    shop = shopOf(aws, 'recommending');
    place = await createImportPlace(aws, 'recommending', { 'interactions.csv': interactionsCsv() });
    await shop.createSchema('INTERACTIONS');
    await shop.createGroup();
    await expect(aws.settled(shop.groupStatus)).resolves.toBe('ACTIVE');
  });
  afterAll(() => aws.close());

  const recommenderArn = () => aws.arn(`recommender/${PREFIX}-most-viewed`);
  const create = (recipe: string, name = 'most-viewed') =>
    aws.personalize.createRecommender({
      name: `${PREFIX}-${name}`,
      datasetGroupArn: shop.group,
      recipeArn: `arn:aws:personalize:::recipe/${recipe}`,
    });
  const describeIt = async () =>
    (await aws.personalize.describeRecommender({ recommenderArn: recommenderArn() })).recommender;
  const status = async () => (await describeIt())?.status;
  const remove = () => aws.personalize.deleteRecommender({ recommenderArn: recommenderArn() });
  const ask = (input: object = {}) =>
    aws.runtime.getRecommendations({ recommenderArn: recommenderArn(), userId: 'user-1', ...input });

  it.each([
    ['aws-vod-most-popular', 'InvalidInputException', 'is of the domain VIDEO_ON_DEMAND'],
    ['aws-ecomm-unheard-of', 'ResourceNotFoundException', 'does not exist'],
    [USE_CASES['most-viewed'].recipe, 'InvalidInputException', 'has no Interactions dataset'],
  ])('fails to be created of %s in a group without datasets', async (recipe, code, words) => {
    await expectRefusal(create(recipe, 'refused'), code, words);
  });

  it('is trained, and cannot be asked or deleted meanwhile', async () => {
    const { roleArn, location } = place;
    await shop.createDataset('INTERACTIONS');
    await expect(aws.settled(() => shop.datasetStatus('INTERACTIONS'))).resolves.toBe('ACTIVE');
    const job = await shop.createJob('job', 'INTERACTIONS', location('interactions.csv'), roleArn);
    await expect(shop.endOf(job)).resolves.toMatchObject({ status: 'ACTIVE' });

    const created = await create(USE_CASES['most-viewed'].recipe);
    expect(created.recommenderArn).toBe(recommenderArn());
    await expect(status()).resolves.toMatch(/^CREATE (PENDING|IN_PROGRESS)$/);
    await expectInUse(remove());
    await expectInvalid(ask());
    await expect(aws.settled(status)).resolves.toBe('ACTIVE');
    expect(await describeIt()).toMatchObject({
      modelMetrics: expect.objectContaining({ coverage: expect.any(Number) as number }) as object,
    });
  });

  it('answers 25 items unless another number is asked for, the most viewed ones first', async () => {
    const { itemList = [], recommendationId } = await ask();
    expect(itemList).toHaveLength(25);
    expect(itemList.slice(0, 3).map(({ itemId }) => itemId)).toEqual(['item-0', 'item-1', 'item-2']);
    expect(recommendationId).toMatch(/^RID-/);
    expect((await ask({ numResults: 3 })).itemList).toHaveLength(3);
  });

  it.each([
    [{ userId: undefined }, 'Required fields for the provided recipe are userId. The request has no userId.'],
    [{ numResults: 501 }, 'Member must have value less than or equal to 500'],
  ])('fails to answer %j', async (input, words) => {
    await expectInvalid(ask(input), words);
  });

  it('fails to be asked with 404 by an ARN that does not exist', async () => {
    await expectMissing(ask({ recommenderArn: `${recommenderArn()}-2` }), '', 404);
  });

  it('goes, and its dataset group after it', async () => {
    await remove();
    await expect(aws.settled(status)).resolves.toBeUndefined();
    await shop.remove();
    await expectMissing(shop.groupStatus());
  });
});
