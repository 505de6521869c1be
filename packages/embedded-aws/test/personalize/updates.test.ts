import type { RecommenderConfig } from '@aws-sdk/client-personalize';
import { DATASETS } from '@ecommerce-recommenders/shop-data/data/datasets';
import { LATENCIES } from '../../src/latency';
import { refused } from '../support/refused';
import { runningFor } from '../support/running';
import { createFilter, fillGroup, idsOf, runJob, settle, train } from './support/shop';
import { interactionsCsv, itemsCsv } from './support/shop-files';
import { startPersonalize } from './support/start-personalize';
import { stream } from './support/stream';

const METRICS = [
  'coverage',
  'mean_reciprocal_rank_at_25',
  ...['normalized_discounted_cumulative_gain', 'precision'].flatMap((metric) =>
    [10, 25, 5].map((length) => `${metric}_at_${length}`),
  ),
];

/** A thousand copies of the first interaction. */
const copies = (): string => {
  const [header, first] = interactionsCsv().split('\n');
  return [header, ...Array<string>(1000).fill(first), ''].join('\n');
};
const excluding = (columns: Record<string, string[]>) => ({
  trainingDataConfig: { excludedDatasetColumns: columns },
});
const including = (columns: Record<string, string[]>) => ({
  trainingDataConfig: { includedDatasetColumns: columns },
});

describe('updates of Personalize', () => {
  const aws = runningFor('each test', () => startPersonalize('realistic'));
  let datasetGroupArn: string;
  let interactions: string;
  let items: string;

  beforeEach(async () => {
    const filled = await fillGroup(aws, { INTERACTIONS: interactionsCsv(), ITEMS: itemsCsv() });
    ({ group: datasetGroupArn, INTERACTIONS: interactions, ITEMS: items } = filled);
  });

  const describeRecommender = async (recommenderArn: string) =>
    (await aws.personalize.describeRecommender({ recommenderArn })).recommender!;

  describe('of a recommender', () => {
    const CONFIG = { minRecommendationRequestsPerSecond: 2, ...excluding({ ITEMS: ['STYLE'] }) };
    let recommenderArn: string;

    beforeEach(async () => {
      recommenderArn = (await train(aws, datasetGroupArn, 'recommended-for-you', CONFIG)).arn;
    });

    const describeIt = () => describeRecommender(recommenderArn);
    const update = (recommenderConfig: RecommenderConfig) =>
      aws.personalize.updateRecommender({ recommenderArn, recommenderConfig });

    it('goes through the states of a creation beside an ACTIVE recommender, makes all else wait, and then counts', async () => {
      const answer = await update({ minRecommendationRequestsPerSecond: 5 });
      expect(answer.recommenderArn).toBe(recommenderArn);
      const merged = { ...CONFIG, minRecommendationRequestsPerSecond: 5 };
      expect(await describeIt()).toMatchObject({
        status: 'ACTIVE',
        recommenderConfig: CONFIG,
        latestRecommenderUpdate: { status: 'CREATE PENDING', recommenderConfig: merged },
      });
      for (const attempt of [
        () => update({ minRecommendationRequestsPerSecond: 6 }),
        () => aws.personalize.stopRecommender({ recommenderArn }),
        () => aws.personalize.deleteRecommender({ recommenderArn }),
      ])
        await refused(attempt(), 'ResourceInUseException');
      await settle(aws, async () => (await describeIt()).latestRecommenderUpdate?.status);
      expect(await describeIt()).toMatchObject({
        status: 'ACTIVE',
        recommenderConfig: merged,
        latestRecommenderUpdate: { status: 'ACTIVE', recommenderConfig: merged },
      });
    });

    it.each<[RecommenderConfig, string]>([
      [
        excluding({ ITEMS: ['COLOUR'] }),
        'trainingDataConfig.excludedDatasetColumns.ITEMS has COLOUR. The dataset has ITEM_ID, NAME',
      ],
      [excluding({ INTERACTIONS: ['EVENT_TYPE'] }), 'EVENT_TYPE, which training cannot do without'],
      [including({ USERS: ['AGE'] }), 'has no such dataset'],
      [including({ ACTIONS: ['AGE'] }), 'the dataset type must be one of'],
      [{ itemExplorationConfig: { explorationWeight: '2' } }, 'explorationWeight is "2"'],
    ])('fails for %j', async (config, message) => {
      await refused(update(config), 'InvalidInputException', message);
    });

    it('has its metrics in the description, and only there (PERSONALIZE-75)', async () => {
      const { modelMetrics = {} } = await describeIt();
      expect(Object.keys(modelMetrics).sort()).toEqual([...METRICS].sort());
      expect(Math.max(...Object.values(modelMetrics))).toBeGreaterThan(0);
      const { recommenders = [] } = await aws.personalize.listRecommenders({});
      expect(recommenders[0]).not.toHaveProperty('modelMetrics');
      const [{ choice, ...model }] = aws.account.models();
      expect(model).toEqual({ arn: recommenderArn, metrics: modelMetrics });
      expect(Object.keys(choice!)).toEqual(['model', 'runnerUp', 'margin', 'questions']);
      await aws.personalize.deleteRecommender({ recommenderArn });
      expect((await describeIt()).modelMetrics).toBeUndefined();
    });
  });

  describe('of a dataset', () => {
    const { fields, ...record } = DATASETS.ITEMS.schema;
    const COLOUR = { name: 'COLOUR', type: ['string', 'null'], categorical: true };
    const NARROWER = { name: 'STYLE', type: 'string', categorical: true };
    let schemas = 0;

    const createSchema = async (...all: readonly object[]) => {
      const schema = JSON.stringify({ ...record, fields: all });
      const name = `items-${++schemas}`;
      return (await aws.personalize.createSchema({ name, schema, domain: 'ECOMMERCE' })).schemaArn!;
    };
    const update = (schemaArn: string, datasetArn = items) =>
      aws.personalize.updateDataset({ datasetArn, schemaArn });
    const describeIt = async () => (await aws.personalize.describeDataset({ datasetArn: items })).dataset!;
    const settled = () => settle(aws, async () => (await describeIt()).latestDatasetUpdate?.status);
    const putItem = (more: object) => {
      const properties = JSON.stringify({ categoryL1: 'a', price: 7, ...more });
      return stream(aws, 'items', { datasetArn: items, items: [{ itemId: 'item-7', properties }] });
    };

    it('brings a schema with more columns, keeps records that came before, and makes all else wait', async () => {
      const { arn } = await train(aws, datasetGroupArn, 'most-viewed');
      /** The items that satisfy a filter condition. */
      const itemsWhere = async (name: string, condition: string): Promise<string[]> => {
        const expression = `INCLUDE ItemID WHERE ${condition}`;
        const filterArn = await createFilter(aws, datasetGroupArn, name, expression);
        return idsOf(aws, arn, { filterArn, numResults: 500 });
      };
      expect(await putItem({})).toMatchObject({ status: 200 });
      expect(await putItem({ colour: 'red' })).toMatchObject({ status: 400 });
      const { schemaArn } = await describeIt();
      const next = await createSchema(COLOUR, ...fields);
      expect(await update(next)).toMatchObject({ datasetArn: items });
      const pending = { schemaArn: next, status: 'CREATE PENDING' };
      const updating = { status: 'UPDATE PENDING', schemaArn, latestDatasetUpdate: pending };
      expect(await describeIt()).toMatchObject(updating);
      const { datasets } = await aws.personalize.listDatasets({ datasetGroupArn });
      expect(datasets!.find(({ datasetArn }) => datasetArn === items)!.status).toBe('UPDATE PENDING');
      for (const attempt of [
        () => update(next),
        () => runJob(aws, items, 's3://data/items.csv', 'three'),
        () => aws.personalize.deleteDataset({ datasetArn: items }),
        () => aws.personalize.deleteSchema({ schemaArn: next }),
      ])
        await refused(attempt(), 'ResourceInUseException');
      await aws.clock.advance(LATENCIES.realistic.create.dataset / 2);
      expect((await describeIt()).status).toBe('UPDATE IN_PROGRESS');
      await settled();
      const active = { schemaArn: next, status: 'ACTIVE' };
      expect(await describeIt()).toMatchObject({ ...active, latestDatasetUpdate: active });
      expect(await putItem({ colour: 'red' })).toMatchObject({ status: 200 });
      expect(await itemsWhere('price', 'Items.PRICE > 5')).toHaveLength(30);
      expect(await itemsWhere('colour', 'Items.COLOUR IN ("red")')).toEqual(['item-7']);
    });

    it('keeps its new columns out of the training of recommenders until an update names them (PERSONALIZE-18)', async () => {
      const { arn: recommenderArn } = await train(aws, datasetGroupArn, 'recommended-for-you');
      const latest = async () => (await describeRecommender(recommenderArn)).latestRecommenderUpdate;
      /** The status of the update that this configuration has led to, if any. */
      const configure = async (recommenderConfig: RecommenderConfig): Promise<string | undefined> => {
        const before = await latest();
        await aws.clock.advance(60_000);
        await aws.personalize.updateRecommender({ recommenderArn, recommenderConfig });
        await settle(aws, async () => (await latest())?.status);
        const after = await latest();
        return Number(after?.creationDateTime) > Number(before?.creationDateTime ?? 0)
          ? after?.status
          : undefined;
      };
      const all = excluding({ ITEMS: [] });
      expect(await configure(all)).toBeUndefined();

      await update(await createSchema(...fields, COLOUR, { name: 'NOTE', type: ['null', 'string'] }));
      await settled();
      await aws.clock.advance(8 * 24 * 3_600_000);
      aws.files.set('data/copies.csv', copies());
      await runJob(aws, interactions, 's3://data/copies.csv', 'copies');
      // No training: it would fail for the lack of data.
      const untrained = {
        minRecommendationRequestsPerSecond: 2,
        itemExplorationConfig: { explorationWeight: '0.5' },
      };
      expect(await configure(untrained)).toBe('ACTIVE');
      expect(await configure(all)).toBe('CREATE FAILED');
      const failureReason = 'Dataset has fewer than 1000 interactions';
      expect(await describeRecommender(recommenderArn)).toMatchObject({
        ...{ status: 'ACTIVE', recommenderConfig: untrained },
        latestRecommenderUpdate: { failureReason },
      });
      await runJob(aws, interactions, 's3://data/interactions.csv', 'enough');
      expect(await configure(all)).toBe('ACTIVE');
      expect(await configure(all)).toBeUndefined();
    });

    it.each<[string, readonly object[], string]>([
      ['lacks a column', fields.filter(({ name }) => name !== 'NAME'), 'lacks the field NAME'],
      [
        'changes a column',
        fields.map((field) => (field.name === 'STYLE' ? NARROWER : field)),
        'changes the field STYLE',
      ],
      ['has a new column without null', [...fields, { ...COLOUR, type: 'string' }], 'COLOUR must allow null'],
    ])('fails for a schema that %s', async (_, all, message) => {
      await refused(update(await createSchema(...all)), 'InvalidInputException', message);
    });

    it('starts none for the schema that the dataset has already, fails for interactions, and takes no item with 409 while it is being deleted (PERSONALIZE-68)', async () => {
      const schemaArn = (await describeIt()).schemaArn!;
      await update(schemaArn);
      expect((await describeIt()).latestDatasetUpdate).toBeUndefined();
      await refused(update(schemaArn, interactions), 'InvalidInputException', 'only ITEMS and USERS');
      await aws.personalize.deleteDataset({ datasetArn: items });
      const { status, body } = await putItem({});
      expect([status, body]).toEqual([409, expect.stringContaining('"__type":"ResourceInUseException"')]);
    });
  });
});
