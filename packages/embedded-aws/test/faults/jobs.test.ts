import { createDataset, createGroup, IMPORT_ROLE, runJob, settle, train } from '../personalize/support/shop';
import { interactionsCsv } from '../personalize/support/shop-files';
import { startPersonalize, type TestPersonalize } from '../personalize/support/start-personalize';
import { JobThreads, ThreadFailure } from '../../src/services/personalize/threads/job-threads';

const LOCATION = 's3://shop/interactions.csv';

describe('Faults of jobs', () => {
  let aws: TestPersonalize;
  let group: string;
  let dataset: string;
  beforeAll(async () => {
    aws = await startPersonalize('realistic');
    aws.files.set('shop/interactions.csv', interactionsCsv());
    group = await createGroup(aws);
    dataset = await createDataset(aws, group, 'INTERACTIONS');
    await createDataset(aws, group, 'ITEMS');
    // Trainings need data, whichever test comes first.
    await importData();
  });
  afterAll(() => aws.close());
  afterEach(() => aws.account.faults.set([]));

  let count = 0;
  const nextName = (): string => `job-${++count}`;
  const importData = () => runJob(aws, dataset, LOCATION, nextName());

  it('import-failure fails the import into a type of dataset, for the reason given (FAULTS-11)', async () => {
    aws.account.faults.set([
      { fault: 'import-failure', datasetType: 'ITEMS' },
      { fault: 'import-failure', datasetType: 'INTERACTIONS', times: 1, reason: 'Too much.' },
      { fault: 'import-failure', times: 1 },
    ]);
    const outcomes = [await importData(), await importData(), await importData()];
    expect(outcomes.map(({ status, failureReason }) => [status, failureReason])).toEqual([
      ['CREATE FAILED', 'Too much.'],
      ['CREATE FAILED', 'An internal error occurred.'],
      ['ACTIVE', undefined],
    ]);
    expect(aws.account.faults.list().map(({ struck }) => struck)).toEqual([0, 1, 1]);
  });

  it.each([
    ['pending', ['CREATE PENDING', 'CREATE FAILED']],
    ['in-progress', ['CREATE PENDING', 'CREATE IN_PROGRESS', 'CREATE FAILED']],
  ] as const)(
    'import-failure at %s passes through the states until there (FAULTS-11)',
    async (at, states) => {
      aws.account.faults.set([{ fault: 'import-failure', at }]);
      const { datasetImportJobArn } = await aws.personalize.createDatasetImportJob({
        jobName: nextName(),
        datasetArn: dataset,
        dataSource: { dataLocation: LOCATION },
        roleArn: IMPORT_ROLE,
      });
      const seen = new Set<string>();
      while (!seen.has('CREATE FAILED')) {
        const { datasetImportJob } = await aws.personalize.describeDatasetImportJob({ datasetImportJobArn });
        seen.add(datasetImportJob!.status!);
        await aws.clock.advance(10_000);
      }
      expect([...seen]).toEqual(states);
    },
  );

  it('role-propagation lets an import read nothing while its role is young (FAULTS-15)', async () => {
    aws.account.faults.set([{ fault: 'role-propagation', role: 'imp*', seconds: 7_200 }]);
    expect(await importData()).toMatchObject({ status: 'ACTIVE' });
    aws.account.faults.changed(IMPORT_ROLE);
    expect(await importData()).toMatchObject({
      status: 'CREATE FAILED',
      failureReason:
        'Failed to create a data import job for INTERACTIONS dataset. ' +
        'Insufficient privileges for accessing data in Amazon S3.',
    });
    await aws.clock.advance(7_200_000);
    expect(await importData()).toMatchObject({ status: 'ACTIVE' });
  });

  it('training-failure fails the training of a use case', async () => {
    aws.account.faults.set([
      { fault: 'training-failure', useCase: 'most-viewed', at: 'pending', reason: 'No room.' },
    ]);
    expect(await train(aws, group, 'most-viewed')).toMatchObject({
      status: 'CREATE FAILED',
      failureReason: 'No room.',
    });
    expect(await train(aws, group, 'best-sellers')).toMatchObject({ status: 'ACTIVE' });
  });

  it('a training whose thread ends fails with the reason, and the next one succeeds (PERSONALIZE-19)', async () => {
    const reason = 'The training ended early: its thread stopped with exit code 1.';
    const running = jest.spyOn(JobThreads.prototype, 'run').mockRejectedValueOnce(new ThreadFailure(reason));
    expect(await train(aws, group, 'frequently-bought-together')).toMatchObject({
      status: 'CREATE FAILED',
      failureReason: reason,
    });
    running.mockRestore();
    expect(await train(aws, group, 'recommended-for-you')).toMatchObject({ status: 'ACTIVE' });
  });

  it('training-failure fails an update that trains, and the former model serves on (FAULTS-11)', async () => {
    const { arn: recommenderArn } = await train(aws, group, 'customers-who-viewed-x-also-viewed');
    aws.account.faults.set([{ fault: 'training-failure', reason: 'No room.' }]);
    const update = async (recommenderConfig: object): Promise<unknown> => {
      await aws.personalize.updateRecommender({ recommenderArn, recommenderConfig });
      const describeIt = async () =>
        (await aws.personalize.describeRecommender({ recommenderArn })).recommender;
      await settle(aws, async () => (await describeIt())?.latestRecommenderUpdate?.status);
      return describeIt();
    };
    expect(await update({ minRecommendationRequestsPerSecond: 2 })).toMatchObject({
      latestRecommenderUpdate: { status: 'ACTIVE' },
    });
    const trainingDataConfig = { excludedDatasetColumns: { ITEMS: ['PRICE'] } };
    expect(await update({ trainingDataConfig })).toMatchObject({
      status: 'ACTIVE',
      latestRecommenderUpdate: { status: 'CREATE FAILED', failureReason: 'No room.' },
    });
    const asked = { recommenderArn, itemId: 'item-0', userId: 'user-0' };
    expect((await aws.runtime.getRecommendations(asked)).itemList).not.toHaveLength(0);
  });
});
