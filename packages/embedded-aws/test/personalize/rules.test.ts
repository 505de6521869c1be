import * as sdk from '@aws-sdk/client-personalize';
import { USE_CASE_NAMES } from '@ecommerce-recommenders/personalize/use-cases';
import { createDataset, createGroup, IMPORT_ROLE, recipeArn, runJob, settle } from './support/shop';
import { startPersonalize } from './support/start-personalize';
import { refused } from '../support/refused';
import { runningFor } from '../support/running';

const ACCOUNT = 'arn:aws:personalize:us-east-1:123456789012';
const GONE = `${ACCOUNT}:dataset-group/gone`;
const GONE_DATASET = `${ACCOUNT}:dataset/gone/ITEMS`;
const containing = (text: string): string => expect.stringContaining(text) as string;

describe('the rules of Personalize', () => {
  const aws = runningFor('each test', () => startPersonalize('realistic'));
  let group: string;

  // Only waiting turns the clock, so that creations stay in progress.
  beforeEach(async () => {
    group = await createGroup(aws);
  });

  const createFilter = (name = 'f', datasetGroupArn = group) =>
    aws.personalize.createFilter({
      name,
      datasetGroupArn,
      filterExpression: 'EXCLUDE ItemID WHERE Interactions.EVENT_TYPE IN ("View")',
    });
  const createTracker = (name = 't') => aws.personalize.createEventTracker({ name, datasetGroupArn: group });
  const createRecommender = (name: string, recipe = recipeArn('most-viewed'), datasetGroupArn = group) =>
    aws.personalize.createRecommender({ name, datasetGroupArn, recipeArn: recipe });
  const createJob = (jobName: string, datasetArn: string) =>
    aws.personalize.createDatasetImportJob({
      jobName,
      datasetArn,
      dataSource: { dataLocation: 's3://data/none.csv' },
      roleArn: IMPORT_ROLE,
    });

  describe('on names and parents', () => {
    it('fails for a schema of another domain', async () => {
      await createDataset(aws, group, 'USERS');
      const schemaArn = `${ACCOUNT}:schema/shop-users`;
      const films = await createGroup(aws, 'films', 'VIDEO_ON_DEMAND');
      const users = { name: 'users', schemaArn, datasetGroupArn: films, datasetType: 'USERS' };
      await refused(
        aws.personalize.createDataset(users),
        'InvalidInputException',
        'has the domain ECOMMERCE, the dataset group',
      );
    });

    it.each([
      ['ListDatasets', new sdk.ListDatasetsCommand({ datasetGroupArn: GONE })],
      ['ListEventTrackers', new sdk.ListEventTrackersCommand({ datasetGroupArn: GONE })],
      ['ListFilters', new sdk.ListFiltersCommand({ datasetGroupArn: GONE })],
      ['ListRecommenders', new sdk.ListRecommendersCommand({ datasetGroupArn: GONE })],
      ['ListSolutions', new sdk.ListSolutionsCommand({ datasetGroupArn: GONE })],
      ['ListDatasetImportJobs', new sdk.ListDatasetImportJobsCommand({ datasetArn: GONE_DATASET })],
    ])('fails %s of a parent that is gone by an error that it declares', async (_operation, command) => {
      const list = aws.personalize.send(command);
      await refused(list, 'InvalidInputException', 'does not exist.');
    });

    it('fails to train the use cases of video on demand, saying so (PERSONALIZE-17)', async () => {
      const films = await createGroup(aws, 'films', 'VIDEO_ON_DEMAND');
      const recipe = 'arn:aws:personalize:::recipe/aws-vod-most-popular';
      await refused(
        createRecommender('r', recipe, films),
        'InvalidInputException',
        'trains no recommenders of the domain VIDEO_ON_DEMAND',
      );
    });

    it('fails to create a recommender in a custom dataset group, saying why (PERSONALIZE-17)', async () => {
      const { datasetGroupArn = '' } = await aws.personalize.createDatasetGroup({ name: 'custom' });
      await aws.clock.advance(3_600_000);
      await refused(
        createRecommender('r', undefined, datasetGroupArn),
        'InvalidInputException',
        'is a custom one. Recommenders need a dataset group with the domain ECOMMERCE.',
      );
    });

    it('forgets the import jobs of a deleted dataset and never frees their names', async () => {
      const datasetArn = await createDataset(aws, group, 'INTERACTIONS');
      await runJob(aws, datasetArn, 's3://data/none.csv', 'once');
      await aws.personalize.deleteDataset({ datasetArn });
      await settle(aws, async () => {
        const { datasets } = await aws.personalize.listDatasets({ datasetGroupArn: group });
        return datasets?.[0]?.status;
      });
      const { datasetImportJobs } = await aws.personalize.listDatasetImportJobs({});
      expect(datasetImportJobs).toEqual([]);
      await aws.personalize.deleteSchema({ schemaArn: `${ACCOUNT}:schema/shop-interactions` });
      await createDataset(aws, group, 'INTERACTIONS');
      await refused(createJob('once', datasetArn), 'ResourceAlreadyExistsException');
    });
  });

  describe('on deleting', () => {
    let dataset: string;
    beforeEach(async () => {
      dataset = await createDataset(aws, group, 'INTERACTIONS');
    });

    it('fails while a recommender is being trained, and succeeds once that has failed', async () => {
      const { recommenderArn } = await createRecommender('r');
      const remove = () => aws.personalize.deleteRecommender({ recommenderArn });
      await refused(remove(), 'ResourceInUseException');
      await refused(
        aws.personalize.deleteDataset({ datasetArn: dataset }),
        'ResourceInUseException',
        'a recommender in transition',
      );
      const describe = async () =>
        (await aws.personalize.describeRecommender({ recommenderArn })).recommender;
      await settle(aws, async () => (await describe())?.status);
      await expect(describe()).resolves.toMatchObject({
        status: 'CREATE FAILED',
        failureReason: 'Dataset has fewer than 1000 interactions after filtering by event type: View',
      });
      await expect(remove()).resolves.toMatchObject({ $metadata: { httpStatusCode: 200 } });
    });

    it('leaves an empty inventory once everything is deleted in order', async () => {
      await aws.personalize.deleteDataset({ datasetArn: dataset });
      await settle(aws, async () => {
        const { datasets } = await aws.personalize.listDatasets({});
        return datasets?.[0]?.status;
      });
      await aws.personalize.deleteDatasetGroup({ datasetGroupArn: group });
      await aws.personalize.deleteSchema({ schemaArn: `${ACCOUNT}:schema/shop-interactions` });
      await settle(aws, async () => {
        const { datasetGroups } = await aws.personalize.listDatasetGroups({});
        return datasetGroups?.[0]?.status;
      });
      expect(aws.account.inventory()).toEqual([]);
    });
  });

  describe('on numbers', () => {
    it('fails for the sixth dataset group (PERSONALIZE-5)', async () => {
      for (const name of ['b', 'c', 'd', 'e']) await createGroup(aws, name);
      await expect(createGroup(aws, 'f')).rejects.toMatchObject({
        name: 'LimitExceededException',
        message:
          'Cannot create a dataset group. More than 5 resources in ACTIVE state. Please delete some and try again.',
      });
    });

    it('fails for the sixth recommender of a dataset group (PERSONALIZE-5)', async () => {
      await createDataset(aws, group, 'INTERACTIONS');
      for (const useCase of USE_CASE_NAMES) await createRecommender(useCase, recipeArn(useCase));
      await refused(createRecommender('sixth'), 'LimitExceededException');
    });

    it('fails for the second event tracker and the thirty-first filter of a dataset group (PERSONALIZE-5)', async () => {
      await createDataset(aws, group, 'INTERACTIONS');
      await createTracker();
      await refused(createTracker('t2'), 'LimitExceededException');
      for (let n = 0; n < 30; n++) await createFilter(`f${n}`);
      await refused(createFilter('f30'), 'LimitExceededException');
    });

    it('fails for a second import job of a dataset and for the sixth of all that are under way', async () => {
      const first = await createDataset(aws, group, 'INTERACTIONS');
      const datasets = [
        first,
        await createDataset(aws, group, 'ITEMS'),
        await createDataset(aws, group, 'USERS'),
      ];
      const second = await createGroup(aws, 'second');
      datasets.push(await createDataset(aws, second, 'ITEMS'), await createDataset(aws, second, 'USERS'));
      const sixth = await createDataset(aws, second, 'INTERACTIONS');
      await createJob('j0', first);
      await refused(createJob('again', first), 'ResourceInUseException');
      for (const [n, dataset] of datasets.slice(1).entries()) await createJob(`j${n + 1}`, dataset);
      await expect(createJob('sixth', sixth)).rejects.toMatchObject({
        name: 'LimitExceededException',
        message: 'More than 5 resources with PENDING or IN_PROGRESS status.',
      });
    });
  });
});
