import type { GetRecommendationsCommandInput } from '@aws-sdk/client-personalize-runtime';
import { DATASETS } from '@ecommerce-recommenders/shop-data/data/datasets';
import { FILTERS, filterArn, startFilteredShop, type FilteredShop } from './support/filtered-shop';
import { createDataset, createGroup } from './support/shop';
import { refused } from '../support/refused';

const containing = (text: string): string => expect.stringContaining(text) as string;

describe('GetRecommendations with filters', () => {
  let shop: FilteredShop;
  beforeAll(async () => {
    shop = await startFilteredShop();
  });
  afterAll(() => shop.aws.close());

  const ask = (...question: Parameters<FilteredShop['ask']>) => shop.ask(...question);
  const numbers = async (...question: Parameters<typeof ask>): Promise<number[]> =>
    (await ask(...question)).map(({ itemId }) => Number(itemId!.slice('item-'.length)));
  const ascending = async (...question: Parameters<typeof ask>): Promise<number[]> =>
    (await numbers(...question)).sort((a, b) => a - b);
  const all = Array.from({ length: 30 }, (_, n) => n);

  describe('filters', () => {
    it('keeps what an INCLUDE expression has, one of several values being enough', async () => {
      expect(await ascending({ filterArn: filterArn('hats') })).toEqual(all.filter((n) => n % 3 === 0));
    });

    it('keeps the order of the ranking and fills the list beyond what is filtered out', async () => {
      const everything = await numbers({});
      expect(await numbers({ filterArn: filterArn('not-hats'), numResults: 7 })).toEqual(
        everything.filter((n) => n % 3).slice(0, 7),
      );
    });

    it('puts values in the place of placeholders', async () => {
      const filterValues = { CATEGORY: '"summer","unheard of"', PRICE: '9.5' };
      expect(await ascending({ filterArn: filterArn('category'), filterValues })).toEqual([0, 3, 6, 9]);
    });

    it('passes over an EXCLUDE expression whose value is missing', async () => {
      expect(await ascending({ filterArn: filterArn('without-category') })).toEqual(all);
      const filterValues = { CATEGORY: '"hats","shoes"' };
      expect(await ask({ filterArn: filterArn('without-category'), filterValues })).toEqual([]);
    });

    it('compares with the current item', async () => {
      const found = await ascending(
        { filterArn: filterArn('dearer'), itemId: 'item-20', userId: 'nobody' },
        'customers-who-viewed-x-also-viewed',
      );
      expect(found).toEqual([22, 23, 25, 26, 28, 29]);
    });

    it('counts an expression with IF only for the users that it describes', async () => {
      expect(await ascending({ filterArn: filterArn('adults') })).toEqual(all.slice(0, 10));
      expect(await ascending({ filterArn: filterArn('adults'), userId: 'user-2' })).toEqual(all);
      expect(await ascending({ filterArn: filterArn('adults'), userId: 'nobody' })).toEqual(all);
    });

    it("looks at the user's interactions, whatever the case of the event type", async () => {
      expect(await ascending({ filterArn: filterArn('bought') })).toEqual([1, 2, 3]);
      expect(await ask({ filterArn: filterArn('bought'), userId: 'nobody' })).toEqual([]);
      expect(await ask({ filterArn: filterArn('untouched') })).toEqual([]);
      expect(await ascending({ filterArn: filterArn('untouched'), userId: 'nobody' })).toEqual(all);
    });

    it('takes what is excluded from what is included, whatever the order', async () => {
      const question = { filterArn: filterArn('cheap-or-bought-no-hats'), userId: 'user-8' };
      expect(await ascending(question)).toEqual([1, 2, 4, 8, 10]);
    });

    it('leaves out purchased items besides', async () => {
      const question = { filterArn: filterArn('hats'), userId: 'user-3' };
      const found = await numbers(question, 'recommended-for-you');
      expect(found).not.toContain(3);
      expect(found).toContain(0);
    });

    it('says in the request log that a list is short', async () => {
      expect(await ask({ filterArn: filterArn('nothing'), numResults: 10 })).toEqual([]);
      expect(shop.aws.account.requests.list().at(-1)).toMatchObject({
        note: 'gave 0 of 10: no other item may be recommended',
      });
    });

    it.each([
      [{ filterArn: filterArn('category') }, 'filterValues has no CATEGORY, PRICE.'],
      [{ filterArn: filterArn('hats'), filterValues: { X: '"y"' } }, 'filterValues has X'],
      [{ filterValues: { X: '"y"' } }, 'filterValues is given without the filterArn'],
      [{ filterArn: filterArn('dearer') }, 'reads CurrentItem, which only use cases for related items have'],
    ] as [GetRecommendationsCommandInput, string][])('fails for %j', async (input, message) => {
      await expect(ask(input)).rejects.toMatchObject({
        name: 'InvalidInputException',
        message: containing(message),
        $metadata: { httpStatusCode: 400 },
      });
    });

    it('fails without a user for a filter that reads data of the user', async () => {
      const question = { filterArn: filterArn('bought'), itemId: 'item-1', userId: undefined };
      await refused(
        ask(question, 'frequently-bought-together'),
        'InvalidInputException',
        'The request has no userId.',
      );
    });

    it('fails for a filter that does not exist, with 404, and for one of another dataset group', async () => {
      await expect(ask({ filterArn: filterArn('missing') })).rejects.toMatchObject({
        name: 'ResourceNotFoundException',
        $metadata: { httpStatusCode: 404 },
      });
      const other = await createGroup(shop.aws, 'other');
      await createDataset(shop.aws, other, 'INTERACTIONS');
      await shop.createFilter('foreign', FILTERS.bought, other);
      await refused(ask({ filterArn: filterArn('foreign') }), 'InvalidInputException', 'belongs to');
    });
  });

  it('fails for filters that read more than 20 fields in one dataset group', async () => {
    const fieldsGroup = await createGroup(shop.aws, 'fields');
    const names = Array.from({ length: 21 }, (_, n) => `N${n}`);
    await createDataset(shop.aws, fieldsGroup, 'ITEMS', {
      ...DATASETS.ITEMS.schema,
      fields: [...DATASETS.ITEMS.schema.fields, ...names.map((name) => ({ name, type: 'int' }))],
    });
    const reading = (some: readonly string[]): string =>
      `EXCLUDE ItemID WHERE ${some.map((name) => `Items.${name} = 1`).join(' OR ')}`;
    await shop.createFilter('first', reading(names.slice(0, 10)), fieldsGroup);
    await shop.createFilter('second', reading(names.slice(10, 20)), fieldsGroup);
    await shop.createFilter('again', reading(names.slice(5, 15)), fieldsGroup);
    await refused(
      shop.createFilter('third', reading(names.slice(20)), fieldsGroup),
      'LimitExceededException',
      'would read 21 distinct fields; 20 are allowed',
    );
  });
});
