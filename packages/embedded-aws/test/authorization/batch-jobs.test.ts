import { KMS } from '@aws-sdk/client-kms';
import { Personalize, type BatchSegmentJob } from '@aws-sdk/client-personalize';
import { S3 } from '@aws-sdk/client-s3';
import { createDataset, runJob } from '../personalize/support/shop';
import { interactionsCsv } from '../personalize/support/shop-files';
import { awsForAll } from '../support/test-aws';
import { createRole, sessionOf, settled } from './session-of';
import { refused } from '../support/refused';

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

const aws = awsForAll();
const personalize = aws.client(Personalize);
const s3 = aws.client(S3);
const kms = aws.client(KMS);
let groupKey: string;
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
  const { datasetGroupArn = '' } = await personalize.createDatasetGroup({
    name: 'shop',
    domain: 'ECOMMERCE',
    kmsKeyArn: groupKey,
    roleArn: await createRole(aws.endpoint, { name: 'key', trust: TRUST, allowed: may('kms:*', groupKey) }),
  });
  await settled(async () => (await personalize.describeDatasetGroup({ datasetGroupArn })).datasetGroup!);
  await createRole(aws.endpoint, { name: 'import', trust: TRUST, allowed: ALL });
  const shop = { clock: aws.clock, personalize };
  const datasetArn = await createDataset(shop, datasetGroupArn, 'INTERACTIONS');
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

const input = () => ({
  jobName: 'j',
  solutionVersionArn,
  jobInput: { s3DataSource: { path: 's3://shop/in/' } },
  jobOutput: { s3DataDestination: { path: 's3://shop/out/' } },
  roleArn: 'arn:aws:iam::123456789012:role/import',
});

let callers = 0;
const callerWith = async (allowed: object): Promise<Personalize> =>
  aws.client(Personalize, {
    credentials: await sessionOf(aws.endpoint, { name: `creator-${++callers}`, allowed }),
  });

async function jobWith(
  name: string,
  change: Partial<typeof COMPLETE>,
  kmsKeyArn?: string,
): Promise<BatchSegmentJob> {
  const { trust, role, bucket } = { ...COMPLETE, ...change };
  await setBucketPolicy(bucket);
  const { batchSegmentJobArn } = await personalize.createBatchSegmentJob({
    ...input(),
    jobName: name,
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
    const caller = await callerWith({ Effect: 'Allow', Action, Resource });
    const call = Action.endsWith('SegmentJob')
      ? caller.createBatchSegmentJob(input())
      : caller.createBatchInferenceJob(input());
    await refused(call, 'AccessDeniedException', `${Action} on resource: ${lacks} because`);
  });

  it('needs leave to pass its role (PERSONALIZE-110)', async () => {
    const caller = await callerWith(may('personalize:*', '*'));
    await refused(caller.createBatchSegmentJob(input()), 'AccessDeniedException', 'iam:PassRole');
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
