import { LATENCIES } from '../../src/latency';
import { refused } from '../support/refused';
import { runningFor } from '../support/running';
import { fillGroup, idsOf, recipeArn, runJob } from './support/shop';
import { interactionsCsv } from './support/shop-files';
import { startPersonalize, type TestPersonalize } from './support/start-personalize';

const { create, remove, stopOrStart } = LATENCIES.realistic;
const WEEK_MS = 7 * 24 * 3_600_000;

const statusOf = ({ personalize }: TestPersonalize, datasetGroupArn: string) =>
  personalize.describeDatasetGroup({ datasetGroupArn }).then(
    ({ datasetGroup }) => datasetGroup?.status,
    (error: Error) => error.name,
  );

describe('the states of Personalize', () => {
  const aws = runningFor('each test', () => startPersonalize('realistic'));

  /** Turns the clock and polls until the status is reached; work in progress takes real time too. */
  async function after(ms: number, ask: () => Promise<string | undefined>, status: string): Promise<void> {
    await aws.clock.advance(ms);
    let got = await ask();
    while (got !== status && /PENDING|IN_PROGRESS/.test(got ?? '')) got = await ask();
    expect(got).toBe(status);
  }

  it('take a dataset group through CREATE PENDING and CREATE IN_PROGRESS, half of the time each, and DELETE PENDING alone (PERSONALIZE-2)', async () => {
    const { datasetGroupArn = '' } = await aws.personalize.createDatasetGroup({ name: 'shop' });
    const status = () => statusOf(aws, datasetGroupArn);
    expect(await status()).toBe('CREATE PENDING');
    await aws.clock.advance(create.datasetGroup / 2 - 5_000);
    expect(await status()).toBe('CREATE PENDING');
    await after(5_000, status, 'CREATE IN_PROGRESS');
    await aws.clock.advance(create.datasetGroup / 2 - 5_000);
    expect(await status()).toBe('CREATE IN_PROGRESS');
    await after(5_000, status, 'ACTIVE');
    const { datasetGroup } = await aws.personalize.describeDatasetGroup({ datasetGroupArn });
    const { creationDateTime, lastUpdatedDateTime } = datasetGroup!;
    const tookMs = lastUpdatedDateTime!.getTime() - creationDateTime!.getTime();
    expect(tookMs).toBeGreaterThanOrEqual(create.datasetGroup);

    await aws.personalize.deleteDatasetGroup({ datasetGroupArn });
    await aws.clock.advance(remove.datasetGroup * 0.75);
    expect(await status()).toBe('DELETE PENDING');
    await refused(aws.personalize.deleteDatasetGroup({ datasetGroupArn }), 'ResourceInUseException');
    await after(remove.datasetGroup / 4, status, 'ResourceNotFoundException');
  });

  it('stop, start and delete a recommender, which answers while it and its filter are ACTIVE, and is not trained while it is stopped (PERSONALIZE-19)', async () => {
    const files = { INTERACTIONS: interactionsCsv() };
    const { group: datasetGroupArn, INTERACTIONS: datasetArn } = await fillGroup(aws, files);
    const input = { name: 'r', datasetGroupArn, recipeArn: recipeArn('most-viewed') };
    const { recommenderArn = '' } = await aws.personalize.createRecommender(input);
    const status = async () =>
      (await aws.personalize.describeRecommender({ recommenderArn })).recommender?.status;
    const topItem = async () => (await idsOf(aws, recommenderArn, { numResults: 1 }))[0];
    await refused(topItem(), 'InvalidInputException');
    await after(create.recommender, status, 'ACTIVE');
    aws.files.set('data/i.csv', interactionsCsv().replaceAll('item-0,', 'novelty,'));
    await runJob(aws, datasetArn, 's3://data/i.csv', 'again');
    expect(await topItem()).toBe('item-0');
    const filterExpression = 'EXCLUDE ItemID WHERE Interactions.EVENT_TYPE IN ("View")';
    const { filterArn } = await aws.personalize.createFilter({
      name: 'f',
      datasetGroupArn,
      filterExpression,
    });
    const filtered = idsOf(aws, recommenderArn, { filterArn });
    await refused(filtered, 'InvalidInputException', 'is in the state CREATE PENDING; it must be ACTIVE.');

    await aws.personalize.stopRecommender({ recommenderArn });
    expect(await status()).toBe('STOP PENDING');
    await after(stopOrStart / 2, status, 'STOP IN_PROGRESS');
    await after(stopOrStart / 2, status, 'INACTIVE');
    await refused(topItem(), 'InvalidInputException');
    await refused(aws.personalize.stopRecommender({ recommenderArn }), 'InvalidInputException');
    await aws.clock.advance(WEEK_MS);

    await aws.personalize.startRecommender({ recommenderArn });
    expect(await status()).toBe('START PENDING');
    await after(stopOrStart / 2, status, 'START IN_PROGRESS');
    await after(stopOrStart / 2, status, 'ACTIVE');
    expect(await topItem()).toBe('item-0');
    await after(WEEK_MS, topItem, 'novelty');

    await aws.personalize.deleteRecommender({ recommenderArn });
    expect(await status()).toBe('DELETE PENDING');
    await after(remove.recommender / 2, status, 'DELETE IN_PROGRESS');
    const gone = () => status().catch((error: Error) => error.name);
    await after(remove.recommender / 2, gone, 'ResourceNotFoundException');
  });
});

it('the latency instant shows a dataset group that is being deleted, before it is gone (PERSONALIZE-2)', async () => {
  const aws = await startPersonalize('instant');
  const { datasetGroupArn = '' } = await aws.personalize.createDatasetGroup({ name: 'shop' });
  const status = () => statusOf(aws, datasetGroupArn);
  while ((await status()) !== 'ACTIVE');
  await aws.personalize.deleteDatasetGroup({ datasetGroupArn });
  expect(await status()).toBe('DELETE PENDING');
  await aws.clock.advance(LATENCIES.instant.remove.datasetGroup);
  while ((await status()) === 'DELETE PENDING');
  expect(await status()).toBe('ResourceNotFoundException');
  await aws.close();
});
