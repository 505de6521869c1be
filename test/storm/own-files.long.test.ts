import { KMSClient } from '@aws-sdk/client-kms';
import { zipSync } from 'fflate';
import { knownUserId } from '@ecommerce-recommenders/tools/recommend/user-id';
import { itemDetails } from '@ecommerce-recommenders/tools/recommend/recommend';
import type { DatasetType } from '@ecommerce-recommenders/personalize/dataset-types';
import type { AvroSchema } from '@ecommerce-recommenders/personalize/avro-schema';
import type { ImportRun } from '@ecommerce-recommenders/shop-data/contracts/fresh-data/import-run';
import { endWithSource, SOURCE_BUCKET } from './csv-parts';
import { orderLines, OWN_FILES, ownFiles, preparedLines, products } from './own-files';
import { arnOf, datasetGroupArn, recommenderArnOf, shopAccount } from './shop-account';
import { shopAssemblies } from './shop-assemblies';

const settings = {
  archive: Buffer.from(zipSync({ ...ownFiles() })),
  trainingTimeoutHours: 1,
  source: `s3://${SOURCE_BUCKET}/day/`,
  ...OWN_FILES,
};
const { interactions, items } = OWN_FILES.data;
/** With another column, and a filter of it. */
const GROWN = {
  data: {
    interactions,
    items: { ...items, columns: { ...items.columns, SIZE: { from: 'size', type: 'int' } } },
  },
  filters: { ...OWN_FILES.filters, large: 'INCLUDE ItemID WHERE Items.SIZE > 8' },
};
const SHRUNK = { ...items, columns: { COLOUR: items.columns.COLOUR } };
const unfiltered = { ...settings, filters: {}, freshData: true };
const SHOPS = shopAssemblies({
  fromSource: { ...settings, freshData: true },
  hashed: {
    ...unfiltered,
    data: { items, interactions: { ...interactions, hashUsers: true } },
    useCases: 'recommended-for-you',
  },
  grown: { ...settings, ...GROWN },
  shrunk: { ...settings, data: { interactions, items: SHRUNK }, filters: {}, useCases: 'best-sellers' },
  unfiltered,
  /** With a column of interactions, whose schema Personalize cannot change. */
  counted: {
    ...unfiltered,
    data: { items, interactions: { ...interactions, columns: { QUANTITY: { from: 'qty', type: 'int' } } } },
  },
  byGlue: { ...settings, preparation: 'glue', freshData: true },
});

describe('a shop’s own files in S3', () => {
  const account = shopAccount(SHOPS, { each: true, atEnd: () => endWithSource(account) });
  const putSource = (path: string, Body: string | Buffer): Promise<unknown> =>
    account.s3.putObject({ Bucket: SOURCE_BUCKET, Key: `day/${path}`, Body });
  beforeEach(async () => {
    await account.s3.createBucket({ Bucket: SOURCE_BUCKET });
    for (const [path, Body] of Object.entries(ownFiles())) await putSource(path, Body);
  });

  const datasetArnOf = (type: DatasetType): string => arnOf('dataset', `shop/${type}`);

  /** When a dataset was created, and the columns of its schema. */
  const dataset = async (type: DatasetType = 'ITEMS'): Promise<{ since: number; columns: string[] }> => {
    const { personalize } = account;
    const { dataset: found } = await personalize.describeDataset({ datasetArn: datasetArnOf(type) });
    const { schema } = await personalize.describeSchema({ schemaArn: found!.schemaArn });
    const { fields } = JSON.parse(schema!.schema!) as AvroSchema;
    return { since: Number(found!.creationDateTime), columns: fields.map(({ name }) => name).sort() };
  };
  /** Best sellers that a filter of the stack lets through. */
  const passing = async (filter: string): Promise<string[]> => {
    const arns = JSON.parse((await account.outputs()).FilterArns) as Record<string, string>;
    return (await account.ask('best-sellers', { filterArn: arns[filter] })).sort();
  };

  /** Gives each product a size. */
  const addSizes = (): Promise<unknown> => {
    const lines = products().split('\n');
    const sized = lines.map((line, at) => line.replace('{', `{"size":${at},`)).join('\n');
    return putSource('products.jsonl', sized);
  };
  const createFilter = (name: string): Promise<{ readonly filterArn?: string }> =>
    account.personalize.createFilter({
      name,
      datasetGroupArn,
      filterExpression: 'INCLUDE ItemID WHERE Items.GRAMS < 5',
    });

  it('are deployed, by Glue with the same data as by the function; filters, training and answers know the shop’s own columns (GLUE-2)', async () => {
    await account.created(SHOPS.fromSource);
    expect(await passing('red')).toEqual(['s0', 's3', 's6', 's9']);
    const { itemList = [] } = await account.runtime.getRecommendations({
      recommenderArn: recommenderArnOf('best-sellers'),
      userId: 'c1',
      metadataColumns: { ITEMS: ['COLOUR', 'GRAMS', 'ADDED', 'RATING', 'NAME'] },
    });
    expect(itemList.find(({ itemId }) => itemId === 's3')?.metadata).toEqual({
      COLOUR: 'red',
      GRAMS: '300',
      ADDED: '1500000003',
      RATING: '1.5',
      NAME: 'Product 3',
    });
    const byFunction = await preparedLines(account);
    expect(byFunction['training_interaction.csv'].length).toBeGreaterThan(1000);
    await account.updated(SHOPS.byGlue);
    expect(await preparedLines(account)).toEqual(byFunction);
  });

  it('have hashes of the stack’s KMS key for users, which a question makes as well', async () => {
    await account.created(SHOPS.hashed);
    const kms = account.client(KMSClient);
    const outputs = await account.outputs();
    const userId = (await knownUserId(kms, outputs, 'c1'))!;
    expect(userId).toMatch(/^[0-9a-f]{64}$/);
    expect(await knownUserId(kms, outputs, userId)).toBe(userId);
    expect((await account.ask('recommended-for-you', { userId })).length).toBeGreaterThan(0);
    const rows = (await preparedLines(account))['training_interaction.csv'];
    expect(rows.filter((row) => row.includes(userId)).length).toBeGreaterThan(10);
    expect(rows.filter((row) => /,c\d+,/.test(row))).toEqual([]);
  });

  it('may get a column, which the dataset takes as it is, and lose none', async () => {
    const schemas = async (): Promise<number> =>
      (await account.types()).filter((type) => type === 'AWS::Personalize::Schema').length;
    await account.created(SHOPS.fromSource);
    const before = await dataset();

    await addSizes();
    await account.updated(SHOPS.grown);
    const after = await dataset();
    expect(after).toEqual({ since: before.since, columns: [...before.columns, 'SIZE'].sort() });
    expect(await schemas()).toBe(2);
    // Both recommenders were there before the column, which they train on now.
    for (const [useCase, ITEMS] of [
      ['best-sellers', []],
      ['recommended-for-you', ['RATING']],
    ] as const) {
      const asked = { recommenderArn: recommenderArnOf(useCase) };
      const { recommender } = await account.personalize.describeRecommender(asked);
      expect(recommender!.latestRecommenderUpdate).toMatchObject({
        status: 'ACTIVE',
        recommenderConfig: { trainingDataConfig: { excludedDatasetColumns: { ITEMS } } },
      });
    }
    expect(await passing('large')).toEqual(['s10', 's11', 's9']);

    expect(await account.turnedBack(SHOPS.shrunk)).toContain('GRAMS would be removed');
    expect(await dataset()).toEqual(after);
    expect(await schemas()).toBe(2);
  });

  it('keep a column that a deployment has added and then been rolled back, and the next one goes on', async () => {
    await account.created(SHOPS.fromSource);
    const before = await dataset();
    await addSizes();
    const template = Buffer.from(SHOPS.grown.assets[SHOPS.grown.template]).toString();
    const { filterArn } = await createFilter(/EcommerceRecommenders-large[\w-]*/.exec(template)![0]);

    expect(await account.turnedBack(SHOPS.grown)).toContain(
      `${filterArn} already exists and does not belong to this stack`,
    );
    expect(await dataset()).toEqual({ since: before.since, columns: [...before.columns, 'SIZE'].sort() });

    await account.personalize.deleteFilter({ filterArn });
    await account.updated(SHOPS.grown);
  });

  it('may get a column of interactions, whose dataset is then made anew and imported again', async () => {
    await account.created(SHOPS.unfiltered);
    const [before, itemsBefore] = [await dataset('INTERACTIONS'), await dataset()];
    await account.updated(SHOPS.counted);
    const after = await dataset('INTERACTIONS');
    expect(after.since).toBeGreaterThan(before.since);
    expect(after.columns).toEqual([...before.columns, 'QUANTITY'].sort());
    expect(await dataset()).toEqual(itemsBefore);
    const { datasetImportJobs = [] } = await account.personalize.listDatasetImportJobs({
      datasetArn: datasetArnOf('INTERACTIONS'),
    });
    expect(datasetImportJobs.map(({ status }) => status)).toEqual(['ACTIVE']);

    const { filterArn } = await createFilter('theirs');
    expect(await account.turnedBack(SHOPS.unfiltered)).toMatch(
      /INTERACTIONS has to be replaced .* a filter in its dataset group: .*remove filters/,
    );
    expect(await dataset('INTERACTIONS')).toEqual(after);
    await account.personalize.deleteFilter({ filterArn });
  });

  it('are added to by fresh files of the same kind, and refused with the place of what is wrong', async () => {
    await account.created(SHOPS.fromSource);
    const drop = (path: string, body: string): Promise<unknown> => account.put(`incoming/${path}`, body);
    const report = async (count: number): Promise<ImportRun> => {
      await account.until(async () => (await account.keys('runs/')).length === count);
      return JSON.parse(await account.read((await account.keys('runs/')).at(-1)!)) as ImportRun;
    };

    await drop('orders/2022.csv', orderLines(1200, 1_640_000_000));
    await drop('products.jsonl', products(13));
    expect(await report(1)).toMatchObject({ outcome: 'imported', rows: { INTERACTIONS: 1176, ITEMS: 13 } });
    const details = await itemDetails(account.s3, await account.bucket(), ['s12']);
    expect(details.get('s12')?.name).toBe('Product 12');

    await drop('orders/2023.csv', orderLines(1200, 1_650_000_000).replace(/04\/2022/, '14/2022'));
    const { outcome, rows, problem } = await report(2);
    expect([outcome, rows]).toEqual(['refused', {}]);
    expect(problem).toMatch(
      /placed cannot be read as dd\/MM\/yyyy HH:mm \(orders\/2023\.csv, line 2: "\d+\/14\/2022 .*"\)/,
    );
  });
});
