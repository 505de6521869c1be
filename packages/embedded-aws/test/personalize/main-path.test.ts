import { USE_CASE_NAMES } from '@ecommerce-recommenders/personalize/use-cases';
import { createDataset, createGroup, runJob, train } from './support/shop';
import { interactionsCsv, itemsCsv } from './support/shop-files';
import { startPersonalize } from './support/start-personalize';
import { runningFor } from '../support/running';

describe('Personalize from dataset group to recommendation', () => {
  const aws = runningFor('all tests', startPersonalize);
  const arns: Record<string, string> = {};

  beforeAll(async () => {
    aws.files.set('data/interactions.csv', interactionsCsv()).set('data/items.csv', itemsCsv());
    const group = await createGroup(aws);
    const interactions = await createDataset(aws, group, 'INTERACTIONS');
    const items = await createDataset(aws, group, 'ITEMS');
    await expect(runJob(aws, interactions, 's3://data/interactions.csv', 'one')).resolves.toMatchObject({
      status: 'ACTIVE',
    });
    await expect(runJob(aws, items, 's3://data/items.csv', 'two')).resolves.toMatchObject({
      status: 'ACTIVE',
    });
    for (const useCase of USE_CASE_NAMES) {
      const outcome = await train(aws, group, useCase);
      expect(outcome).toMatchObject({ status: 'ACTIVE', failureReason: undefined });
      arns[useCase] = outcome.arn;
    }
  });

  const ask = (useCase: string, input: object) =>
    aws.runtime.getRecommendations({ recommenderArn: arns[useCase], ...input });

  it('answers the most viewed items, the same for everybody', async () => {
    const { itemList, recommendationId } = await ask('most-viewed', { userId: 'user-1', numResults: 3 });
    expect(itemList).toEqual([{ itemId: 'item-0' }, { itemId: 'item-1' }, { itemId: 'item-2' }]);
    expect(recommendationId).toMatch(/^RID-[0-9a-f-]{36}$/);
    const { itemList: another } = await ask('most-viewed', { userId: 'nobody', numResults: 3 });
    expect(another).toEqual(itemList);
  });

  it('answers 25 items unless another number is asked for', async () => {
    expect((await ask('most-viewed', { userId: 'user-1' })).itemList).toHaveLength(25);
    expect((await ask('most-viewed', { userId: 'user-1', numResults: 500 })).itemList).toHaveLength(30);
    expect((await ask('most-viewed', { userId: 'user-1', numResults: 0 })).itemList).toEqual([]);
  });

  it.each(['customers-who-viewed-x-also-viewed', 'recommended-for-you'])(
    'leaves out of %s what the user has purchased',
    async (useCase) => {
      const { itemList = [] } = await ask(useCase, { userId: 'user-5', itemId: 'item-20', numResults: 500 });
      const ids = itemList.map(({ itemId }) => itemId);
      expect(ids.filter((id) => ['item-5', 'item-6', 'item-7'].includes(id!))).toEqual([]);
      expect(ids.length).toBeGreaterThanOrEqual(26);
    },
  );

  it('gives scores for Recommended for you alone', async () => {
    const { itemList = [] } = await ask('recommended-for-you', { userId: 'user-5', numResults: 3 });
    expect(itemList.map(({ score }) => typeof score)).toEqual(['number', 'number', 'number']);
    const related = await ask('customers-who-viewed-x-also-viewed', { userId: 'user-5', itemId: 'item-1' });
    expect(related.itemList?.every(({ score }) => score === undefined)).toBe(true);
  });

  it('says in the request log when a list was filled up', async () => {
    await ask('frequently-bought-together', { itemId: 'unheard-of', numResults: 10 });
    expect(aws.account.requests.list().at(-1)).toMatchObject({
      operation: 'GetRecommendations',
      note: 'answered 0 of 10, filled up from the best sellers',
    });
  });

  it.each([
    ['most-viewed', {}, 'Required fields for the provided recipe are userId. The request has no userId.'],
    [
      'customers-who-viewed-x-also-viewed',
      { userId: 'user-1' },
      'Required fields for the provided recipe are userId, itemId. The request has no itemId.',
    ],
    ['frequently-bought-together', { userId: 'user-1', itemId: '' }, 'The request has no itemId.'],
    ['most-viewed', { userId: 'u', numResults: 501 }, 'Member must have value less than or equal to 500'],
    ['most-viewed', { userId: 'u', metadataColumns: { ITEMS: ['NAME'] } }, 'metadataColumns'],
  ])('fails for %s with %j', async (useCase, input, message) => {
    await expect(ask(useCase, input)).rejects.toMatchObject({
      name: 'InvalidInputException',
      message: expect.stringContaining(message) as string,
      $metadata: { httpStatusCode: 400 },
    });
  });

  it('fails with 404 for a recommender that does not exist', async () => {
    const recommenderArn = `${arns['most-viewed']}-2`;
    await expect(ask('most-viewed', { recommenderArn, userId: 'u' })).rejects.toMatchObject({
      name: 'ResourceNotFoundException',
      $metadata: { httpStatusCode: 404 },
    });
  });
});
