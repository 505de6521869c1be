import { CloudFormation } from '@aws-sdk/client-cloudformation';
import { CloudWatchLogs } from '@aws-sdk/client-cloudwatch-logs';
import { IAM } from '@aws-sdk/client-iam';
import { Personalize } from '@aws-sdk/client-personalize';
import { PersonalizeEvents } from '@aws-sdk/client-personalize-events';
import { PersonalizeRuntime } from '@aws-sdk/client-personalize-runtime';
import { S3 } from '@aws-sdk/client-s3';
import { DATASETS } from '@ecommerce-recommenders/shop-data/data/datasets';
import { STACK_NAME } from '@ecommerce-recommenders/shop-data/contracts/stack-name';
import { describedOutputs } from '@ecommerce-recommenders/tools/deployed/stack-outputs';
import { USE_CASES } from '@ecommerce-recommenders/personalize/use-cases';
import type { SessionCredentials } from '../../packages/embedded-aws/test/authorization/session-of';
import type { ShopAccount } from '../storm/shop-account';

const NAME = 'EcommerceRecommenders-analyst';
const NOTEBOOK = { logGroupName: '/aws/sagemaker/NotebookInstances', logStreamName: 'shop/jupyter.log' };

/** Does once everything that an analyst does with the stack, and leaves only the notebook's log. */
export async function analystDay(
  account: ShopAccount,
  config: { readonly endpoint: string; readonly region: string; readonly credentials: SessionCredentials },
  outputs: Readonly<Record<string, string>>,
): Promise<void> {
  const personalize = new Personalize(config);
  const events = new PersonalizeEvents(config);
  const runtime = new PersonalizeRuntime(config);
  const s3 = new S3({ ...config, forcePathStyle: true });
  const { DatasetGroupArn: datasetGroupArn, DataBucketName: Bucket, ImportRoleArn: roleArn } = outputs;
  const settled = (describe: () => Promise<{ status?: string } | undefined>): Promise<void> =>
    account.until(async () => !/PENDING|IN_PROGRESS/.test((await describe())?.status ?? ''));

  await describedOutputs(new CloudFormation(config), STACK_NAME);
  await s3.listObjectsV2({ Bucket });
  await s3.getBucketLocation({ Bucket });
  const file = { Bucket, Key: 'dataset/analyst.csv' };
  await s3.putObject({ ...file, Body: 'USER_ID,USER_NAME,AGE,GENDER\nu0,user0,31,F\n' });
  await s3.headObject(file);
  for (const Key of ['rules/rules.json', 'api/best-sellers.json', 'lists/manifest.json'])
    for (const change of [
      () => s3.putObject({ Bucket, Key, Body: '[]' }),
      () => s3.deleteObject({ Bucket, Key }),
    ])
      await expect(change()).rejects.toMatchObject({ name: 'AccessDenied' });
  await new IAM(config).getRole({ RoleName: roleArn.slice(roleArn.lastIndexOf('/') + 1) });

  await personalize.listDatasetGroups({});
  const { datasetGroup } = await personalize.describeDatasetGroup({ datasetGroupArn });
  const { datasets = [] } = await personalize.listDatasets({ datasetGroupArn });
  const datasetArn = datasets.find(({ datasetType }) => datasetType === 'USERS')!.datasetArn!;
  const { dataset } = await personalize.describeDataset({ datasetArn });
  const schema = JSON.stringify(DATASETS.USERS.schema);
  const { schemaArn } = await personalize.createSchema({ name: NAME, domain: 'ECOMMERCE', schema });
  await personalize.describeSchema({ schemaArn });
  await personalize.listSchemas({});
  const isUpdated = async (): Promise<{ status?: string } | undefined> =>
    (await personalize.describeDataset({ datasetArn })).dataset?.latestDatasetUpdate;
  for (const next of [schemaArn, dataset!.schemaArn]) {
    await personalize.updateDataset({ datasetArn, schemaArn: next });
    await settled(isUpdated);
  }
  await personalize.deleteSchema({ schemaArn });

  const { datasetImportJobArn } = await personalize.createDatasetImportJob({
    jobName: `${NAME}-${Date.now()}`,
    datasetArn,
    dataSource: { dataLocation: `s3://${file.Bucket}/${file.Key}` },
    roleArn,
    importMode: 'INCREMENTAL',
  });
  await settled(
    async () => (await personalize.describeDatasetImportJob({ datasetImportJobArn })).datasetImportJob,
  );
  await personalize.listDatasetImportJobs({ datasetArn });
  await s3.deleteObject(file);
  await events.putEvents({
    trackingId: outputs.TrackingId,
    sessionId: 'notebook',
    userId: 'u0',
    eventList: [{ eventType: 'View', itemId: 'i0', sentAt: datasetGroup!.creationDateTime }],
  });
  await events.putUsers({ datasetArn, users: [{ userId: 'u0', properties: '{"age":32}' }] });
  const items = datasets.find(({ datasetType }) => datasetType === 'ITEMS')!.datasetArn!;
  await events.putItems({
    datasetArn: items,
    items: [{ itemId: 'i0', properties: '{"categoryL1":"c","price":9}' }],
  });

  const recipeArn = `arn:aws:personalize:::recipe/${USE_CASES['most-viewed'].recipe}`;
  await personalize.listRecipes({});
  await personalize.describeRecipe({ recipeArn });
  const { recommenderArn } = await personalize.createRecommender({ name: NAME, datasetGroupArn, recipeArn });
  const recommender = (): Promise<{ status?: string } | undefined> =>
    personalize.describeRecommender({ recommenderArn }).then((answer) => answer.recommender);
  await settled(recommender);
  await personalize.listRecommenders({ datasetGroupArn });

  const filterExpression = 'EXCLUDE ItemID WHERE Items.CATEGORY_L1 IN ("x")';
  const tags = [{ tagKey: 'by', tagValue: 'analyst' }];
  const { filterArn } = await personalize.createFilter({
    name: NAME,
    datasetGroupArn,
    filterExpression,
    tags,
  });
  await settled(async () => (await personalize.describeFilter({ filterArn })).filter);
  await personalize.listFilters({ datasetGroupArn });
  await personalize.listTagsForResource({ resourceArn: filterArn });
  await personalize.untagResource({ resourceArn: filterArn, tagKeys: ['by'] });
  await runtime.getRecommendations({ recommenderArn, userId: 'u0', filterArn });
  await personalize.deleteFilter({ filterArn });
  const recommenderConfig = { minRecommendationRequestsPerSecond: 2 };
  for (const change of [
    () => personalize.updateRecommender({ recommenderArn, recommenderConfig }),
    () => personalize.stopRecommender({ recommenderArn }),
    () => personalize.startRecommender({ recommenderArn }),
  ]) {
    await change();
    await settled(recommender);
  }
  await personalize.deleteRecommender({ recommenderArn });

  const logs = new CloudWatchLogs(config);
  await logs.createLogGroup({ logGroupName: NOTEBOOK.logGroupName });
  await logs.createLogStream(NOTEBOOK);
  await logs.describeLogStreams({ logGroupName: NOTEBOOK.logGroupName });
  const timestamp = datasetGroup!.creationDateTime!.getTime();
  await logs.putLogEvents({ ...NOTEBOOK, logEvents: [{ timestamp, message: 'ready' }] });
}
