import { createDataset, createGroup, runJob, settle, train } from '../personalize/support/shop';
import { interactionsCsv } from '../personalize/support/shop-files';
import { startPersonalize } from '../personalize/support/start-personalize';
import { runningFor } from '../support/running';

const HOUR_MS = 3_600_000;

const aws = runningFor('each test', () => startPersonalize('realistic'));
let recommenderArn: string;

beforeEach(async () => {
  const group = await createGroup(aws);
  const dataset = await createDataset(aws, group, 'INTERACTIONS');
  aws.files.set('data/i.csv', interactionsCsv());
  await runJob(aws, dataset, 's3://data/i.csv', 'job');
  recommenderArn = (await train(aws, group, 'most-viewed')).arn;
});

const quantity = (text: RegExp): number =>
  aws.account.bill().find(({ what }) => text.test(what))?.quantity ?? 0;
const hours = (): number => quantity(/^ACTIVE/);

const changed = (change: Promise<unknown>, status: string): Promise<unknown> =>
  change.then(() =>
    settle(aws, async () => {
      const { recommender } = await aws.personalize.describeRecommender({ recommenderArn });
      return recommender?.status === status ? 'ACTIVE' : 'CREATE PENDING';
    }),
  );

it('an import is ingestion by its bytes', () => {
  expect(quantity(/^ingestion/)).toBeCloseTo(Buffer.byteLength(interactionsCsv()) / 1e9, 12);
});

it('a recommender is billed from its first training until it is stopped, and from its start until it is deleted (BILL-2)', async () => {
  const begun = hours();
  await aws.clock.advance(100 * HOUR_MS);
  expect(hours() - begun).toBeCloseTo(100, 2);

  await aws.personalize.stopRecommender({ recommenderArn });
  const stopped = hours();
  await changed(Promise.resolve(), 'INACTIVE');
  await aws.clock.advance(100 * HOUR_MS);
  expect(hours()).toBe(stopped);

  await changed(aws.personalize.startRecommender({ recommenderArn }), 'ACTIVE');
  const started = hours();
  await aws.clock.advance(10 * HOUR_MS);
  expect(hours() - started).toBeCloseTo(10, 2);

  await aws.personalize.deleteRecommender({ recommenderArn });
  const deleted = hours();
  await aws.clock.advance(10 * HOUR_MS);
  expect(hours()).toBe(deleted);
});

it('recommendations are counted in the hour in which they are given (BILL-3)', async () => {
  // To the start of an hour, so that all requests are in one.
  await aws.clock.advance(HOUR_MS - (aws.clock.now() % HOUR_MS));
  const provisioned = { recommenderArn, recommenderConfig: { minRecommendationRequestsPerSecond: 2 } };
  await changed(aws.personalize.updateRecommender(provisioned), 'ACTIVE');
  await settle(aws, async () => {
    const { recommender } = await aws.personalize.describeRecommender({ recommenderArn });
    return recommender?.latestRecommenderUpdate?.status;
  });
  await aws.runtime.getRecommendations({ recommenderArn, userId: 'u' });
  const before = quantity(/beyond the included/);
  await aws.clock.advance(10 * HOUR_MS);
  // Provisioned for 7,200 an hour, of which 4,000 are included.
  expect(quantity(/beyond the included/) - before).toBeCloseTo(10 * 3_200, -2);
});

it('a reset begins a new bill (BILL-1)', async () => {
  await aws.account.reset();
  expect(aws.account.bill()).toEqual([]);
});
