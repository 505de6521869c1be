import { CloudFormation } from '@aws-sdk/client-cloudformation';
import { CloudWatchLogs } from '@aws-sdk/client-cloudwatch-logs';
import { S3 } from '@aws-sdk/client-s3';
import { LOCAL_REGION } from 'embedded-aws/environment';
import { TRAININGS_SEEN_KEY } from '@ecommerce-recommenders/shop-data/contracts/functions/bus-events';
import { STACK_NAME } from '@ecommerce-recommenders/shop-data/contracts/stack-name';
import { USE_CASES } from '@ecommerce-recommenders/personalize/use-cases';
import type { PermissionReport } from 'embedded-aws/authorization/permission-uses';
import { assume, type SessionCredentials } from '../../packages/embedded-aws/test/authorization/session-of';
import { putCsvParts, removeBucket, SOURCE_BUCKET } from '../storm/csv-parts';
import { meet, runsOf } from '../storm/runs-of';
import { datasetGroupArn, recommenderArnOf, shopAccount, type ShopAccount } from '../storm/shop-account';
import { shopAssemblies } from '../storm/shop-assemblies';
import { smallShop } from '../storm/small-shop';
import { analystDay } from './analyst-day';
import { DAYTIME, dayOfPauses, FOR_MAILS, freshDay, mailDay } from './days';
import { LISTS_LOCK_KEY } from '@ecommerce-recommenders/shop-data/contracts/lists/list-places';
import { IN_FRONT_OF_SHOPPERS, shoppingDay } from './shopping-day';
import { reasonFor, stackPermissions, type StackPermission } from './permission-document';
import { UNUSED } from './unused-permissions';

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
const settings = { archive: smallShop(), trainingTimeoutHours: 1 };
const SHOPS = shopAssemblies({
  shop: {
    ...settings,
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
    archive: smallShop({ price: 10 }),
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
    serving: 'lists',
    filters: { cheap: 'INCLUDE ItemID WHERE Items.PRICE < 10' },
    notify: ['owner@shop.test'],
  },
  withoutPurchases: { archive: smallShop({ events: ['ProductViewed'] }), trainingTimeoutHours: 1 },
});

// The converse needs no test: a permission counted as used allowed a call that
// the embedded AWS would deny without it.
describe('the stack’s roles', () => {
  const account = shopAccount(SHOPS);
  let permissions: StackPermission[];
  const names = new Map<string, string>();

  /** Records the names that CloudFormation generated for existing resources, of roles only of some. */
  async function noteNames(roles = /./): Promise<Record<string, string>> {
    for (const { ResourceType, PhysicalResourceId, LogicalResourceId } of await account.resources())
      if (
        NAMED_BY_CLOUDFORMATION.has(ResourceType!) &&
        (ResourceType !== 'AWS::IAM::Role' || roles.test(LogicalResourceId!))
      )
        names.set(PhysicalResourceId!, `<${LogicalResourceId}>`);
    const { Stacks } = await account.client(CloudFormation).describeStacks({ StackName: STACK_NAME });
    names.set(Stacks![0].StackId!, '<stack>');
    return account.outputs();
  }

  beforeAll(async () => {
    const config = { endpoint: account.aws.endpoint, region: LOCAL_REGION };
    await account.created(SHOPS.shop);
    const outputs = await noteNames();
    const asAnalyst = async (): Promise<typeof config & { credentials: SessionCredentials }> => ({
      ...config,
      credentials: await assume(config.endpoint, outputs.AnalystRoleArn),
    });
    await analystDay(account, await asAnalyst(), outputs);
    await account.updated(SHOPS.changed);
    const ofDay = await noteNames();
    // First, since its runs begin with the deployment, and visitors do not wait.
    await mailDay(account);
    await shoppingDay(account, ofDay);
    const analyst = new S3({ ...(await asAnalyst()), forcePathStyle: true });
    expect(await freshDay(account, analyst, outputs.DataBucketName)).toEqual([
      'imported',
      'imported',
      'refused',
    ]);
    analyst.destroy();
    // The first check of the trainings, which are published on the event bus, is an hour after the deployment.
    await account.until(async () => (await account.keys(TRAININGS_SEEN_KEY)).length > 0);
    await putCsvParts(account.s3, SOURCE_BUCKET, 'day/', smallShop());
    // A stopped one is started for the update, and stopped again.
    const recommenderArn = recommenderArnOf('most-viewed');
    await account.personalize.stopRecommender({ recommenderArn });
    await account.until(async () => (await account.described(recommenderArn)).status === 'INACTIVE');
    await account.updated(SHOPS.untracked, { mayBeStopped: true });
    await noteNames();
    await lowerRate(account);
    await dayOfPauses(account);
    await leaveThingsBehind(account, outputs);
    expect((await account.destroy()).status).toBe('DELETE_COMPLETE');
    await removeBucket(account.s3, SOURCE_BUCKET);
    const logGroupName = '/aws/sagemaker/NotebookInstances';
    await account.client(CloudWatchLogs).deleteLogGroup({ logGroupName });

    await account.created(SHOPS.listed);
    await noteNames(/^Lists/);
    await endAmidLists(account);

    expect((await account.create(SHOPS.withoutPurchases)).status).toBe('ROLLBACK_COMPLETE');
    await account.gone();

    const reports = (await (
      await fetch(`${config.endpoint}/_local/permissions`)
    ).json()) as PermissionReport[];
    permissions = stackPermissions(reports, names);
  });

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
async function endAmidLists(account: ShopAccount): Promise<void> {
  const { start, run } = runsOf(account, 'lists');
  await account.under([{ fault: 'training-failure', reason: 'The disk is full.' }], run);
  await meet(account, {
    ...{ claimKey: LISTS_LOCK_KEY, role: 'ListsFunctionsRole', keptBy: 'DescribeRecommender', start },
  });
  // Those that the deletion has to find: without its claim, a run creates none.
  await account.until(async () => (await account.recommenders()).length > 0);
  expect((await account.destroy()).status).toBe('DELETE_COMPLETE');
}

/** Somebody provisions more by hand than is used, and the stack less again. */
async function lowerRate(account: ShopAccount): Promise<void> {
  const recommenderArn = recommenderArnOf('best-sellers');
  const rate = async (): Promise<number | undefined> =>
    (await account.described(recommenderArn)).recommenderConfig?.minRecommendationRequestsPerSecond;
  // Its running hours may be over.
  await account.until(async () => (await account.described(recommenderArn)).status === 'ACTIVE');
  const recommenderConfig = { minRecommendationRequestsPerSecond: 5 };
  await account.personalize.updateRecommender({ recommenderArn, recommenderConfig });
  await account.until(async () => (await rate()) === 5);
  await account.until(async () => (await rate()) === 2);
}

/** Leftovers of people and cancelled creations in the dataset group: a destroy deletes them. */
async function leaveThingsBehind(
  account: ShopAccount,
  { ImportRoleArn: roleArn }: Record<string, string>,
): Promise<void> {
  const { personalize } = account;
  const { tags } = await personalize.listTagsForResource({ resourceArn: recommenderArnOf('most-viewed') });
  const byHand = { name: 'by-hand', datasetGroupArn };
  const filterExpression = 'EXCLUDE ItemID WHERE Items.CATEGORY_L1 IN ("c")';
  await personalize.createFilter({ ...byHand, filterExpression });
  await personalize.createEventTracker(byHand);
  await personalize.createMetricAttribution({
    ...byHand,
    metrics: [{ eventType: 'View', metricName: 'views', expression: 'SAMPLECOUNT()' }],
    metricsOutputConfig: { roleArn },
  });
  const { recommenderArn } = await personalize.createRecommender({
    name: `${STACK_NAME}-late`,
    datasetGroupArn,
    recipeArn: `arn:aws:personalize:::recipe/${USE_CASES['best-sellers'].recipe}`,
    tags,
  });
  await account.until(async () => (await account.described(recommenderArn)).status === 'ACTIVE');
}
