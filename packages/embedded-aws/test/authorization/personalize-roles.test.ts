import { KMS } from '@aws-sdk/client-kms';
import { Personalize } from '@aws-sdk/client-personalize';
import { S3 } from '@aws-sdk/client-s3';
import { createDataset, runJob } from '../personalize/support/shop';
import { interactionsCsv } from '../personalize/support/shop-files';
import { awsForAll } from '../support/test-aws';
import { createRole, settled } from './session-of';

const PERSONALIZE = { Service: 'personalize.amazonaws.com' };
const TRUST = { Effect: 'Allow', Action: 'sts:AssumeRole', Principal: PERSONALIZE };
const may = (action: string, resource: string): object => ({
  Effect: 'Allow',
  Action: action,
  Resource: resource,
});
const LIST = may('s3:ListBucket', 'arn:aws:s3:::shop');
const READ = may('s3:GetObject', 'arn:aws:s3:::shop/*');
const WRITE = may('s3:PutObject', 'arn:aws:s3:::shop/out/*');
const ALL = [LIST, READ, WRITE];

const aws = awsForAll();
const personalize = aws.client(Personalize);
const s3 = aws.client(S3);
const kms = aws.client(KMS);
let groupKey: string;
let datasetGroupArn: string;
let datasetArn: string;
let solutionVersionArn: string;

/** A key that the account and Personalize may use. */
const KEY_POLICY = JSON.stringify({
  Version: '2012-10-17',
  Statement: [{ AWS: 'arn:aws:iam::123456789012:root' }, PERSONALIZE].map((Principal) => ({
    Effect: 'Allow',
    Principal,
    Action: 'kms:*',
    Resource: '*',
  })),
});

const setBucketPolicy = (statements: readonly object[]) =>
  s3.putBucketPolicy({
    Bucket: 'shop',
    Policy: JSON.stringify({
      Version: '2012-10-17',
      Statement: statements.map((one) => ({ Principal: PERSONALIZE, ...one })),
    }),
  });

beforeAll(async () => {
  groupKey = (await kms.createKey({ Policy: KEY_POLICY })).KeyMetadata!.Arn!;
  await s3.createBucket({ Bucket: 'shop' });
  await s3.putObject({ Bucket: 'shop', Key: 'i.csv', Body: interactionsCsv() });
  await s3.putObject({ Bucket: 'shop', Key: 'in/items.json', Body: '{"itemId":"item-1"}\n' });
  await setBucketPolicy(ALL);
  ({ datasetGroupArn = '' } = await personalize.createDatasetGroup({
    name: 'shop',
    domain: 'ECOMMERCE',
    kmsKeyArn: groupKey,
    roleArn: await createRole(aws.endpoint, { name: 'key', trust: TRUST, allowed: may('kms:*', groupKey) }),
  }));
  await settled(async () => (await personalize.describeDatasetGroup({ datasetGroupArn })).datasetGroup!);
  await createRole(aws.endpoint, { name: 'import', trust: TRUST, allowed: ALL });
  const shop = { clock: aws.clock, personalize };
  datasetArn = await createDataset(shop, datasetGroupArn, 'INTERACTIONS');
  await runJob(shop, datasetArn, 's3://shop/i.csv', 'i');
  const { solutionArn } = await personalize.createSolution({
    name: 'items',
    datasetGroupArn,
    recipeArn: 'arn:aws:personalize:::recipe/aws-item-affinity',
    performAutoTraining: false,
  });
  await settled(async () => (await personalize.describeSolution({ solutionArn })).solution!);
  ({ solutionVersionArn = '' } = await personalize.createSolutionVersion({ solutionArn }));
  await settled(
    async () => (await personalize.describeSolutionVersion({ solutionVersionArn })).solutionVersion!,
  );
});

/** What a job needs; each case removes one item. */
const COMPLETE = { trust: TRUST as object, role: ALL as readonly object[], bucket: ALL as readonly object[] };
type Change = Partial<typeof COMPLETE>;

let roles = 0;
const roleWith = ({ trust, role }: Omit<typeof COMPLETE, 'bucket'>): Promise<string> =>
  createRole(aws.endpoint, { name: `role-${++roles}`, trust, allowed: role });

async function importWith(change: Change): Promise<object> {
  const { bucket, ...role } = { ...COMPLETE, ...change };
  await setBucketPolicy(bucket);
  const { datasetImportJobArn } = await personalize.createDatasetImportJob({
    jobName: `import-${roles}`,
    datasetArn,
    dataSource: { dataLocation: 's3://shop/i.csv' },
    roleArn: await roleWith(role),
  });
  return settled(
    async () => (await personalize.describeDatasetImportJob({ datasetImportJobArn })).datasetImportJob!,
  );
}

async function jobWith(change: Change, kmsKeyArn?: string): Promise<object> {
  const { bucket, ...role } = { ...COMPLETE, ...change };
  await setBucketPolicy(bucket);
  const { batchSegmentJobArn } = await personalize.createBatchSegmentJob({
    jobName: `segments-${roles}`,
    solutionVersionArn,
    jobInput: { s3DataSource: { path: 's3://shop/in/' } },
    jobOutput: { s3DataDestination: { path: 's3://shop/out/', kmsKeyArn } },
    roleArn: await roleWith(role),
  });
  return settled(
    async () => (await personalize.describeBatchSegmentJob({ batchSegmentJobArn })).batchSegmentJob!,
  );
}

const DENIED = {
  status: 'CREATE FAILED',
  failureReason: expect.stringContaining('Insufficient privileges for accessing data in Amazon S3') as string,
};
const UNTRUSTED = { trust: { ...TRUST, Principal: { Service: 'ec2.amazonaws.com' } } };
const OF = (account: string): object => ({
  StringEquals: { 'aws:SourceAccount': account },
  StringLike: { 'aws:SourceArn': `arn:aws:personalize:us-east-1:${account}:*` },
});
const OURS = OF('123456789012');

describe('an import', () => {
  it.each<[string, Change]>([
    ['by both policies', {}],
    ['by a trust for this account and region alone', { trust: { ...TRUST, Condition: OURS } }],
  ])('reads %s', async (_what, change) => {
    expect(await importWith(change)).toMatchObject({ status: 'ACTIVE' });
  });

  it.each<[string, Change]>([
    ['the bucket’s policy', { bucket: [{ ...READ, Principal: { AWS: '123456789012' } }] }],
    ['the bucket’s leave to list', { bucket: [READ] }],
    ['the bucket’s leave to read', { bucket: [LIST] }],
    ['the role’s leave to list', { role: [READ] }],
    ['the role’s leave to read', { role: [LIST] }],
    ['the role’s trust', UNTRUSTED],
    ['the role’s trust in this account', { trust: { ...TRUST, Condition: OF('999999999999') } }],
    [
      'the bucket’s leave for whoever does not name its source',
      { bucket: [READ, LIST].map((one) => ({ ...one, Condition: OURS })) },
    ],
  ])('fails without %s (PERSONALIZE-11)', async (_what, change) => {
    expect(await importWith(change)).toMatchObject(DENIED);
  });
});

describe('a batch job', () => {
  it('reads and writes by both policies (PERSONALIZE-112)', async () => {
    expect(await jobWith({})).toMatchObject({ status: 'ACTIVE' });
    const { Body } = await s3.getObject({ Bucket: 'shop', Key: 'out/items.json.out' });
    const [line] = (await Body!.transformToString()).split('\n');
    expect(JSON.parse(line)).toMatchObject({ input: { itemId: 'item-1' }, error: null });
  });

  it.each<[string, Change]>([
    ['the role’s leave to write', { role: [LIST, READ] }],
    ['the role’s leave to read', { role: [LIST, WRITE] }],
    ['the role’s leave to list', { role: [READ, WRITE] }],
    ['the bucket’s leave to write', { bucket: [LIST, READ] }],
    ['the role’s trust', UNTRUSTED],
  ])('fails without %s (PERSONALIZE-112)', async (_what, change) => {
    expect(await jobWith(change)).toMatchObject(DENIED);
  });

  it('encrypts its output with a key that role and Personalize may use (PERSONALIZE-112)', async () => {
    const { KeyMetadata } = await kms.createKey({});
    const key = KeyMetadata!.Arn!;
    const use = may('kms:GenerateDataKey', key);
    expect(await jobWith({}, key)).toMatchObject(DENIED);
    await kms.putKeyPolicy({ KeyId: key, PolicyName: 'default', Policy: KEY_POLICY });
    expect(await jobWith({ role: [...ALL, use] }, key)).toMatchObject({ status: 'ACTIVE' });
    expect(await s3.headObject({ Bucket: 'shop', Key: 'out/items.json.out' })).toMatchObject({
      ServerSideEncryption: 'aws:kms',
      SSEKMSKeyId: key,
    });
  });

  it('fails without its dataset group’s key (PERSONALIZE-112)', async () => {
    await kms.disableKey({ KeyId: groupKey });
    expect(await jobWith({})).toMatchObject({
      status: 'CREATE FAILED',
      failureReason: expect.stringContaining(`Insufficient privileges for the KMS key ${groupKey}`) as string,
    });
    await kms.enableKey({ KeyId: groupKey });
  });
});

describe('the role of a metric attribution', () => {
  const PUT = may('cloudwatch:PutMetricData', '*');
  const FAILED = 'Insufficient privileges for putting metrics in Amazon CloudWatch.';
  const ofNamespace = { StringEquals: { 'cloudwatch:namespace': 'AWS/Personalize' } };

  it.each<[string, string, Change]>([
    ['may put metrics for Personalize', 'ACTIVE', { role: [PUT] }],
    ['may put none', FAILED, { role: [LIST] }],
    ['may put those of a namespace', FAILED, { role: [{ ...PUT, Condition: ofNamespace }] }],
    ['does not trust Personalize', FAILED, { role: [PUT], ...UNTRUSTED }],
  ])('that %s ends it with "%s" (PERSONALIZE-77)', async (_what, outcome, change) => {
    const { metricAttributionArn } = await personalize.createMetricAttribution({
      name: 'metrics',
      datasetGroupArn,
      metrics: [{ eventType: 'Purchase', metricName: 'orders', expression: 'SAMPLECOUNT()' }],
      metricsOutputConfig: { roleArn: await roleWith({ ...COMPLETE, ...change }) },
    });
    const describeOne = async () =>
      (await personalize.describeMetricAttribution({ metricAttributionArn })).metricAttribution!;
    const { status, failureReason } = await settled(describeOne);
    await personalize.deleteMetricAttribution({ metricAttributionArn });
    await expect(settled(describeOne)).rejects.toThrow('does not exist');
    expect(failureReason ?? status).toBe(outcome);
  });
});
