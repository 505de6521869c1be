import { ListObjectsV2Command, S3Client } from '@aws-sdk/client-s3';
import { CloudFormation } from '@aws-sdk/client-cloudformation';
import { CloudWatchLogs } from '@aws-sdk/client-cloudwatch-logs';
import {
  DescribeRecommenderCommand,
  ListRecommendersCommand,
  Personalize,
  StopRecommenderCommand,
  UpdateRecommenderCommand,
} from '@aws-sdk/client-personalize';
import { SFN } from '@aws-sdk/client-sfn';
import { LOCAL_REGION } from 'embedded-aws/environment';
import { TRAININGS_SEEN_KEY } from '@ecommerce-recommenders/shop-data/contracts/functions/bus-events';
import { STACK_NAME } from '@ecommerce-recommenders/shop-data/contracts/stack-name';
import { USE_CASES } from '@ecommerce-recommenders/personalize/use-cases';
import type { PermissionReport } from 'embedded-aws/authorization/permission-uses';
import { assume } from '../../packages/embedded-aws/test/authorization/session-of';
import { putCsvParts, removeBucket } from '../storm/csv-parts';
import { shopAssemblies } from '../storm/shop-assemblies';
import { smallShop } from '../storm/small-shop';
import { startStormAccount, type StormAccount } from '@ecommerce-recommenders/tools/rehearse/storm-account';
import { analystDay } from './analyst-day';
import { DAYTIME, dayOfPauses } from './day-of-pauses';
import { LISTS_LOCK_KEY } from '@ecommerce-recommenders/shop-data/contracts/lists/list-places';
import { meet } from '../storm/meeting-runs';
import { freshDay } from './fresh-day';
import { FOR_MAILS, mailDay } from './mail-day';
import { IN_FRONT_OF_SHOPPERS, shoppingDay } from './shopping-day';
import { reasonFor, stackPermissions, type StackPermission } from './permission-document';
import { UNUSED } from './unused-permissions';

const SOURCE_BUCKET = 'shop-exports';

/** Types whose names CloudFormation generates per stack. */
const NAMED_BY_CLOUDFORMATION: ReadonlySet<string> = new Set([
  'AWS::Glue::Job',
  'AWS::IAM::Role',
  'AWS::KMS::Key',
  'AWS::Lambda::Function',
  'AWS::Logs::LogGroup',
  'AWS::S3::Bucket',
  'AWS::SNS::Topic',
  'AWS::StepFunctions::StateMachine',
]);

const OPTIONLESS = {
  'best-sellers': {},
  'frequently-bought-together': {},
  'customers-who-viewed-x-also-viewed': {},
};
const settings = { archive: smallShop({ price: 10 }), trainingTimeoutHours: 1 };
const shops = {
  shop: {
    ...settings,
    archive: smallShop(),
    useCases: { ...OPTIONLESS, 'most-viewed': { minRecommendationRequestsPerSecond: 2 } },
    eventTracker: true,
    metricAttribution: { orders: { event: 'Purchase' } },
    filters: { cheap: 'INCLUDE ItemID WHERE Items.PRICE < 10' },
    ranking: true,
    tags: { team: 'shop' },
  },
  // The same data: imports check whether it still exists.
  changed: {
    ...settings,
    archive: smallShop(),
    eventTracker: true,
    filters: { cheap: 'INCLUDE ItemID WHERE Items.PRICE < 11' },
    tags: { unit: 'shop' },
    freshData: true,
    busEvents: true,
    ...IN_FRONT_OF_SHOPPERS,
    ...FOR_MAILS,
  },
  untracked: {
    ...settings,
    useCases: { ...OPTIONLESS, 'most-viewed': { minRecommendationRequestsPerSecond: 3 } },
    requestRate: { 'best-sellers': { min: 2, max: 5 } },
    runningHours: DAYTIME,
    stopWhenIdleHours: 3,
    notify: ['owner@shop.test'],
    source: `s3://${SOURCE_BUCKET}/day/`,
    preparation: 'glue' as const,
  },
  listed: {
    ...settings,
    archive: smallShop(),
    serving: 'lists',
    filters: { cheap: 'INCLUDE ItemID WHERE Items.PRICE < 10' },
    notify: ['owner@shop.test'],
  },
  withoutPurchases: { archive: smallShop({ events: ['ProductViewed'] }), trainingTimeoutHours: 1 },
};

// The converse needs no test: a permission counted as used allowed a call that
// the embedded AWS would deny without it.
describe('the stack’s roles', () => {
  let account: StormAccount;
  let permissions: StackPermission[];
  const names = new Map<string, string>();

  /** Records the names that CloudFormation generated for existing resources, of roles only of some. */
  async function noteNames(cloudFormation: CloudFormation, roles = /./): Promise<Record<string, string>> {
    let NextToken: string | undefined;
    do {
      const page = await cloudFormation.listStackResources({ StackName: STACK_NAME, NextToken });
      for (const { ResourceType, PhysicalResourceId, LogicalResourceId } of page.StackResourceSummaries ?? [])
        if (
          NAMED_BY_CLOUDFORMATION.has(ResourceType!) &&
          (ResourceType !== 'AWS::IAM::Role' || roles.test(LogicalResourceId!))
        )
          names.set(PhysicalResourceId!, `<${LogicalResourceId}>`);
      ({ NextToken } = page);
    } while (NextToken !== undefined);
    const { Stacks } = await cloudFormation.describeStacks({ StackName: STACK_NAME });
    names.set(Stacks![0].StackId!, '<stack>');
    return Object.fromEntries(
      Stacks![0].Outputs!.map(({ OutputKey, OutputValue }) => [OutputKey!, OutputValue!]),
    );
  }

  beforeAll(async () => {
    const assemblies = shopAssemblies(shops);
    account = await startStormAccount(Object.values(assemblies));
    const { aws } = account;
    const config = { endpoint: aws.endpoint, region: LOCAL_REGION };
    const cloudFormation = new CloudFormation(config);

    expect(await account.create(assemblies.shop)).toMatchObject({ status: 'CREATE_COMPLETE' });
    const outputs = await noteNames(cloudFormation);
    const credentials = await assume(aws.endpoint, outputs.AnalystRoleArn);
    await analystDay({ config: { ...config, credentials }, outputs, until: (isSo) => account.until(isSo) });
    expect(await account.update(assemblies.changed)).toMatchObject({ status: 'UPDATE_COMPLETE' });
    const ofDay = await noteNames(cloudFormation);
    // First, since its runs begin with the deployment, and visitors do not wait.
    await mailDay(account, ofDay);
    await shoppingDay(account, ofDay);
    const analyst = new S3Client({
      ...config,
      credentials: await assume(aws.endpoint, outputs.AnalystRoleArn),
      forcePathStyle: true,
    });
    expect(await freshDay(account, analyst, outputs.DataBucketName)).toEqual([
      'imported',
      'imported',
      'refused',
    ]);
    analyst.destroy();
    await trainingsLooked(account, outputs.DataBucketName);
    await putCsvParts(account.s3, SOURCE_BUCKET, 'day/', smallShop());
    // A stopped one is started for the update, and stopped again.
    await stop(account, outputs.MostViewedRecommenderArn);
    expect(await account.update(assemblies.untracked, { mayBeStopped: true })).toMatchObject({
      status: 'UPDATE_COMPLETE',
    });
    await noteNames(cloudFormation);
    await lowerRate(account, outputs.BestSellersRecommenderArn);
    await dayOfPauses(account);
    await leaveThingsBehind(account, outputs);
    expect(await account.destroy()).toMatchObject({ status: 'DELETE_COMPLETE', reasons: [] });
    await removeBucket(account.s3, SOURCE_BUCKET);
    await new CloudWatchLogs(config).deleteLogGroup({ logGroupName: '/aws/sagemaker/NotebookInstances' });

    expect(await account.create(assemblies.listed)).toMatchObject({ status: 'CREATE_COMPLETE' });
    await endAmidLists(account, await noteNames(cloudFormation, /^Lists/));

    expect(await account.create(assemblies.withoutPurchases)).toMatchObject({ status: 'ROLLBACK_COMPLETE' });
    expect(await account.destroy()).toMatchObject({ status: 'DELETE_COMPLETE' });
    expect(await account.inventory()).toEqual([]);

    const reports = (await (await fetch(`${aws.endpoint}/_local/permissions`)).json()) as PermissionReport[];
    permissions = stackPermissions(reports, names);
    cloudFormation.destroy();
  });
  afterAll(() => account.close());

  it('may do nothing that nothing uses (IAM-14)', () => {
    expect(permissions.length).toBeGreaterThan(100);
    const needless = permissions.filter((one) => !one.isUsed && reasonFor(one, UNUSED) === undefined);
    expect(needless).toEqual([]);
  });

  it('have no exception for what is used after all', () => {
    const excused = new Set(permissions.filter(({ isUsed }) => !isUsed).map((one) => reasonFor(one, UNUSED)));
    expect(UNUSED.filter(({ because }) => !excused.has(because))).toEqual([]);
  });
});

/** A run that fails and tells, and two that meet, of which the stack's deletion ends one. */
async function endAmidLists(
  account: StormAccount,
  { ListsStateMachineArn: stateMachineArn, DataBucketName: Bucket }: Record<string, string>,
): Promise<void> {
  const sfn = new SFN({ endpoint: account.aws.endpoint, region: LOCAL_REGION });
  const running = async (): Promise<number> =>
    (await sfn.listExecutions({ stateMachineArn, statusFilter: 'RUNNING' })).executions!.length;
  account.aws.faults.set([{ fault: 'training-failure', reason: 'The disk is full.' }]);
  await sfn.startExecution({ stateMachineArn });
  await account.until(async () => (await running()) === 0);
  account.aws.faults.set([]);
  const start = (): Promise<unknown> => sfn.startExecution({ stateMachineArn });
  await meet(account, {
    ...{ Bucket, claimKey: LISTS_LOCK_KEY, role: 'ListsFunctionsRole' },
    ...{ keptBy: 'DescribeRecommender', start, startAnother: start },
  });
  // Those that the deletion has to find: without its claim, a run creates none.
  await account.until(
    async () => (await account.personalize.send(new ListRecommendersCommand({}))).recommenders!.length > 0,
  );
  expect(await account.destroy()).toMatchObject({ status: 'DELETE_COMPLETE', reasons: [] });
  sfn.destroy();
}

/** The first check of the trainings, which are published on the event bus, is an hour after the deployment. */
async function trainingsLooked({ s3, ...account }: StormAccount, Bucket: string): Promise<void> {
  const list = new ListObjectsV2Command({ Bucket, Prefix: TRAININGS_SEEN_KEY });
  await account.until(async () => (await s3.send(list)).KeyCount! > 0);
}

/** Somebody provisions more by hand than is used, and the stack less again. */
async function lowerRate(account: StormAccount, recommenderArn: string): Promise<void> {
  const described = async (): Promise<{ status?: string; rate?: number }> => {
    const describe = new DescribeRecommenderCommand({ recommenderArn });
    const { status, recommenderConfig } = (await account.personalize.send(describe)).recommender!;
    return { status, rate: recommenderConfig?.minRecommendationRequestsPerSecond };
  };
  // Its running hours may be over.
  await account.until(async () => (await described()).status === 'ACTIVE');
  const recommenderConfig = { minRecommendationRequestsPerSecond: 5 };
  await account.personalize.send(new UpdateRecommenderCommand({ recommenderArn, recommenderConfig }));
  await account.until(async () => (await described()).rate === 5);
  await account.until(async () => (await described()).rate === 2);
}

async function stop(account: StormAccount, recommenderArn: string): Promise<void> {
  const { personalize } = account;
  await personalize.send(new StopRecommenderCommand({ recommenderArn }));
  const describe = new DescribeRecommenderCommand({ recommenderArn });
  await account.until(async () => (await personalize.send(describe)).recommender!.status === 'INACTIVE');
}

/** Leftovers of people and cancelled creations in the dataset group: a destroy deletes them. */
async function leaveThingsBehind(
  account: StormAccount,
  {
    DatasetGroupArn: datasetGroupArn,
    MostViewedRecommenderArn: resourceArn,
    ImportRoleArn: roleArn,
  }: Record<string, string>,
): Promise<void> {
  const personalize = new Personalize({ endpoint: account.aws.endpoint, region: LOCAL_REGION });
  const { tags } = await personalize.listTagsForResource({ resourceArn });
  await personalize.createFilter({
    name: 'by-hand',
    datasetGroupArn,
    filterExpression: 'EXCLUDE ItemID WHERE Items.CATEGORY_L1 IN ("c")',
  });
  await personalize.createEventTracker({ name: 'by-hand', datasetGroupArn });
  await personalize.createMetricAttribution({
    name: 'by-hand',
    datasetGroupArn,
    metrics: [{ eventType: 'View', metricName: 'views', expression: 'SAMPLECOUNT()' }],
    metricsOutputConfig: { roleArn },
  });
  const { recommenderArn } = await personalize.createRecommender({
    name: `${STACK_NAME}-late`,
    datasetGroupArn,
    recipeArn: `arn:aws:personalize:::recipe/${USE_CASES['best-sellers'].recipe}`,
    tags,
  });
  await account.until(
    async () => (await personalize.describeRecommender({ recommenderArn })).recommender!.status === 'ACTIVE',
  );
  personalize.destroy();
}
