import * as sdk from '@aws-sdk/client-personalize';
import {
  GetRecommendationsCommand,
  type GetRecommendationsCommandInput,
} from '@aws-sdk/client-personalize-runtime';
import { DATASETS } from '../../../domain/datasets';
import type { UseCaseName } from '../../../domain/use-cases';
import { createDataset, createGroup, recipeArn, runJob, settle, train } from './support/shop';
import { interactionsCsv } from './support/shop-files';
import { startPersonalize, type TestPersonalize } from './support/start-personalize';

const containing = (text: string): string => expect.stringContaining(text) as string;

/** Item n costs n; every third is a hat, every fifth has no style. */
const itemsCsv = (): string =>
  [
    'ITEM_ID,NAME,CATEGORY_L1,STYLE,PRODUCT_DESCRIPTION,PRICE',
    ...Array.from(
      { length: 30 },
      (_, n) =>
        `item-${n},Item ${n},${n % 3 ? 'shoes' : 'hats|summer'},${n % 5 ? 'plain' : ''},A thing,${n}.50`,
    ),
    '',
  ].join('\n');

const usersCsv = 'USER_ID,USER_NAME,AGE,GENDER\nuser-1,One,17,F\nuser-2,Two,40,M\n';

const FILTERS = {
  hats: 'INCLUDE ItemID WHERE Items.CATEGORY_L1 IN ("hats")',
  'not-hats': 'EXCLUDE ItemID WHERE Items.CATEGORY_L1 IN ("hats")',
  category: 'INCLUDE ItemID WHERE Items.CATEGORY_L1 IN ($CATEGORY) AND Items.PRICE <= $PRICE',
  'without-category': 'EXCLUDE ItemID WHERE Items.CATEGORY_L1 IN ($CATEGORY)',
  dearer:
    'INCLUDE ItemID WHERE Items.PRICE > CurrentItem.PRICE AND Items.CATEGORY_L1 IN CurrentItem.CATEGORY_L1',
  adults: 'EXCLUDE ItemID WHERE Items.PRICE > 10 IF CurrentUser.AGE < 18 AND CurrentUser.GENDER = "F"',
  bought: 'INCLUDE ItemID WHERE Interactions.event_type IN ("PURCHASE")',
  untouched: 'EXCLUDE ItemID WHERE Interactions.EVENT_TYPE IN (*)',
  'cheap-or-bought-no-hats':
    'EXCLUDE ItemID WHERE Items.CATEGORY_L1 IN ("hats") | INCLUDE ItemID WHERE Items.PRICE < 5 | ' +
    'INCLUDE ItemID WHERE Interactions.EVENT_TYPE IN ("Purchase")',
  nothing: 'INCLUDE ItemID WHERE Items.PRICE < 0',
};

describe('GetRecommendations with filters, promotions and metadata', () => {
  let aws: TestPersonalize;
  let group: string;
  const arns: Record<string, string> = {};
  const filterArn = (name: string): string => `arn:aws:personalize:us-east-1:123456789012:filter/${name}`;

  const createFilter = async (name: string, filterExpression: string, datasetGroupArn = group) => {
    await aws.personalize.send(new sdk.CreateFilterCommand({ name, datasetGroupArn, filterExpression }));
    await settle(aws, async () => {
      const { filter } = await aws.personalize.send(
        new sdk.DescribeFilterCommand({ filterArn: filterArn(name) }),
      );
      return filter?.status;
    });
  };

  beforeAll(async () => {
    aws = await startPersonalize();
    aws.files
      .set('data/interactions.csv', interactionsCsv())
      .set('data/items.csv', itemsCsv())
      .set('data/users.csv', usersCsv);
    group = await createGroup(aws);
    for (const type of ['INTERACTIONS', 'ITEMS', 'USERS'] as const) {
      const dataset = await createDataset(aws, group, type);
      const { status } = await runJob(aws, dataset, `s3://data/${type.toLowerCase()}.csv`, type);
      expect(status).toBe('ACTIVE');
    }
    for (const useCase of [
      'best-sellers',
      'customers-who-viewed-x-also-viewed',
      'frequently-bought-together',
      'recommended-for-you',
    ] as const)
      arns[useCase] = (await train(aws, group, useCase)).arn;
    const { recommenderArn } = await aws.personalize.send(
      new sdk.CreateRecommenderCommand({
        name: 'most-viewed',
        datasetGroupArn: group,
        recipeArn: recipeArn('most-viewed'),
        recommenderConfig: { enableMetadataWithRecommendations: true },
      }),
    );
    arns['most-viewed'] = recommenderArn!;
    await settle(aws, async () => {
      const { recommender } = await aws.personalize.send(
        new sdk.DescribeRecommenderCommand({ recommenderArn }),
      );
      return recommender?.status;
    });
    for (const [name, expression] of Object.entries(FILTERS)) await createFilter(name, expression);
  });
  afterAll(() => aws.close());

  const ask = async (input: GetRecommendationsCommandInput, useCase: UseCaseName = 'most-viewed') =>
    (
      await aws.runtime.send(
        new GetRecommendationsCommand({
          recommenderArn: arns[useCase],
          userId: 'user-1',
          numResults: 50,
          ...input,
        }),
      )
    ).itemList ?? [];
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
      expect(aws.account.requests.list().at(-1)).toMatchObject({
        note: 'gave 0 of 10: no other item may be recommended',
      });
    });

    it.each([
      [{ filterArn: filterArn('category') }, 'filterValues has no CATEGORY, PRICE.'],
      [{ filterArn: filterArn('hats'), filterValues: { X: '"y"' } }, 'filterValues has X'],
      [{ filterValues: { X: '"y"' } }, 'filterValues is given without a filterArn'],
      [{ filterArn: filterArn('dearer') }, 'reads CurrentItem, which only a use case for related items has'],
    ] as [GetRecommendationsCommandInput, string][])('fails for %j', async (input, message) => {
      await expect(ask(input)).rejects.toMatchObject({
        name: 'InvalidInputException',
        message: containing(message),
        $metadata: { httpStatusCode: 400 },
      });
    });

    it('fails without a user for a filter that reads data of the user', async () => {
      const question = { filterArn: filterArn('bought'), itemId: 'item-1', userId: undefined };
      await expect(ask(question, 'frequently-bought-together')).rejects.toMatchObject({
        name: 'InvalidInputException',
        message: containing('The request has no userId.'),
      });
    });

    it('fails for a filter that does not exist, with 404, and for one of another dataset group', async () => {
      await expect(ask({ filterArn: filterArn('missing') })).rejects.toMatchObject({
        name: 'ResourceNotFoundException',
        $metadata: { httpStatusCode: 404 },
      });
      const other = await createGroup(aws, 'other');
      await createDataset(aws, other, 'INTERACTIONS');
      await createFilter('foreign', FILTERS.bought, other);
      await expect(ask({ filterArn: filterArn('foreign') })).rejects.toMatchObject({
        name: 'InvalidInputException',
        message: containing('belongs to'),
      });
    });
  });

  describe('CreateFilter', () => {
    const create = (filterExpression: string, name = 'wrong') =>
      aws.personalize.send(new sdk.CreateFilterCommand({ name, datasetGroupArn: group, filterExpression }));

    it('shows the expression as it was given', async () => {
      const { filter } = await aws.personalize.send(
        new sdk.DescribeFilterCommand({ filterArn: filterArn('category') }),
      );
      expect(filter).toMatchObject({ status: 'ACTIVE', filterExpression: FILTERS.category });
    });

    it.each([
      [
        'INCLUDE ItemID WHERE Items.STYLE NOT IN ($p)',
        'Invalid input symbol: $p. Placeholders are not allowed',
      ],
      [
        'INCLUDE ItemID Items.STYLE IN ("x")',
        'Invalid input symbol: Items. Expected WHERE (at character 16).',
      ],
      [
        'INCLUDE ItemID WHERE Items.COLOUR IN ("x")',
        'Invalid Expression: The schema of Items has no field COLOUR.',
      ],
      [
        'INCLUDE ItemID WHERE Items.PRODUCT_DESCRIPTION IN ("x")',
        'Invalid Expression: Items.PRODUCT_DESCRIPTION is textual and cannot be filtered.',
      ],
    ])('fails for %s', async (expression, message) => {
      await expect(create(expression)).rejects.toMatchObject({
        name: 'InvalidInputException',
        message: containing(`Could not create filter. ${message}`),
        $metadata: { httpStatusCode: 400 },
      });
    });
  });

  it('fails for filters that read more than 20 fields in one dataset group', async () => {
    const fieldsGroup = await createGroup(aws, 'fields');
    const names = Array.from({ length: 21 }, (_, n) => `N${n}`);
    await createDataset(aws, fieldsGroup, 'ITEMS', {
      ...DATASETS.ITEMS.schema,
      fields: [...DATASETS.ITEMS.schema.fields, ...names.map((name) => ({ name, type: 'int' }))],
    });
    const reading = (some: readonly string[]): string =>
      `EXCLUDE ItemID WHERE ${some.map((name) => `Items.${name} = 1`).join(' OR ')}`;
    await createFilter('first', reading(names.slice(0, 10)), fieldsGroup);
    await createFilter('second', reading(names.slice(10, 20)), fieldsGroup);
    await createFilter('again', reading(names.slice(5, 15)), fieldsGroup);
    await expect(createFilter('third', reading(names.slice(20)), fieldsGroup)).rejects.toMatchObject({
      name: 'LimitExceededException',
      message: containing('would read 21 distinct fields; 20 are allowed'),
    });
  });

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
      await expect(promote({ promotions })).rejects.toMatchObject({
        name: 'InvalidInputException',
        message: containing(message),
      });
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
      await expect(ask(input)).rejects.toMatchObject({
        name: 'InvalidInputException',
        message: containing(message),
      });
    });

    it('fails for a recommender that is not configured for it', async () => {
      await expect(ask({ metadataColumns: { ITEMS: ['PRICE'] } }, 'best-sellers')).rejects.toMatchObject({
        name: 'InvalidInputException',
        message: containing('Set enableMetadataWithRecommendations'),
      });
    });
  });

  describe('context', () => {
    it('takes columns that the Interactions dataset has beyond the usual, and says that they do nothing', async () => {
      const other = await createGroup(aws, 'devices');
      const { fields, ...schema } = DATASETS.INTERACTIONS.schema;
      const dataset = await createDataset(aws, other, 'INTERACTIONS', {
        ...schema,
        fields: [...fields, { name: 'DEVICE', type: ['null', 'string'], categorical: true }],
      });
      const [header, ...rows] = interactionsCsv().trimEnd().split('\n');
      aws.files.set(
        'data/devices.csv',
        [`${header},DEVICE`, ...rows.map((row) => `${row},phone`), ''].join('\n'),
      );
      await runJob(aws, dataset, 's3://data/devices.csv', 'devices');
      const { recommenderArn } = await aws.personalize.send(
        new sdk.CreateRecommenderCommand({
          name: 'devices',
          datasetGroupArn: other,
          recipeArn: recipeArn('recommended-for-you'),
        }),
      );
      await settle(aws, async () => {
        const { recommender } = await aws.personalize.send(
          new sdk.DescribeRecommenderCommand({ recommenderArn }),
        );
        return recommender?.status;
      });
      expect(await ask({ recommenderArn, context: { DEVICE: 'phone' }, numResults: 5 })).toHaveLength(5);
      expect(aws.account.requests.list().at(-1)).toMatchObject({
        note: containing('context has no effect on the embedded AWS'),
      });
    });

    it('fails for what the Interactions dataset has no column for', async () => {
      await expect(ask({ context: { DEVICE: 'phone' } }, 'recommended-for-you')).rejects.toMatchObject({
        name: 'InvalidInputException',
        message: containing('context has DEVICE'),
      });
    });
  });
});
