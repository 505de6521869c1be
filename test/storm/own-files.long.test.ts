import { CloudFormationClient } from '@aws-sdk/client-cloudformation';
import { KMSClient } from '@aws-sdk/client-kms';
import {
  CreateFilterCommand,
  DeleteFilterCommand,
  DescribeDatasetCommand,
  DescribeRecommenderCommand,
  DescribeSchemaCommand,
  ListDatasetImportJobsCommand,
  ListFiltersCommand,
} from '@aws-sdk/client-personalize';
import { GetRecommendationsCommand, PersonalizeRuntimeClient } from '@aws-sdk/client-personalize-runtime';
import { CreateBucketCommand, PutObjectCommand } from '@aws-sdk/client-s3';
import { zipSync } from 'fflate';
import { LOCAL_REGION } from 'embedded-aws/environment';
import { STACK_NAME } from '@ecommerce-recommenders/shop-data/contracts/stack-name';
import { stackOutputs } from '@ecommerce-recommenders/tools/deployed/stack-outputs';
import { knownUserId } from '@ecommerce-recommenders/tools/recommend/user-id';
import { itemDetails } from '@ecommerce-recommenders/tools/recommend/recommend';
import type { DatasetType } from '@ecommerce-recommenders/personalize/dataset-types';
import type { AvroSchema } from '@ecommerce-recommenders/personalize/avro-schema';
import type { ImportRun } from '@ecommerce-recommenders/shop-data/contracts/fresh-data/import-run';
import { removeBucket } from './csv-parts';
import { orderLines, OWN_FILES, ownFiles, products } from './own-files';
import { preparedLines } from './prepared-lines';
import { shopAssemblies } from './shop-assemblies';
import { startStormAccount, type StormAccount } from '@ecommerce-recommenders/tools/rehearse/storm-account';

const SOURCE_BUCKET = 'shop-exports';
const settings = {
  archive: Buffer.from(zipSync({ ...ownFiles() })),
  trainingTimeoutHours: 1,
  source: `s3://${SOURCE_BUCKET}/day/`,
  ...OWN_FILES,
};
const hashed = {
  ...OWN_FILES.data,
  interactions: { ...OWN_FILES.data.interactions, hashUsers: true },
};
const { items } = OWN_FILES.data;
/** With another column, and a filter of it. */
const GROWN = {
  data: {
    ...OWN_FILES.data,
    items: { ...items, columns: { ...items.columns, SIZE: { from: 'size', type: 'int' } } },
  },
  filters: { ...OWN_FILES.filters, large: 'INCLUDE ItemID WHERE Items.SIZE > 8' },
};
const SHRUNK = { ...items, columns: { COLOUR: items.columns.COLOUR } };
const SHOPS = shopAssemblies({
  fromSource: { ...settings, freshData: true },
  hashed: { ...settings, data: hashed, useCases: 'recommended-for-you', filters: {}, freshData: true },
  grown: { ...settings, ...GROWN },
  shrunk: { ...settings, data: { ...OWN_FILES.data, items: SHRUNK }, filters: {}, useCases: 'best-sellers' },
  unfiltered: { ...settings, filters: {}, freshData: true },
  /** With a column of interactions, whose schema Personalize cannot change. */
  counted: {
    ...settings,
    filters: {},
    freshData: true,
    data: {
      ...OWN_FILES.data,
      interactions: { ...OWN_FILES.data.interactions, columns: { QUANTITY: { from: 'qty', type: 'int' } } },
    },
  },
  byGlue: { ...settings, preparation: 'glue', freshData: true },
});
const ARN = `arn:aws:personalize:${LOCAL_REGION}:123456789012`;
const GROUP = `${ARN}:dataset-group/EcommerceRecommenders-shop`;

describe('a shop’s own files in S3', () => {
  let account: StormAccount;
  beforeEach(async () => {
    account = await startStormAccount(Object.values(SHOPS));
    await account.s3.send(new CreateBucketCommand({ Bucket: SOURCE_BUCKET }));
    for (const [path, Body] of Object.entries(ownFiles()))
      await account.s3.send(new PutObjectCommand({ Bucket: SOURCE_BUCKET, Key: `day/${path}`, Body }));
  });
  afterEach(async () => {
    const { status } = await account.destroy();
    await removeBucket(account.s3, SOURCE_BUCKET);
    const left = await account.inventory();
    await account.close();
    expect([status, left]).toEqual(['DELETE_COMPLETE', []]);
  });

  const prepared = async (): Promise<Record<string, string[]>> =>
    preparedLines(account.s3, await account.bucket());

  /** When a dataset was created, and the columns of its schema. */
  const dataset = async (type: DatasetType = 'ITEMS'): Promise<{ since: number; columns: string[] }> => {
    const { dataset: found } = await account.personalize.send(
      new DescribeDatasetCommand({ datasetArn: `${GROUP.replace('-group', '')}/${type}` }),
    );
    const { schema } = await account.personalize.send(
      new DescribeSchemaCommand({ schemaArn: found!.schemaArn }),
    );
    const { fields } = JSON.parse(schema!.schema!) as AvroSchema;
    return { since: Number(found!.creationDateTime), columns: fields.map(({ name }) => name) };
  };

  const latestUpdate = async (useCase: string): Promise<unknown> => {
    const recommenderArn = `${ARN}:recommender/EcommerceRecommenders-${useCase}`;
    const { recommender } = await account.personalize.send(
      new DescribeRecommenderCommand({ recommenderArn }),
    );
    return recommender?.latestRecommenderUpdate;
  };

  /** Gives each product a size. */
  const addSizes = async (): Promise<void> => {
    const sized = products()
      .split('\n')
      .map((line, at) => line.replace('{', `{"size":${at},`))
      .join('\n');
    const Key = 'day/products.jsonl';
    await account.s3.send(new PutObjectCommand({ Bucket: SOURCE_BUCKET, Key, Body: sized }));
  };

  it('are deployed; filters, training and answers know the shop’s own columns', async () => {
    expect(await account.create(SHOPS.fromSource)).toMatchObject({ status: 'CREATE_COMPLETE', reasons: [] });
    const { Filters = [] } = await account.personalize.send(new ListFiltersCommand({}));
    const { itemList = [] } = await account.client(PersonalizeRuntimeClient).send(
      new GetRecommendationsCommand({
        recommenderArn: `${ARN}:recommender/EcommerceRecommenders-best-sellers`,
        userId: 'c1',
        filterArn: Filters[0].filterArn,
        metadataColumns: { ITEMS: ['COLOUR', 'GRAMS', 'ADDED', 'RATING', 'NAME'] },
      }),
    );
    expect(itemList.map(({ itemId }) => itemId).sort()).toEqual(['s0', 's3', 's6', 's9']);
    expect(itemList.find(({ itemId }) => itemId === 's3')?.metadata).toEqual({
      COLOUR: 'red',
      GRAMS: '300',
      ADDED: '1500000003',
      RATING: '1.5',
      NAME: 'Product 3',
    });
  });

  it('are prepared by Glue as by the function (GLUE-2)', async () => {
    expect((await account.create(SHOPS.fromSource)).status).toBe('CREATE_COMPLETE');
    const byFunction = await prepared();
    expect(byFunction['training_interaction.csv'].length).toBeGreaterThan(1000);
    expect(await account.update(SHOPS.byGlue)).toMatchObject({ status: 'UPDATE_COMPLETE', reasons: [] });
    expect(await prepared()).toEqual(byFunction);
  });

  it('have hashes of the stack’s KMS key for users, which a question makes as well', async () => {
    expect(await account.create(SHOPS.hashed)).toMatchObject({ status: 'CREATE_COMPLETE', reasons: [] });
    const { endpoint } = account.aws;
    const cloudFormation = new CloudFormationClient({ endpoint, region: LOCAL_REGION });
    const kms = new KMSClient({ endpoint, region: LOCAL_REGION });
    const outputs = await stackOutputs(cloudFormation, STACK_NAME);
    const userId = await knownUserId(kms, outputs, 'c1');
    expect(userId).toMatch(/^[0-9a-f]{64}$/);
    expect(await knownUserId(kms, outputs, userId)).toBe(userId);
    const { itemList = [] } = await account.client(PersonalizeRuntimeClient).send(
      new GetRecommendationsCommand({
        recommenderArn: `${ARN}:recommender/EcommerceRecommenders-recommended-for-you`,
        userId,
      }),
    );
    expect(itemList.length).toBeGreaterThan(0);
    const rows = (await prepared())['training_interaction.csv'];
    expect(rows.filter((row) => row.includes(userId!)).length).toBeGreaterThan(10);
    expect(rows.filter((row) => /,c\d+,/.test(row))).toEqual([]);
    kms.destroy();
    cloudFormation.destroy();
  });

  it('may get a column, which the dataset takes as it is, and lose none', async () => {
    const schemas = async (): Promise<number> =>
      (await account.types()).filter((type) => type === 'AWS::Personalize::Schema').length;
    expect((await account.create(SHOPS.fromSource)).status).toBe('CREATE_COMPLETE');
    const before = await dataset();

    await addSizes();
    expect(await account.update(SHOPS.grown)).toMatchObject({ status: 'UPDATE_COMPLETE', reasons: [] });
    const after = await dataset();
    expect(after.since).toBe(before.since);
    expect([...after.columns].sort()).toEqual([...before.columns, 'SIZE'].sort());
    expect(await schemas()).toBe(2);
    // Both recommenders were there before the column, which they train on now.
    for (const [useCase, ITEMS] of [
      ['best-sellers', []],
      ['recommended-for-you', ['RATING']],
    ] as const)
      expect(await latestUpdate(useCase)).toMatchObject({
        status: 'ACTIVE',
        recommenderConfig: { trainingDataConfig: { excludedDatasetColumns: { ITEMS } } },
      });
    const { Filters = [] } = await account.personalize.send(new ListFiltersCommand({}));
    const large = Filters.map(({ filterArn }) => filterArn).find((arn) => arn?.includes('large'));
    const { itemList = [] } = await account.client(PersonalizeRuntimeClient).send(
      new GetRecommendationsCommand({
        recommenderArn: `${ARN}:recommender/EcommerceRecommenders-best-sellers`,
        userId: 'c1',
        filterArn: large,
      }),
    );
    expect(itemList.map(({ itemId }) => itemId).sort()).toEqual(['s10', 's11', 's9']);

    const { status, reasons } = await account.update(SHOPS.shrunk);
    expect(status).toBe('UPDATE_ROLLBACK_COMPLETE');
    expect(reasons.join()).toContain('GRAMS would be removed');
    expect(await dataset()).toEqual(after);
    expect(await schemas()).toBe(2);
  });

  it('keep a column that a deployment has added and then been rolled back, and the next one goes on', async () => {
    expect((await account.create(SHOPS.fromSource)).status).toBe('CREATE_COMPLETE');
    const before = await dataset();
    await addSizes();
    const template = Buffer.from(SHOPS.grown.assets[SHOPS.grown.template]).toString();
    const [name] = /EcommerceRecommenders-large[\w-]*/.exec(template)!;
    const foreign = {
      name,
      datasetGroupArn: GROUP,
      filterExpression: 'INCLUDE ItemID WHERE Items.GRAMS < 5',
    };
    const { filterArn } = await account.personalize.send(new CreateFilterCommand(foreign));

    const { status, reasons } = await account.update(SHOPS.grown);
    expect(status).toBe('UPDATE_ROLLBACK_COMPLETE');
    expect(reasons.join()).toContain(`${filterArn} already exists and does not belong to this stack`);
    expect(await dataset()).toEqual({
      since: before.since,
      columns: expect.arrayContaining(['SIZE']) as unknown,
    });

    await account.personalize.send(new DeleteFilterCommand({ filterArn }));
    expect(await account.update(SHOPS.grown)).toMatchObject({ status: 'UPDATE_COMPLETE', reasons: [] });
  });

  it('may get a column of interactions, whose dataset is then made anew and imported again', async () => {
    expect((await account.create(SHOPS.unfiltered)).status).toBe('CREATE_COMPLETE');
    const [before, items] = [await dataset('INTERACTIONS'), await dataset()];
    expect(await account.update(SHOPS.counted)).toMatchObject({ status: 'UPDATE_COMPLETE', reasons: [] });
    const after = await dataset('INTERACTIONS');
    expect(after.since).toBeGreaterThan(before.since);
    expect([...after.columns].sort()).toEqual([...before.columns, 'QUANTITY'].sort());
    expect(await dataset()).toEqual(items);
    const datasetArn = `${GROUP.replace('-group', '')}/INTERACTIONS`;
    const { datasetImportJobs = [] } = await account.personalize.send(
      new ListDatasetImportJobsCommand({ datasetArn }),
    );
    expect(datasetImportJobs.map(({ status }) => status)).toEqual(['ACTIVE']);

    const { filterArn } = await account.personalize.send(
      new CreateFilterCommand({
        name: 'theirs',
        datasetGroupArn: GROUP,
        filterExpression: 'INCLUDE ItemID WHERE Items.GRAMS < 5',
      }),
    );
    const { status, reasons } = await account.update(SHOPS.unfiltered);
    expect(status).toBe('UPDATE_ROLLBACK_COMPLETE');
    expect(reasons.join()).toMatch(
      /INTERACTIONS has to be replaced .* a filter in its dataset group: .*remove filters/,
    );
    expect(await dataset('INTERACTIONS')).toEqual(after);
    await account.personalize.send(new DeleteFilterCommand({ filterArn }));
  });

  it('are added to by fresh files of the same kind, and refused with the place of what is wrong', async () => {
    expect((await account.create(SHOPS.fromSource)).status).toBe('CREATE_COMPLETE');
    const Bucket = await account.bucket();
    const drop = (path: string, Body: string): Promise<unknown> =>
      account.s3.send(new PutObjectCommand({ Bucket, Key: `incoming/${path}`, Body }));
    const report = async (count: number): Promise<ImportRun> => {
      await account.until(async () => (await account.keys('runs/')).length === count);
      return JSON.parse(await account.read((await account.keys('runs/')).at(-1)!)) as ImportRun;
    };

    await drop('orders/2022.csv', orderLines(1200, 1_640_000_000));
    await drop('products.jsonl', products(13));
    expect(await report(1)).toMatchObject({ outcome: 'imported', rows: { INTERACTIONS: 1176, ITEMS: 13 } });
    const details = await itemDetails(account.s3, Bucket, ['s12']);
    expect(details.get('s12')?.name).toBe('Product 12');

    await drop('orders/2023.csv', orderLines(1200, 1_650_000_000).replace(/04\/2022/, '14/2022'));
    expect(await report(2)).toMatchObject({ outcome: 'refused', rows: {} });
    expect((await report(2)).problem).toMatch(
      /placed cannot be read as dd\/MM\/yyyy HH:mm \(orders\/2023\.csv, line 2: "\d+\/14\/2022 .*"\)/,
    );
  });
});
