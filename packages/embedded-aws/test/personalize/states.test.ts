import { GetRecommendationsCommand } from '@aws-sdk/client-personalize-runtime';
import { LATENCIES } from '../../src/latency';
import { DATASETS } from '@ecommerce-recommenders/shop-data/data/datasets';
import { IMPORT_ROLE, recipeArn } from './support/shop';
import { interactionsCsv } from './support/shop-files';
import { startPersonalize } from './support/start-personalize';
import { refused } from '../support/refused';
import { runningFor } from '../support/running';

const { create, remove, stopOrStart } = LATENCIES.realistic;
const WEEK_MS = 7 * 24 * 3_600_000;

describe('the states of Personalize', () => {
  const aws = runningFor('each test', () => startPersonalize('realistic'));
  let datasetGroupArn: string | undefined;
  let datasetArn: string | undefined;

  beforeEach(async () => {
    ({ datasetGroupArn } = await aws.personalize.createDatasetGroup({ name: 'shop', domain: 'ECOMMERCE' }));
  });

  const groupStatus = async () =>
    (await aws.personalize.describeDatasetGroup({ datasetGroupArn })).datasetGroup?.status;
  const jobStatus = (datasetImportJobArn?: string) => async () =>
    (await aws.personalize.describeDatasetImportJob({ datasetImportJobArn })).datasetImportJob?.status;
  const recommenderStatus = (recommenderArn?: string) => async () =>
    (await aws.personalize.describeRecommender({ recommenderArn })).recommender?.status;

  /** Turns the clock and polls until the status is reached; work in progress takes real time too. */
  async function after(ms: number, ask: () => Promise<string | undefined>, status: string): Promise<void> {
    await aws.clock.advance(ms);
    let got = await ask();
    while (got !== status && /PENDING|IN_PROGRESS/.test(got ?? '')) got = await ask();
    expect(got).toBe(status);
  }

  /** An ACTIVE dataset group with data and a recommender that was just created. */
  async function shop(): Promise<string | undefined> {
    await after(create.datasetGroup, groupStatus, 'ACTIVE');
    const { schemaArn } = await aws.personalize.createSchema({
      name: 'interactions',
      domain: 'ECOMMERCE',
      schema: JSON.stringify(DATASETS.INTERACTIONS.schema),
    });
    ({ datasetArn } = await aws.personalize.createDataset({
      name: 'i',
      schemaArn,
      datasetGroupArn,
      datasetType: 'interactions',
    }));
    const datasetStatus = async () => (await aws.personalize.describeDataset({ datasetArn })).dataset?.status;
    await after(create.dataset, datasetStatus, 'ACTIVE');
    await importFile(interactionsCsv(), 'job-1');
    const { recommenderArn } = await aws.personalize.createRecommender({
      name: 'r',
      datasetGroupArn,
      recipeArn: recipeArn('most-viewed'),
    });
    return recommenderArn;
  }

  async function importFile(content: string, jobName: string): Promise<void> {
    aws.files.set('data/i.csv', content);
    const { datasetImportJobArn } = await aws.personalize.createDatasetImportJob({
      jobName,
      datasetArn,
      dataSource: { dataLocation: 's3://data/i.csv' },
      roleArn: IMPORT_ROLE,
    });
    await after(create.datasetImportJob / 2, jobStatus(datasetImportJobArn), 'CREATE IN_PROGRESS');
    await after(create.datasetImportJob / 2, jobStatus(datasetImportJobArn), 'ACTIVE');
  }

  const topItem = async (recommenderArn?: string) => {
    const request = new GetRecommendationsCommand({ recommenderArn, userId: 'u', numResults: 1 });
    return (await aws.runtime.send(request)).itemList?.[0].itemId;
  };

  it('takes a creation through CREATE PENDING and CREATE IN_PROGRESS, half of the time each (PERSONALIZE-2)', async () => {
    await expect(groupStatus()).resolves.toBe('CREATE PENDING');
    await aws.clock.advance(create.datasetGroup / 2 - 5_000);
    await expect(groupStatus()).resolves.toBe('CREATE PENDING');
    await after(5_000, groupStatus, 'CREATE IN_PROGRESS');
    await aws.clock.advance(create.datasetGroup / 2 - 5_000);
    await expect(groupStatus()).resolves.toBe('CREATE IN_PROGRESS');
    await after(5_000, groupStatus, 'ACTIVE');
  });

  it('gives a new dataset group its time of the last change', async () => {
    await after(create.datasetGroup, groupStatus, 'ACTIVE');
    const { datasetGroup } = await aws.personalize.describeDatasetGroup({ datasetGroupArn });
    const { creationDateTime, lastUpdatedDateTime } = datasetGroup!;
    expect(lastUpdatedDateTime!.getTime() - creationDateTime!.getTime()).toBeGreaterThanOrEqual(
      create.datasetGroup,
    );
  });

  it('deletes a dataset group through DELETE PENDING alone (PERSONALIZE-2)', async () => {
    await after(create.datasetGroup, groupStatus, 'ACTIVE');
    await aws.personalize.deleteDatasetGroup({ datasetGroupArn });
    await aws.clock.advance(remove.datasetGroup * 0.75);
    await expect(groupStatus()).resolves.toBe('DELETE PENDING');
    await refused(aws.personalize.deleteDatasetGroup({ datasetGroupArn }), 'ResourceInUseException');
    await aws.clock.advance(remove.datasetGroup / 4);
    await expect(
      after(0, () => groupStatus().catch((error: Error) => error.name), 'ResourceNotFoundException'),
    ).resolves.toBeUndefined();
  });

  it('stops, starts and deletes a recommender, which answers while it is ACTIVE alone', async () => {
    const arn = await shop();
    const status = recommenderStatus(arn);
    await refused(topItem(arn), 'InvalidInputException');
    await after(create.recommender, status, 'ACTIVE');
    await expect(topItem(arn)).resolves.toBe('item-0');

    await aws.personalize.stopRecommender({ recommenderArn: arn });
    await expect(status()).resolves.toBe('STOP PENDING');
    await after(stopOrStart / 2, status, 'STOP IN_PROGRESS');
    await after(stopOrStart / 2, status, 'INACTIVE');
    await refused(topItem(arn), 'InvalidInputException');
    await refused(aws.personalize.stopRecommender({ recommenderArn: arn }), 'InvalidInputException');

    await aws.personalize.startRecommender({ recommenderArn: arn });
    await expect(status()).resolves.toBe('START PENDING');
    await after(stopOrStart / 2, status, 'START IN_PROGRESS');
    await after(stopOrStart / 2, status, 'ACTIVE');
    await expect(topItem(arn)).resolves.toBe('item-0');

    await aws.personalize.deleteRecommender({ recommenderArn: arn });
    await expect(status()).resolves.toBe('DELETE PENDING');
    await after(remove.recommender / 2, status, 'DELETE IN_PROGRESS');
    await after(
      remove.recommender / 2,
      () => status().catch((error: Error) => error.name),
      'ResourceNotFoundException',
    );
  });

  it('trains again a week after the creation, on what was imported meanwhile (PERSONALIZE-19)', async () => {
    const arn = await shop();
    await after(create.recommender, recommenderStatus(arn), 'ACTIVE');
    await importFile(interactionsCsv().replaceAll('item-0,', 'novelty,'), 'job-2');
    await expect(topItem(arn)).resolves.toBe('item-0');
    await after(WEEK_MS, () => topItem(arn), 'novelty');
  });

  it('does not train a recommender again while it is stopped (PERSONALIZE-19)', async () => {
    const arn = await shop();
    await after(create.recommender, recommenderStatus(arn), 'ACTIVE');
    await importFile(interactionsCsv().replaceAll('item-0,', 'novelty,'), 'job-2');
    await aws.personalize.stopRecommender({ recommenderArn: arn });
    await after(stopOrStart, recommenderStatus(arn), 'INACTIVE');
    await aws.clock.advance(WEEK_MS);
    await aws.personalize.startRecommender({ recommenderArn: arn });
    await after(stopOrStart, recommenderStatus(arn), 'ACTIVE');
    await expect(topItem(arn)).resolves.toBe('item-0');
  });
});

it('the latency instant shows a dataset group that is being deleted, before it is gone (PERSONALIZE-2)', async () => {
  const aws = await startPersonalize('instant');
  const { datasetGroupArn } = await aws.personalize.createDatasetGroup({ name: 'shop' });
  const status = async (): Promise<string | undefined> =>
    aws.personalize.describeDatasetGroup({ datasetGroupArn }).then(
      ({ datasetGroup }) => datasetGroup?.status,
      (error: Error) => error.name,
    );
  while ((await status()) !== 'ACTIVE');
  await aws.personalize.deleteDatasetGroup({ datasetGroupArn });
  expect(await status()).toBe('DELETE PENDING');
  await aws.clock.advance(LATENCIES.instant.remove.datasetGroup);
  while ((await status()) === 'DELETE PENDING');
  expect(await status()).toBe('ResourceNotFoundException');
  await aws.close();
});
