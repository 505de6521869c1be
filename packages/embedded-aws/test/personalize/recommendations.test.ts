import type { GetRecommendationsCommandInput } from '@aws-sdk/client-personalize-runtime';
import type { UseCaseName } from '@ecommerce-recommenders/personalize/use-cases';
import { DATASETS } from '@ecommerce-recommenders/shop-data/data/datasets';
import { refused } from '../support/refused';
import { runningFor } from '../support/running';
import { FILTERS, filterArn, startFilteredShop, type FilteredShop } from './support/filtered-shop';
import { createDataset, createFilter, createGroup, fillGroup, runJob, train } from './support/shop';
import { interactionsCsv } from './support/shop-files';

type Question = Parameters<FilteredShop['ask']>;

const shop = runningFor('all tests', startFilteredShop);
const ask = (...question: Question) => shop.ask(...question);
const ids = async (...question: Question) => (await ask(...question)).map(({ itemId }) => itemId!);
const numbers = async (...question: Question): Promise<number[]> =>
  (await ids(...question)).map((id) => Number(id.slice('item-'.length)));
const ascending = async (...question: Question): Promise<number[]> =>
  (await numbers(...question)).sort((a, b) => a - b);
const invalid = (call: Promise<unknown>, text: string) => refused(call, 'InvalidInputException', text);
const lastNote = () => shop.aws.account.requests.list().at(-1)?.note;
const VIEWED_TOO = 'customers-who-viewed-x-also-viewed';
const all = Array.from({ length: 30 }, (_, n) => n);
const HATS = all.filter((n) => n % 3 === 0);

describe('recommendations', () => {
  it('are the most viewed items, the same for everybody, 25 unless another number is asked for', async () => {
    const most = ['item-0', 'item-1', 'item-2'].map((itemId) => ({ itemId }));
    expect(await ask({ userId: 'nobody', numResults: 3 })).toEqual(most);
    const [usual, all] = [await ask({ numResults: undefined }), await ask({ numResults: 500 })];
    expect([usual.length, all.length, await ask({ numResults: 0 })]).toEqual([25, 30, []]);
    expect(usual.slice(0, 3)).toEqual(most);
  });

  it.each(['customers-who-viewed-x-also-viewed', 'recommended-for-you'] as const)(
    'of %s leave out what the user has purchased',
    async (useCase) => {
      const found = await numbers({ userId: 'user-5', itemId: 'item-20' }, useCase);
      expect(found.filter((n) => [5, 6, 7].includes(n))).toEqual([]);
      expect(found.length).toBeGreaterThanOrEqual(26);
    },
  );

  it('of related items are about the item', async () => {
    const about = (itemId: string) =>
      ids({ userId: 'nobody', itemId, numResults: 3 }, 'frequently-bought-together');
    expect(await about('item-20')).not.toEqual(await about('item-5'));
  });

  it('have scores for Recommended for you alone', async () => {
    const scores = async (useCase: UseCaseName) =>
      (await ask({ itemId: 'item-1', numResults: 2 }, useCase)).map(({ score }) => typeof score);
    expect(await scores('recommended-for-you')).toEqual(['number', 'number']);
    expect(await scores('customers-who-viewed-x-also-viewed')).toEqual(['undefined', 'undefined']);
  });

  it('that fill up a list are in the request log', async () => {
    await ask({ itemId: 'unheard-of', numResults: 10 }, 'frequently-bought-together');
    expect(lastNote()).toBe('answered 0 of 10, filled up from the best sellers');
  });

  it('fail with 404 for a filter that does not exist', async () => {
    const missing = { name: 'ResourceNotFoundException', $metadata: { httpStatusCode: 404 } };
    await expect(ask({ filterArn: filterArn('missing') })).rejects.toMatchObject(missing);
  });
});

describe('filters', () => {
  it('keep the order of the ranking and fill the list beyond what is filtered out', async () => {
    const shoes = (await numbers({})).filter((n) => n % 3);
    expect(await numbers({ filterArn: filterArn('not-hats'), numResults: 7 })).toEqual(shoes.slice(0, 7));
  });

  const CHEAP = { CATEGORY: '"summer","unheard of"', PRICE: '9.5' };
  const ALL_CATEGORIES = { CATEGORY: '"hats","shoes"' };
  const RELATED = { itemId: 'item-20', userId: 'nobody' };
  it.each<[string, string, GetRecommendationsCommandInput, number[], UseCaseName?]>([
    ['keep an item for one of its values', 'hats', {}, HATS],
    ['put values in the place of placeholders', 'category', { filterValues: CHEAP }, [0, 3, 6, 9]],
    ['pass over an EXCLUDE expression whose value is missing', 'without-category', {}, all],
    ['exclude by values', 'without-category', { filterValues: ALL_CATEGORIES }, []],
    ['compare with the current item', 'dearer', RELATED, [22, 23, 25, 26, 28, 29], VIEWED_TOO],
    ['count an IF for users that it describes', 'adults', {}, all.slice(0, 10)],
    ['do not count it for other users', 'adults', { userId: 'user-2' }, all],
    ['do not count it for unknown users', 'adults', { userId: 'nobody' }, all],
    ['include what the user purchased, in any case', 'bought', {}, [1, 2, 3]],
    ['include nothing for who purchased nothing', 'bought', { userId: 'nobody' }, []],
    ['exclude every item that the user touched', 'untouched', {}, []],
    ['exclude nothing for who touched nothing', 'untouched', { userId: 'nobody' }, all],
    [
      'leave out purchased items besides',
      'hats',
      { userId: 'user-3' },
      HATS.filter((n) => n !== 3),
      'recommended-for-you',
    ],
    ['exclude from what is included', 'cheap-or-bought-no-hats', { userId: 'user-8' }, [1, 2, 4, 8, 10]],
  ])('%s: %s', async (_what, name, input, expected, useCase = 'most-viewed') => {
    expect(await ascending({ filterArn: filterArn(name), ...input }, useCase)).toEqual(expected);
  });

  it('that leave a short list are in the request log', async () => {
    expect(await ask({ filterArn: filterArn('nothing'), numResults: 10 })).toEqual([]);
    expect(lastNote()).toBe('gave 0 of 10: no other item may be recommended');
  });

  it('fail without a user where they read data of the user, and in another dataset group', async () => {
    const question = { filterArn: filterArn('bought'), itemId: 'item-1', userId: undefined };
    await invalid(ask(question, 'frequently-bought-together'), 'The request has no userId.');
    const { group: datasetGroupArn } = await fillGroup(shop.aws, { INTERACTIONS: '' }, 'other');
    await createFilter(shop.aws, datasetGroupArn, 'foreign', FILTERS.bought);
    await invalid(ask({ filterArn: filterArn('foreign') }), 'belongs to');
  });

  it('fail to read more than 20 fields in one dataset group', async () => {
    const { aws } = shop;
    const group = await createGroup(aws, 'fields');
    const names = Array.from({ length: 21 }, (_, n) => `N${n}`);
    const fields = [...DATASETS.ITEMS.schema.fields, ...names.map((name) => ({ name, type: 'int' }))];
    await createDataset(aws, group, 'ITEMS', { ...DATASETS.ITEMS.schema, fields });
    const reading = (name: string, from: number, to: number): Promise<string> => {
      const conditions = names.slice(from, to).map((field) => `Items.${field} = 1`);
      return createFilter(aws, group, name, `EXCLUDE ItemID WHERE ${conditions.join(' OR ')}`);
    };
    await reading('first', 0, 10);
    await reading('second', 10, 20);
    await reading('again', 5, 15);
    const text = 'would read 21 distinct fields; 20 are allowed';
    await refused(reading('third', 20, 21), 'LimitExceededException', text);
  });
});

const promotion = { name: 'summer', percentPromotedItems: 21, filterArn: filterArn('hats') };

describe('promotions', () => {
  const promote = (...promotions: object[]) =>
    ask({ numResults: 10, filterArn: filterArn('not-hats'), promotions });

  it('are a share of the list, rounded up, and the filter is for the rest', async () => {
    const items = await promote(promotion);
    expect(items).toHaveLength(10);
    const promoted = items.filter(({ promotionName }) => promotionName === 'summer');
    expect(promoted.map(({ itemId }) => itemId)).toEqual(
      await ids({ filterArn: filterArn('hats'), numResults: 3 }),
    );
    expect(items.filter(({ promotionName }) => promotionName === undefined)).toEqual(
      await ask({ filterArn: filterArn('not-hats'), numResults: 7 }),
    );
  });

  it('give no item twice', async () => {
    const half = { numResults: 20, promotions: [{ ...promotion, percentPromotedItems: 50 }] };
    expect(new Set(await numbers(half, 'recommended-for-you')).size).toBe(20);
  });

  it('leave the list to others where too few can be promoted', async () => {
    const items = await promote({ ...promotion, filterArn: filterArn('nothing') });
    expect(items).toEqual(await ask({ filterArn: filterArn('not-hats'), numResults: 10 }));
  });

  it('take values for their placeholders', async () => {
    const filterValues = { CATEGORY: '"shoes"', PRICE: '2' };
    const cheap = { percentPromotedItems: 100, filterArn: filterArn('category'), filterValues };
    const found = (await promote({ ...promotion, ...cheap })).filter(({ promotionName }) => promotionName);
    expect(found).toMatchObject([{ itemId: 'item-1' }]);
  });
});

it('metadata is text under the names that were asked for, without empty ones', async () => {
  const [first] = await ask({ metadataColumns: { ITEMS: ['price', 'STYLE', 'CATEGORY_L1'] } });
  expect(first).toEqual({ itemId: 'item-0', metadata: { price: '0.5', CATEGORY_L1: 'hats|summer' } });
});

it('context takes columns that the Interactions dataset has beyond the usual, and says that they do nothing (PERSONALIZE-55)', async () => {
  const { aws } = shop;
  const group = await createGroup(aws, 'devices');
  const { fields, ...schema } = DATASETS.INTERACTIONS.schema;
  const all = [...fields, { name: 'DEVICE', type: ['null', 'string'], categorical: true }];
  const dataset = await createDataset(aws, group, 'INTERACTIONS', { ...schema, fields: all });
  const rows = interactionsCsv().replace('TIMESTAMP', 'TIMESTAMP,DEVICE').replaceAll(/\d$/gm, '$&,phone');
  aws.files.set('data/devices.csv', rows);
  await runJob(aws, dataset, 's3://data/devices.csv', 'devices');
  const { arn: recommenderArn } = await train(aws, group, 'recommended-for-you', undefined, 'devices');
  expect(await ask({ recommenderArn, context: { DEVICE: 'phone' }, numResults: 5 })).toHaveLength(5);
  expect(lastNote()).toContain('context has no effect on the embedded AWS');
});

it.each<[GetRecommendationsCommandInput, string, UseCaseName?]>([
  [{}, 'provided recipe are userId, itemId. The request has no itemId.', VIEWED_TOO],
  [{ itemId: '' }, 'The request has no itemId.', 'frequently-bought-together'],
  [{ filterArn: filterArn('category') }, 'filterValues has no CATEGORY, PRICE.'],
  [{ filterValues: { X: '"y"' } }, 'filterValues is given without the filterArn'],
  [{ filterArn: filterArn('dearer') }, 'reads CurrentItem, which only use cases for related items have'],
  [{ promotions: [{ ...promotion, percentPromotedItems: undefined }] }, 'member has no percentPromotedItems'],
  [{ promotions: [{ ...promotion, filterArn: undefined }] }, 'promotions.1.member has no filterArn'],
  [{ promotions: [{ ...promotion, percentPromotedItems: 101 }] }, 'less than or equal to 100'],
  [{ promotions: [promotion, promotion] }, 'Member must have length less than or equal to 1'],
  [{ metadataColumns: { ITEMS: ['COLOUR'] } }, 'metadataColumns has COLOUR'],
  [{ metadataColumns: { USERS: ['AGE'] } }, 'metadataColumns has USERS'],
  [{ metadataColumns: { ITEMS: Array<string>(11).fill('PRICE') } }, '11 columns; 10 are allowed'],
  [{ metadataColumns: { ITEMS: ['PRICE'] }, numResults: 51 }, 'numResults is 51'],
  [{ metadataColumns: { ITEMS: ['PRICE'] } }, 'Set enableMetadataWithRecommendations', 'best-sellers'],
  [{ context: { DEVICE: 'phone' } }, 'context has DEVICE', 'recommended-for-you'],
])('recommendations fail for %j: %s', async (input, message, useCase = 'most-viewed') => {
  await invalid(ask(input, useCase), message);
});
