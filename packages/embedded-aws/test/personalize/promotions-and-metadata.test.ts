import type { GetRecommendationsCommandInput } from '@aws-sdk/client-personalize-runtime';
import { DATASETS } from '@ecommerce-recommenders/shop-data/data/datasets';
import type { UseCaseName } from '@ecommerce-recommenders/personalize/use-cases';
import { filterArn, startFilteredShop, type FilteredShop } from './support/filtered-shop';
import { createDataset, createGroup, recipeArn, runJob, settle } from './support/shop';
import { interactionsCsv } from './support/shop-files';
import { refused } from '../support/refused';

const containing = (text: string): string => expect.stringContaining(text) as string;

describe('GetRecommendations with promotions, metadata and context', () => {
  let shop: FilteredShop;
  beforeAll(async () => {
    shop = await startFilteredShop();
  });
  afterAll(() => shop.aws.close());

  const ask = (...question: Parameters<FilteredShop['ask']>) => shop.ask(...question);
  const numbers = async (...question: Parameters<typeof ask>): Promise<number[]> =>
    (await ask(...question)).map(({ itemId }) => Number(itemId!.slice('item-'.length)));

  describe('promotions', () => {
    const promotion = { name: 'summer', percentPromotedItems: 25, filterArn: filterArn('hats') };
    const promote = (input: GetRecommendationsCommandInput = {}, useCase?: UseCaseName) =>
      ask({ numResults: 10, filterArn: filterArn('not-hats'), promotions: [promotion], ...input }, useCase);

    it('promotes a share of the list, rounded up, and filters the rest', async () => {
      const items = await promote();
      expect(items).toHaveLength(10);
      const promoted = items.filter(({ promotionName }) => promotionName === 'summer');
      expect(promoted.map(({ itemId }) => itemId)).toEqual(
        (await ask({ filterArn: filterArn('hats'), numResults: 3 })).map(({ itemId }) => itemId),
      );
      expect(items.filter(({ promotionName }) => promotionName === undefined)).toEqual(
        await ask({ filterArn: filterArn('not-hats'), numResults: 7 }),
      );
    });

    it('gives no item twice', async () => {
      const found = await numbers(
        { numResults: 20, promotions: [{ ...promotion, percentPromotedItems: 50 }] },
        'recommended-for-you',
      );
      expect(new Set(found).size).toBe(20);
    });

    it('fills the list with others where too few can be promoted', async () => {
      const items = await promote({ promotions: [{ ...promotion, filterArn: filterArn('nothing') }] });
      expect(items).toEqual(await ask({ filterArn: filterArn('not-hats'), numResults: 10 }));
    });

    it('takes values for the placeholders of the promotion', async () => {
      const filterValues = { CATEGORY: '"shoes"', PRICE: '2' };
      const found = await promote({
        promotions: [
          { ...promotion, percentPromotedItems: 100, filterArn: filterArn('category'), filterValues },
        ],
      });
      expect(found.filter(({ promotionName }) => promotionName).map(({ itemId }) => itemId)).toEqual([
        'item-1',
      ]);
    });

    it.each([
      [[{ name: 'a', filterArn: filterArn('hats') }], 'promotions.1.member has no percentPromotedItems'],
      [[{ name: 'a', percentPromotedItems: 10 }], 'promotions.1.member has no filterArn'],
      [[{ ...promotion, percentPromotedItems: 101 }], 'less than or equal to 100'],
      [[promotion, promotion], 'Member must have length less than or equal to 1'],
    ])('fails for %j', async (promotions, message) => {
      await refused(promote({ promotions }), 'InvalidInputException', message);
    });
  });

  describe('metadata', () => {
    it('gives values as texts under the names that were asked for, and leaves out empty ones', async () => {
      const [first] = await ask({ metadataColumns: { ITEMS: ['price', 'STYLE', 'CATEGORY_L1'] } });
      expect(first).toEqual({ itemId: 'item-0', metadata: { price: '0.5', CATEGORY_L1: 'hats|summer' } });
    });

    it.each([
      [{ metadataColumns: { ITEMS: ['COLOUR'] } }, 'metadataColumns has COLOUR'],
      [{ metadataColumns: { USERS: ['AGE'] } }, 'metadataColumns has USERS'],
      [{ metadataColumns: { ITEMS: Array<string>(11).fill('PRICE') } }, '11 columns; 10 are allowed'],
      [{ metadataColumns: { ITEMS: ['PRICE'] }, numResults: 51 }, 'numResults is 51'],
    ])('fails for %j', async (input, message) => {
      await refused(ask(input), 'InvalidInputException', message);
    });

    it('fails for a recommender that is not configured for it', async () => {
      await refused(
        ask({ metadataColumns: { ITEMS: ['PRICE'] } }, 'best-sellers'),
        'InvalidInputException',
        'Set enableMetadataWithRecommendations',
      );
    });
  });

  describe('context', () => {
    it('takes columns that the Interactions dataset has beyond the usual, and says that they do nothing (PERSONALIZE-55)', async () => {
      const other = await createGroup(shop.aws, 'devices');
      const { fields, ...schema } = DATASETS.INTERACTIONS.schema;
      const dataset = await createDataset(shop.aws, other, 'INTERACTIONS', {
        ...schema,
        fields: [...fields, { name: 'DEVICE', type: ['null', 'string'], categorical: true }],
      });
      const [header, ...rows] = interactionsCsv().trimEnd().split('\n');
      shop.aws.files.set(
        'data/devices.csv',
        [`${header},DEVICE`, ...rows.map((row) => `${row},phone`), ''].join('\n'),
      );
      await runJob(shop.aws, dataset, 's3://data/devices.csv', 'devices');
      const { recommenderArn } = await shop.aws.personalize.createRecommender({
        name: 'devices',
        datasetGroupArn: other,
        recipeArn: recipeArn('recommended-for-you'),
      });
      await settle(shop.aws, async () => {
        const { recommender } = await shop.aws.personalize.describeRecommender({ recommenderArn });
        return recommender?.status;
      });
      expect(await ask({ recommenderArn, context: { DEVICE: 'phone' }, numResults: 5 })).toHaveLength(5);
      expect(shop.aws.account.requests.list().at(-1)).toMatchObject({
        note: containing('context has no effect on the embedded AWS'),
      });
    });

    it('fails for what the Interactions dataset has no column for (PERSONALIZE-55)', async () => {
      await refused(
        ask({ context: { DEVICE: 'phone' } }, 'recommended-for-you'),
        'InvalidInputException',
        'context has DEVICE',
      );
    });
  });
});
