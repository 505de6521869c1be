import * as sdk from '@aws-sdk/client-personalize';
import { USE_CASE_NAMES } from '@ecommerce-recommenders/personalize/use-cases';
import { refused } from '../support/refused';
import { runningFor } from '../support/running';
import { commandOf } from './support/command-of';
import {
  createDataset,
  createGroup,
  fillGroup,
  IMPORT_ROLE,
  recipeArn,
  runJob,
  settle,
} from './support/shop';
import { startPersonalize } from './support/start-personalize';

const ACCOUNT = 'arn:aws:personalize:us-east-1:123456789012';

describe('the rules of Personalize', () => {
  // Only waiting turns the clock, so that creations stay in progress.
  const aws = runningFor('each test', () => startPersonalize('realistic'));
  let group: string;
  beforeEach(async () => {
    group = await createGroup(aws);
  });

  const createFilter = (name: string) => {
    const filterExpression = 'EXCLUDE ItemID WHERE Interactions.EVENT_TYPE IN ("View")';
    return aws.personalize.createFilter({ name, datasetGroupArn: group, filterExpression });
  };
  const createRecommender = (name: string, recipe = recipeArn('most-viewed'), datasetGroupArn = group) =>
    aws.personalize.createRecommender({ name, datasetGroupArn, recipeArn: recipe });
  const createJob = (jobName: string, datasetArn: string) => {
    const dataSource = { dataLocation: 's3://data/none.csv' };
    return aws.personalize.createDatasetImportJob({ jobName, datasetArn, dataSource, roleArn: IMPORT_ROLE });
  };

  it.each([
    ['ListDatasets', 'datasetGroupArn', 'dataset-group/gone'],
    ['ListEventTrackers', 'datasetGroupArn', 'dataset-group/gone'],
    ['ListFilters', 'datasetGroupArn', 'dataset-group/gone'],
    ['ListRecommenders', 'datasetGroupArn', 'dataset-group/gone'],
    ['ListSolutions', 'datasetGroupArn', 'dataset-group/gone'],
    ['ListDatasetImportJobs', 'datasetArn', 'dataset/gone/ITEMS'],
  ])('fails %s of a parent that is gone by an error that it declares', async (operation, parent, path) => {
    const list = aws.personalize.send(commandOf(sdk, operation, { [parent]: `${ACCOUNT}:${path}` }));
    await refused(list, 'InvalidInputException', 'does not exist.');
  });

  it('fails for a schema of another domain, and to train outside of a shop, saying why (PERSONALIZE-17)', async () => {
    await createDataset(aws, group, 'USERS');
    const films = await createGroup(aws, 'films', 'VIDEO_ON_DEMAND');
    const schemaArn = `${ACCOUNT}:schema/shop-users`;
    const users = { name: 'users', schemaArn, datasetGroupArn: films, datasetType: 'USERS' };
    const text = 'has the domain ECOMMERCE, the dataset group';
    await refused(aws.personalize.createDataset(users), 'InvalidInputException', text);
    const recipe = 'arn:aws:personalize:::recipe/aws-vod-most-popular';
    const ofFilms = createRecommender('r', recipe, films);
    const vod = 'trains no recommenders of the domain VIDEO_ON_DEMAND';
    await refused(ofFilms, 'InvalidInputException', vod);
    const { datasetGroupArn } = await aws.personalize.createDatasetGroup({ name: 'custom' });
    await aws.clock.advance(3_600_000);
    const inCustom = createRecommender('r', undefined, datasetGroupArn);
    const custom = 'is a custom one. Recommenders need a dataset group with the domain ECOMMERCE.';
    await refused(inCustom, 'InvalidInputException', custom);
  });

  it('forgets the import jobs of a deleted dataset and never frees their names', async () => {
    const datasetArn = await createDataset(aws, group, 'INTERACTIONS');
    await runJob(aws, datasetArn, 's3://data/none.csv', 'once');
    await aws.personalize.deleteDataset({ datasetArn });
    await settle(aws, async () => (await aws.personalize.listDatasets({})).datasets?.[0]?.status);
    await aws.personalize.deleteSchema({ schemaArn: `${ACCOUNT}:schema/shop-interactions` });
    expect((await aws.personalize.listDatasetImportJobs({})).datasetImportJobs).toEqual([]);
    await createDataset(aws, group, 'INTERACTIONS');
    await refused(createJob('once', datasetArn), 'ResourceAlreadyExistsException');
  });

  it('fails for the sixth dataset group (PERSONALIZE-5)', async () => {
    for (const name of ['b', 'c', 'd', 'e']) await createGroup(aws, name);
    const text =
      'Cannot create a dataset group. More than 5 resources in ACTIVE state. Please delete some and try again.';
    await refused(createGroup(aws, 'f'), 'LimitExceededException', text);
  });

  it('fails for the sixth recommender and the thirty-first filter of a dataset group, and to delete what is in training (PERSONALIZE-5)', async () => {
    const datasetArn = await createDataset(aws, group, 'INTERACTIONS');
    for (const useCase of USE_CASE_NAMES) await createRecommender(useCase, recipeArn(useCase));
    await refused(createRecommender('sixth'), 'LimitExceededException');
    const removeDataset = aws.personalize.deleteDataset({ datasetArn });
    await refused(removeDataset, 'ResourceInUseException', 'a recommender in transition');
    for (let n = 0; n < 30; n++) await createFilter(`f${n}`);
    await refused(createFilter('f30'), 'LimitExceededException');
    const recommenderArn = `${ACCOUNT}:recommender/most-viewed`;
    const remove = () => aws.personalize.deleteRecommender({ recommenderArn });
    await refused(remove(), 'ResourceInUseException');
    const describe = () => aws.personalize.describeRecommender({ recommenderArn });
    const status = await settle(aws, async () => (await describe()).recommender?.status);
    expect(status).toBe('CREATE FAILED');
    expect(await remove()).toMatchObject({ $metadata: { httpStatusCode: 200 } });
  });

  it('fails for the sixth import job of all that are under way', async () => {
    const first = await createDataset(aws, group, 'INTERACTIONS');
    const others = [await createDataset(aws, group, 'ITEMS'), await createDataset(aws, group, 'USERS')];
    const files = { ITEMS: '', USERS: '', INTERACTIONS: '' };
    const { ITEMS, USERS, INTERACTIONS } = await fillGroup(aws, files, 'second');
    await createJob('j0', first);
    for (const [n, dataset] of [...others, ITEMS, USERS].entries()) await createJob(`j${n + 1}`, dataset);
    const text = 'More than 5 resources with PENDING or IN_PROGRESS status.';
    await refused(createJob('sixth', INTERACTIONS), 'LimitExceededException', text);
  });
});
