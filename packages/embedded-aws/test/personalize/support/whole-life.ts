import * as control from '@aws-sdk/client-personalize';

import { DATASETS } from '@ecommerce-recommenders/shop-data/data/datasets';
import {
  describeInference,
  describeSegments,
  startInference,
  startSegments,
  trainedVersion,
  writeQueries,
} from './batch-shop';
import { commandOf } from './command-of';
import { createCampaign, createSolution, rank, settleUpdate, trainVersion } from './ranking-shop';
import { createFilter, fillGroup, IMPORT_ROLE, recipeArn, settle, train } from './shop';
import { interactionsCsv, itemsCsv } from './shop-files';
import type { TestPersonalize } from './start-personalize';
import { createTracker } from './stream';

/** Lists that take no input; ListTagsForResource needs a resource. */
const LISTS = Object.keys(control)
  .filter((name) => /^List(?!Tags).*Command$/.test(name))
  .map((name) => name.replace('Command', ''));

/** Calls every operation through the SDK's clients: from an empty account to a shop, and back. */
export async function wholeLife(aws: TestPersonalize): Promise<void> {
  const { personalize } = aws;
  const files = { INTERACTIONS: interactionsCsv(), ITEMS: itemsCsv(), USERS: '' };
  const { group: datasetGroupArn, ITEMS: items, USERS: users } = await fillGroup(aws, files);
  const trackingId = await createTracker(aws, datasetGroupArn);
  const { arn: recommenderArn } = await train(aws, datasetGroupArn, 'recommended-for-you', {
    enableMetadataWithRecommendations: true,
  });
  const expression = 'INCLUDE ItemID WHERE Items.CATEGORY_L1 IN ($CATEGORY)';
  const filterArn = await createFilter(aws, datasetGroupArn, 'shoes', expression);

  const properties = JSON.stringify({ categoryL1: 'shoes', price: 5 });
  await aws.events.putItems({ datasetArn: items, items: [{ itemId: 'new', properties }] });
  await aws.events.putUsers({ datasetArn: users, users: [{ userId: 'user-1' }] });
  const event = { eventType: 'View', itemId: 'item-7', sentAt: new Date(1_700_000_000_500) };
  await aws.events.putEvents({ trackingId, sessionId: 's', userId: 'user-1', eventList: [event] });
  await aws.runtime.getRecommendations({
    recommenderArn,
    userId: 'user-1',
    numResults: 3,
    filterArn,
    filterValues: { CATEGORY: '"shoes"' },
    metadataColumns: { ITEMS: ['PRICE'] },
  });

  await attributeMetrics(aws, datasetGroupArn);
  await runBatches(aws, datasetGroupArn);
  await deployRanking(aws, datasetGroupArn);
  const tags = [{ tagKey: 'team', tagValue: 'shop' }];
  await personalize.tagResource({ resourceArn: recommenderArn, tags });
  await personalize.listTagsForResource({ resourceArn: recommenderArn });
  await personalize.untagResource({ resourceArn: recommenderArn, tagKeys: ['team'] });
  await deleteUser(aws, datasetGroupArn);
  for (const operation of LISTS) await personalize.send(commandOf(control, operation));
  await personalize.describeRecipe({ recipeArn: recipeArn('most-viewed') });
  await changeEverything(aws, recommenderArn, items);
  await deleteEverything(aws);
}

async function attributeMetrics({ personalize, clock }: TestPersonalize, group: string): Promise<void> {
  const orders = { eventType: 'Purchase', metricName: 'orders', expression: 'SAMPLECOUNT()' };
  const { metricAttributionArn } = await personalize.createMetricAttribution({
    name: 'metrics',
    datasetGroupArn: group,
    metrics: [orders],
    metricsOutputConfig: { roleArn: IMPORT_ROLE },
  });
  const describe = () => personalize.describeMetricAttribution({ metricAttributionArn });
  const isSettled = () => settle({ clock }, async () => (await describe()).metricAttribution?.status);
  await isSettled();
  const removeMetrics = ['orders'];
  const addMetrics = [{ ...orders, metricName: 'revenue', expression: 'SUM(Items.PRICE)' }];
  await personalize.updateMetricAttribution({ metricAttributionArn, addMetrics, removeMetrics });
  await isSettled();
}

/** Trains, stops, deploys, asks and updates. */
async function deployRanking(aws: TestPersonalize, datasetGroupArn: string): Promise<void> {
  const { personalize } = aws;
  const solutionArn = await createSolution(aws, datasetGroupArn);
  const stopped = await personalize.createSolutionVersion({ solutionArn });
  await personalize.stopSolutionVersionCreation({ solutionVersionArn: stopped.solutionVersionArn });
  const { solutionVersionArn = '' } = await trainVersion(aws, solutionArn);
  await personalize.getSolutionMetrics({ solutionVersionArn });
  const campaignArn = await createCampaign(aws, solutionVersionArn, {
    campaignConfig: { enableMetadataWithRecommendations: true },
  });
  await rank(aws, {
    campaignArn,
    userId: 'user-1',
    inputList: ['new', 'item-7'],
    metadataColumns: { ITEMS: ['PRICE'] },
  });
  await personalize.updateCampaign({ campaignArn, minProvisionedTPS: 2 });
  await settleUpdate(aws, campaignArn);
  const autoTrainingConfig = { schedulingExpression: 'rate(3 days)' };
  await personalize.updateSolution({ solutionArn, solutionUpdateConfig: { autoTrainingConfig } });
  const describe = () => personalize.describeSolution({ solutionArn });
  await settle(aws, async () => (await describe()).solution?.latestSolutionUpdate?.status);
  await personalize.listSolutionVersions({ solutionArn });
}

/** Batch jobs of both kinds. */
async function runBatches(aws: TestPersonalize, datasetGroupArn: string): Promise<void> {
  writeQueries(aws, [{ userId: 'user-1' }]);
  const inference = await startInference(aws, await trainedVersion(aws, datasetGroupArn, 'users'));
  await settle(aws, async () => (await describeInference(aws, inference)).status);
  writeQueries(aws, [{ itemId: 'item-1' }]);
  const segments = await startSegments(aws, await trainedVersion(aws, datasetGroupArn, 'items'));
  await settle(aws, async () => (await describeSegments(aws, segments)).status);
}

async function deleteUser(aws: TestPersonalize, datasetGroupArn: string): Promise<void> {
  const { personalize, files } = aws;
  files.set('data/users.csv', 'USER_ID\nuser-2\n');
  const dataSource = { dataLocation: 's3://data/users.csv' };
  const job = { jobName: 'users', datasetGroupArn, roleArn: IMPORT_ROLE, dataSource };
  const { dataDeletionJobArn } = await personalize.createDataDeletionJob(job);
  const describe = () => personalize.describeDataDeletionJob({ dataDeletionJobArn });
  await settle(aws, async () => (await describe()).dataDeletionJob?.status);
}

async function changeEverything(aws: TestPersonalize, recommenderArn: string, items: string): Promise<void> {
  const { personalize } = aws;
  const { schema } = DATASETS.ITEMS;
  const fields = [...schema.fields, { name: 'COLOUR', type: ['string', 'null'], categorical: true }];
  const colours = JSON.stringify({ ...schema, fields });
  const created = { name: 'colours', domain: 'ECOMMERCE', schema: colours } as const;
  const { schemaArn } = await personalize.createSchema(created);
  await personalize.describeSchema({ schemaArn });
  await personalize.updateDataset({ datasetArn: items, schemaArn });
  const describe = async () => (await personalize.describeRecommender({ recommenderArn })).recommender;
  await personalize.updateRecommender({
    recommenderArn,
    recommenderConfig: { minRecommendationRequestsPerSecond: 2 },
  });
  await settle(aws, async () => (await describe())?.latestRecommenderUpdate?.status);
  await personalize.stopRecommender({ recommenderArn });
  await settle(aws, async () => (await describe())?.status);
  await personalize.startRecommender({ recommenderArn });
  await settle(aws, async () => (await describe())?.status);
}

/** In the order of AWS's own clean-up scripts; each kind is gone before the next. */
async function deleteEverything(aws: TestPersonalize): Promise<void> {
  const kinds = [
    ['Recommender', 'recommenderArn'],
    ['Campaign', 'campaignArn'],
    ['Solution', 'solutionArn'],
    ['EventTracker', 'eventTrackerArn'],
    ['MetricAttribution', 'metricAttributionArn'],
    ['Filter', 'filterArn'],
    ['Dataset', 'datasetArn'],
    ['Schema', 'schemaArn'],
    ['DatasetGroup', 'datasetGroupArn'],
  ] as const;
  for (const [kind, arn] of kinds) {
    const list = async (): Promise<string[]> => {
      const answer = await aws.personalize.send(commandOf(control, `List${kind}s`));
      const found = Object.values(answer).find((value): value is object[] => Array.isArray(value)) ?? [];
      return found.map((summary) => (summary as Record<typeof arn, string>)[arn]);
    };
    for (const one of await list())
      await aws.personalize.send(commandOf(control, `Delete${kind}`, { [arn]: one }));
    await settle(aws, async () => ((await list()).length > 0 ? 'DELETE PENDING' : undefined));
  }
}
