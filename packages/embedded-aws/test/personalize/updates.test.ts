import * as sdk from '@aws-sdk/client-personalize';

import { DATASETS } from '@ecommerce-recommenders/shop-data/data/datasets';
import { LATENCIES } from '../../src/latency';
import { createDataset, createGroup, runJob, settle, train } from './support/shop';
import { interactionsCsv, itemsCsv } from './support/shop-files';
import { startPersonalize } from './support/start-personalize';
import { stream } from './support/stream';
import { refused } from '../support/refused';
import { runningFor } from '../support/running';

const METRICS = [
  'coverage',
  'mean_reciprocal_rank_at_25',
  ...['normalized_discounted_cumulative_gain', 'precision'].flatMap((metric) =>
    [10, 25, 5].map((length) => `${metric}_at_${length}`),
  ),
];

describe('updates of Personalize', () => {
  const aws = runningFor('each test', () => startPersonalize('realistic'));
  let datasetGroupArn: string;
  let interactions: string;
  let items: string;

  beforeEach(async () => {
    aws.files.set('data/interactions.csv', interactionsCsv()).set('data/items.csv', itemsCsv());
    datasetGroupArn = await createGroup(aws);
    interactions = await createDataset(aws, datasetGroupArn, 'INTERACTIONS');
    items = await createDataset(aws, datasetGroupArn, 'ITEMS');
    await runJob(aws, interactions, 's3://data/interactions.csv', 'one');
    await runJob(aws, items, 's3://data/items.csv', 'two');
  });

  describe('of a recommender', () => {
    const CONFIG = {
      minRecommendationRequestsPerSecond: 2,
      trainingDataConfig: { excludedDatasetColumns: { ITEMS: ['STYLE'] } },
    };
    let recommenderArn: string;

    beforeEach(async () => {
      recommenderArn = (await train(aws, datasetGroupArn, 'recommended-for-you', CONFIG)).arn;
    });

    const describeIt = async () =>
      (await aws.personalize.describeRecommender({ recommenderArn })).recommender!;
    const update = (recommenderConfig: sdk.RecommenderConfig) =>
      aws.personalize.updateRecommender({ recommenderArn, recommenderConfig });
    const settled = async () => {
      await settle(aws, async () => (await describeIt()).latestRecommenderUpdate?.status);
      return describeIt();
    };

    it('goes through the states of a creation beside an ACTIVE recommender, and then counts', async () => {
      const answer = await update({ minRecommendationRequestsPerSecond: 5 });
      expect(answer.recommenderArn).toBe(recommenderArn);
      const merged = { ...CONFIG, minRecommendationRequestsPerSecond: 5 };
      expect(await describeIt()).toMatchObject({
        status: 'ACTIVE',
        recommenderConfig: CONFIG,
        latestRecommenderUpdate: { status: 'CREATE PENDING', recommenderConfig: merged },
      });
      await aws.clock.advance(LATENCIES.realistic.create.recommender / 2);
      await settle(aws, async () =>
        (await describeIt()).latestRecommenderUpdate?.status === 'CREATE PENDING' ? 'PENDING' : undefined,
      );
      expect(await settled()).toMatchObject({
        status: 'ACTIVE',
        recommenderConfig: merged,
        latestRecommenderUpdate: { status: 'ACTIVE', recommenderConfig: merged },
      });
    });

    it('starts none when nothing changes', async () => {
      await update({ trainingDataConfig: CONFIG.trainingDataConfig });
      expect((await describeIt()).latestRecommenderUpdate).toBeUndefined();
    });

    it('fails when the training that it needs fails, and leaves everything as it was', async () => {
      const few = interactionsCsv().split('\n');
      aws.files.set(
        'data/copies.csv',
        [few[0], ...Array.from({ length: 1000 }, () => few[1]), ''].join('\n'),
      );
      await runJob(aws, interactions, 's3://data/copies.csv', 'three');
      await update({ trainingDataConfig: { excludedDatasetColumns: { ITEMS: ['PRICE'] } } });
      expect(await settled()).toMatchObject({
        status: 'ACTIVE',
        recommenderConfig: CONFIG,
        latestRecommenderUpdate: {
          status: 'CREATE FAILED',
          failureReason: 'Dataset has fewer than 1000 interactions',
        },
      });
      // Neither capacity nor exploration affects training: no training, no failure.
      await update({ itemExplorationConfig: { explorationWeight: '0.5' } });
      expect((await settled()).latestRecommenderUpdate).toMatchObject({ status: 'ACTIVE' });
    });

    it('makes a second one, a stop and a deletion wait', async () => {
      await update({ minRecommendationRequestsPerSecond: 5 });
      for (const attempt of [
        () => update({ minRecommendationRequestsPerSecond: 6 }),
        () => aws.personalize.stopRecommender({ recommenderArn }),
        () => aws.personalize.deleteRecommender({ recommenderArn }),
      ])
        await refused(attempt(), 'ResourceInUseException');
    });

    it.each<[string, sdk.RecommenderConfig, string]>([
      [
        'an unknown column',
        { trainingDataConfig: { excludedDatasetColumns: { ITEMS: ['COLOUR'] } } },
        'trainingDataConfig.excludedDatasetColumns.ITEMS has COLOUR. The dataset has ITEM_ID, NAME',
      ],
      [
        'a column that training needs',
        { trainingDataConfig: { excludedDatasetColumns: { INTERACTIONS: ['EVENT_TYPE'] } } },
        'EVENT_TYPE, which training cannot do without',
      ],
      [
        'a dataset that is not there',
        { trainingDataConfig: { includedDatasetColumns: { USERS: ['AGE'] } } },
        'has no such dataset',
      ],
      [
        'an unknown dataset type',
        { trainingDataConfig: { includedDatasetColumns: { ACTIONS: ['AGE'] } } },
        'the dataset type must be one of',
      ],
      ['no capacity', { minRecommendationRequestsPerSecond: 0 }, 'minRecommendationRequestsPerSecond'],
      ['a wrong weight', { itemExplorationConfig: { explorationWeight: '2' } }, 'explorationWeight is "2"'],
    ])('fails for %s', async (_, config, message) => {
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
    const putItem = (properties: object) =>
      stream(aws, 'items', {
        datasetArn: items,
        items: [
          { itemId: 'item-7', properties: JSON.stringify({ categoryL1: 'a', price: 7, ...properties }) },
        ],
      });

    /** The items that satisfy a filter condition. */
    async function itemsOf(
      recommenderArn: string,
      name: string,
      condition: string,
    ): Promise<(string | undefined)[]> {
      const filterExpression = `INCLUDE ItemID WHERE ${condition}`;
      const { filterArn } = await aws.personalize.createFilter({ name, datasetGroupArn, filterExpression });
      await settle(aws, async () => (await aws.personalize.describeFilter({ filterArn })).filter?.status);
      const request = { recommenderArn, userId: 'u', filterArn, numResults: 500 };
      const { itemList = [] } = await aws.runtime.getRecommendations(request);
      return itemList.map(({ itemId }) => itemId);
    }

    it('brings a schema with more columns, and keeps records that came before', async () => {
      const recommenderArn = (await train(aws, datasetGroupArn, 'most-viewed')).arn;
      await expect(putItem({})).resolves.toMatchObject({ status: 200 });
      await expect(putItem({ colour: 'red' })).resolves.toMatchObject({ status: 400 });
      const { schemaArn } = await describeIt();
      const next = await createSchema(COLOUR, ...fields);
      await expect(update(next)).resolves.toMatchObject({ datasetArn: items });
      expect(await describeIt()).toMatchObject({
        status: 'UPDATE PENDING',
        schemaArn,
        latestDatasetUpdate: { schemaArn: next, status: 'CREATE PENDING' },
      });
      const { datasets } = await aws.personalize.listDatasets({ datasetGroupArn });
      expect(datasets!.find(({ datasetArn }) => datasetArn === items)!.status).toBe('UPDATE PENDING');
      await aws.clock.advance(LATENCIES.realistic.create.dataset / 2);
      expect((await describeIt()).status).toBe('UPDATE IN_PROGRESS');
      await settle(aws, async () => (await describeIt()).latestDatasetUpdate?.status);
      expect(await describeIt()).toMatchObject({
        status: 'ACTIVE',
        schemaArn: next,
        latestDatasetUpdate: { schemaArn: next, status: 'ACTIVE' },
      });
      await expect(putItem({ colour: 'red' })).resolves.toMatchObject({ status: 200 });
      await expect(itemsOf(recommenderArn, 'price', 'Items.PRICE > 5')).resolves.toHaveLength(30);
      await expect(itemsOf(recommenderArn, 'colour', 'Items.COLOUR IN ("red")')).resolves.toEqual(['item-7']);
      aws.files.set(
        'data/more.csv',
        'COLOUR,ITEM_ID,NAME,CATEGORY_L1,STYLE,PRODUCT_DESCRIPTION,PRICE\nred,x,,a,,,1\n',
      );
      await expect(runJob(aws, items, 's3://data/more.csv', 'three', 'INCREMENTAL')).resolves.toMatchObject({
        status: 'ACTIVE',
      });
    });

    it('keeps its new columns out of the training of recommenders until an update names them', async () => {
      const { arn: recommenderArn } = await train(aws, datasetGroupArn, 'recommended-for-you');
      const latest = async () =>
        (await aws.personalize.describeRecommender({ recommenderArn })).recommender!.latestRecommenderUpdate;
      /** When the update began that this configuration has led to, if any. */
      const configure = async (recommenderConfig: sdk.RecommenderConfig): Promise<number | undefined> => {
        const before = Number((await latest())?.creationDateTime);
        await aws.clock.advance(60_000);
        await aws.personalize.updateRecommender({ recommenderArn, recommenderConfig });
        await settle(aws, async () => (await latest())?.status);
        const began = Number((await latest())?.creationDateTime);
        return began === before || Number.isNaN(began) ? undefined : began;
      };
      const all = { trainingDataConfig: { excludedDatasetColumns: { ITEMS: [] } } };
      expect(await configure(all)).toBeUndefined();

      await update(await createSchema(...fields, COLOUR, { name: 'NOTE', type: ['null', 'string'] }));
      await settle(aws, async () => (await describeIt()).latestDatasetUpdate?.status);
      await aws.clock.advance(8 * 24 * 3_600_000);
      const noShoppers = interactionsCsv().split('\n').slice(0, 2);
      aws.files.set('data/few.csv', [noShoppers[0], ...Array<string>(1000).fill(noShoppers[1])].join('\n'));
      await runJob(aws, interactions, 's3://data/few.csv', 'few');
      // No training: it would fail for the lack of data.
      expect(await configure({ minRecommendationRequestsPerSecond: 2 })).toBeDefined();
      expect((await latest())?.status).toBe('ACTIVE');
      expect(await configure(all)).toBeDefined();
      expect((await latest())?.status).toBe('CREATE FAILED');

      await runJob(aws, interactions, 's3://data/interactions.csv', 'enough');
      expect(await configure(all)).toBeDefined();
      expect((await latest())?.status).toBe('ACTIVE');
      expect(await configure(all)).toBeUndefined();
    });

    it('makes another update, an import, a deletion and the deletion of its schema wait', async () => {
      const next = await createSchema(...fields, COLOUR);
      await update(next);
      for (const attempt of [
        () => update(next),
        () => runJob(aws, items, 's3://data/items.csv', 'three'),
        () => aws.personalize.deleteDataset({ datasetArn: items }),
        () => aws.personalize.deleteSchema({ schemaArn: next }),
      ])
        await refused(attempt(), 'ResourceInUseException');
    });

    it('fails to stream into it with 409 while it is being deleted (PERSONALIZE-68)', async () => {
      await aws.personalize.deleteDataset({ datasetArn: items });
      const { status, body } = await putItem({});
      expect([status, JSON.parse(body)]).toEqual([
        409,
        expect.objectContaining({ __type: 'ResourceInUseException' }),
      ]);
    });

    it('starts none when the dataset has the schema already', async () => {
      await update((await describeIt()).schemaArn!);
      expect((await describeIt()).latestDatasetUpdate).toBeUndefined();
    });

    it.each<[string, readonly object[], string]>([
      ['lacks a column', fields.filter(({ name }) => name !== 'NAME'), 'lacks the field NAME'],
      [
        'changes a column',
        fields.map((field) => (field.name === 'STYLE' ? NARROWER : field)),
        'changes the field STYLE',
      ],
      [
        'has a new column that must not be null',
        [...fields, { ...COLOUR, type: 'string' }],
        'COLOUR must allow null',
      ],
    ])('fails for a schema that %s', async (_, all, message) => {
      await refused(update(await createSchema(...all)), 'InvalidInputException', message);
    });

    it('fails for interactions', async () => {
      const { schemaArn } = await describeIt();
      await refused(update(schemaArn!, interactions), 'InvalidInputException', 'only ITEMS and USERS');
    });
  });
});
