import { KMS } from '@aws-sdk/client-kms';
import { Personalize, type BatchSegmentJob } from '@aws-sdk/client-personalize';
import { S3 } from '@aws-sdk/client-s3';
import { DATASETS } from '@ecommerce-recommenders/shop-data/data/datasets';
import { startLocalAws, type LocalAws } from '../../src/local-aws';
import { interactionsCsv } from '../personalize/support/shop-files';
import { createRole, sessionOf } from './session-of';

const ARN = 'arn:aws:personalize:us-east-1:123456789012';
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

let aws: LocalAws;
let personalize: Personalize;
let s3: S3;
let kms: KMS;
let groupKey: string;
let solutionVersionArn: string;

async function settled<T extends { status?: string }>(describe: () => Promise<T>): Promise<T> {
  for (;;) {
    const resource = await describe();
    if (!/PENDING|IN_PROGRESS/.test(resource.status!)) return resource;
  }
}

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
  aws = await startLocalAws();
  const { endpoint } = aws;
  personalize = new Personalize({ endpoint, maxAttempts: 1 });
  s3 = new S3({ endpoint });
  kms = new KMS({ endpoint });
  groupKey = (await kms.createKey({ Policy: KEY_POLICY })).KeyMetadata!.Arn!;
  await s3.createBucket({ Bucket: 'shop' });
  await s3.putObject({ Bucket: 'shop', Key: 'i.csv', Body: interactionsCsv() });
  await s3.putObject({ Bucket: 'shop', Key: 'in/items.json', Body: '{"itemId":"item-1"}\n' });
  await setBucketPolicy(ALL);
  const { datasetGroupArn } = await personalize.createDatasetGroup({
    name: 'shop',
    domain: 'ECOMMERCE',
    kmsKeyArn: groupKey,
    roleArn: await createRole(endpoint, { name: 'key', trust: TRUST, allowed: may('kms:*', groupKey) }),
  });
  const schema = JSON.stringify(DATASETS.INTERACTIONS.schema);
  const { schemaArn } = await personalize.createSchema({ name: 'i', domain: 'ECOMMERCE', schema });
  await settled(async () => (await personalize.describeDatasetGroup({ datasetGroupArn })).datasetGroup!);
  const dataset = { name: 'i', datasetGroupArn, schemaArn, datasetType: 'INTERACTIONS' };
  const { datasetArn } = await personalize.createDataset(dataset);
  await settled(async () => (await personalize.describeDataset({ datasetArn })).dataset!);
  const { datasetImportJobArn } = await personalize.createDatasetImportJob({
    jobName: 'i',
    datasetArn,
    dataSource: { dataLocation: 's3://shop/i.csv' },
    roleArn: await createRole(endpoint, { name: 'import', trust: TRUST, allowed: ALL }),
  });
  await settled(
    async () => (await personalize.describeDatasetImportJob({ datasetImportJobArn })).datasetImportJob!,
  );
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
afterAll(() => aws.close());

/** What a job needs; each case removes one item. */
const COMPLETE = { trust: TRUST as object, role: ALL as readonly object[], bucket: ALL as readonly object[] };

async function jobWith(
  name: string,
  change: Partial<typeof COMPLETE>,
  kmsKeyArn?: string,
): Promise<BatchSegmentJob> {
  const { trust, role, bucket } = { ...COMPLETE, ...change };
  await setBucketPolicy(bucket);
  const { batchSegmentJobArn } = await personalize.createBatchSegmentJob({
    jobName: name,
    solutionVersionArn,
    jobInput: { s3DataSource: { path: 's3://shop/in/' } },
    jobOutput: { s3DataDestination: { path: 's3://shop/out/', kmsKeyArn } },
    roleArn: await createRole(aws.endpoint, { name, trust, allowed: role }),
  });
  return settled(
    async () => (await personalize.describeBatchSegmentJob({ batchSegmentJobArn })).batchSegmentJob!,
  );
}

const DENIED = {
  status: 'CREATE FAILED',
  failureReason: 'Insufficient privileges for accessing data in Amazon S3.',
};

describe('a batch job', () => {
  it('reads and writes by both policies (PERSONALIZE-112)', async () => {
    expect(await jobWith('both', {})).toMatchObject({ status: 'ACTIVE' });
    const { Body } = await s3.getObject({ Bucket: 'shop', Key: 'out/items.json.out' });
    const [line] = (await Body!.transformToString()).split('\n');
    expect(JSON.parse(line)).toMatchObject({ input: { itemId: 'item-1' }, error: null });
  });

  it.each<[string, string, Partial<typeof COMPLETE>]>([
    ['the role’s leave to write', 'no-role-write', { role: [LIST, READ] }],
    ['the role’s leave to read', 'no-role-read', { role: [LIST, WRITE] }],
    ['the role’s leave to list', 'no-role-list', { role: [READ, WRITE] }],
    ['the bucket’s leave to write', 'no-bucket-write', { bucket: [LIST, READ] }],
    ['the role’s trust', 'no-trust', { trust: { ...TRUST, Principal: { Service: 'ec2.amazonaws.com' } } }],
  ])('fails without %s (PERSONALIZE-112)', async (_what, name, change) => {
    expect(await jobWith(name, change)).toMatchObject(DENIED);
  });

  it('encrypts its output with a key that role and Personalize may use (PERSONALIZE-112)', async () => {
    const { KeyMetadata } = await kms.createKey({});
    const key = KeyMetadata!.Arn!;
    const use = may('kms:GenerateDataKey', key);
    expect(await jobWith('no-key', {}, key)).toMatchObject(DENIED);
    await kms.putKeyPolicy({ KeyId: key, PolicyName: 'default', Policy: KEY_POLICY });
    expect(await jobWith('with-key', { role: [...ALL, use] }, key)).toMatchObject({ status: 'ACTIVE' });
    expect(await s3.headObject({ Bucket: 'shop', Key: 'out/items.json.out' })).toMatchObject({
      ServerSideEncryption: 'aws:kms',
      SSEKMSKeyId: key,
    });
  });

  it.each([
    ['personalize:CreateBatchSegmentJob', [`${ARN}:solution/*`], `${ARN}:batch-segment-job/j`],
    ['personalize:CreateBatchInferenceJob', [`${ARN}:solution/*`], `${ARN}:batch-inference-job/j`],
    [
      'personalize:CreateBatchInferenceJob',
      [`${ARN}:batch-inference-job/j`, `${ARN}:solution/items/*`],
      `${ARN}:solution/items`,
    ],
  ])('needs %s on all resources: with %j it lacks %s (PERSONALIZE-110)', async (Action, Resource, lacks) => {
    const credentials = await sessionOf(aws.endpoint, {
      name: `creator-${lacks.length}-${Action.length}`,
      allowed: { Effect: 'Allow', Action, Resource },
    });
    const caller = new Personalize({ endpoint: aws.endpoint, credentials, maxAttempts: 1 });
    const input = {
      jobName: 'j',
      solutionVersionArn,
      jobInput: { s3DataSource: { path: 's3://shop/in/' } },
      jobOutput: { s3DataDestination: { path: 's3://shop/out/' } },
      roleArn: 'arn:aws:iam::123456789012:role/import',
    };
    const call = Action.endsWith('SegmentJob')
      ? caller.createBatchSegmentJob(input)
      : caller.createBatchInferenceJob(input);
    await expect(call).rejects.toMatchObject({
      name: 'AccessDeniedException',
      message: expect.stringContaining(`${Action} on resource: ${lacks} because`) as string,
    });
  });

  it('needs leave to pass its role (PERSONALIZE-110)', async () => {
    const credentials = await sessionOf(aws.endpoint, {
      name: 'no-pass',
      allowed: { Effect: 'Allow', Action: 'personalize:*', Resource: '*' },
    });
    const caller = new Personalize({ endpoint: aws.endpoint, credentials, maxAttempts: 1 });
    await expect(
      caller.createBatchSegmentJob({
        jobName: 'j',
        solutionVersionArn,
        jobInput: { s3DataSource: { path: 's3://shop/in/' } },
        jobOutput: { s3DataDestination: { path: 's3://shop/out/' } },
        roleArn: 'arn:aws:iam::123456789012:role/import',
      }),
    ).rejects.toMatchObject({
      name: 'AccessDeniedException',
      message: expect.stringContaining('iam:PassRole') as string,
    });
  });

  it('fails without its dataset group’s key (PERSONALIZE-112)', async () => {
    await kms.disableKey({ KeyId: groupKey });
    expect(await jobWith('disabled', {})).toMatchObject({
      status: 'CREATE FAILED',
      failureReason: expect.stringContaining(`Insufficient privileges for the KMS key ${groupKey}`) as string,
    });
    await kms.enableKey({ KeyId: groupKey });
  });
});
