import { Personalize } from '@aws-sdk/client-personalize';
import { S3 } from '@aws-sdk/client-s3';
import { DATASETS } from '@ecommerce-recommenders/shop-data/data/datasets';
import { startLocalAws, type LocalAws } from '../../src/local-aws';
import { createRole } from './session-of';

const PERSONALIZE = { Service: 'personalize.amazonaws.com' };
const OBJECTS = { Effect: 'Allow', Action: 's3:GetObject', Resource: 'arn:aws:s3:::shop/dataset/*' };
const LIST = { Effect: 'Allow', Action: 's3:ListBucket', Resource: 'arn:aws:s3:::shop' };
const TRUST = { Effect: 'Allow', Action: 'sts:AssumeRole', Principal: PERSONALIZE };
const OF = (account: string, region: string): object => ({
  StringEquals: { 'aws:SourceAccount': account },
  StringLike: { 'aws:SourceArn': `arn:aws:personalize:${region}:${account}:*` },
});
const OURS = OF('123456789012', 'us-east-1');

let aws: LocalAws;
let personalize: Personalize;
let datasetArn: string;

beforeAll(async () => {
  aws = await startLocalAws();
  const { endpoint } = aws;
  personalize = new Personalize({ endpoint });
  const s3 = new S3({ endpoint });
  await s3.createBucket({ Bucket: 'shop' });
  const header = DATASETS.USERS.columns.map(({ name }) => name).join(',');
  await s3.putObject({ Bucket: 'shop', Key: 'dataset/u.csv', Body: `${header}\n1,a,30,F\n` });
  const { datasetGroupArn } = await personalize.createDatasetGroup({ name: 'shop', domain: 'ECOMMERCE' });
  const schema = JSON.stringify(DATASETS.USERS.schema);
  const { schemaArn } = await personalize.createSchema({ name: 'users', domain: 'ECOMMERCE', schema });
  await settled(async () => (await personalize.describeDatasetGroup({ datasetGroupArn })).datasetGroup!);
  const dataset = { name: 'users', datasetGroupArn, schemaArn, datasetType: 'USERS' };
  datasetArn = (await personalize.createDataset(dataset)).datasetArn!;
  await settled(async () => (await personalize.describeDataset({ datasetArn })).dataset!);
});
afterAll(() => aws.close());

async function settled<T extends { status?: string }>(describe: () => Promise<T>): Promise<T> {
  for (;;) {
    const resource = await describe();
    if (!/PENDING|IN_PROGRESS/.test(resource.status!)) return resource;
  }
}

/** What an import needs; each case removes one item. */
const COMPLETE = { trust: TRUST as object, role: [OBJECTS, LIST], bucket: [OBJECTS, LIST] as object[] };

async function importWith(name: string, change: Partial<typeof COMPLETE>): Promise<object> {
  const { trust, role, bucket } = { ...COMPLETE, ...change };
  const roleArn = await createRole(aws.endpoint, { name, trust, allowed: role });
  const Statement = bucket.map((one) => ({ Principal: PERSONALIZE, ...one }));
  await new S3({ endpoint: aws.endpoint }).putBucketPolicy({
    Bucket: 'shop',
    Policy: JSON.stringify({ Version: '2012-10-17', Statement }),
  });
  const { datasetImportJobArn } = await personalize.createDatasetImportJob({
    jobName: name,
    datasetArn,
    dataSource: { dataLocation: 's3://shop/dataset/' },
    roleArn,
  });
  return settled(
    async () => (await personalize.describeDatasetImportJob({ datasetImportJobArn })).datasetImportJob!,
  );
}

describe('an import', () => {
  it.each<[string, string, Partial<typeof COMPLETE>]>([
    ['by both policies', 'both', {}],
    ['by a trust for this account and region alone', 'ours', { trust: { ...TRUST, Condition: OURS } }],
  ])('reads %s', async (_what, name, change) => {
    expect(await importWith(name, change)).toMatchObject({ status: 'ACTIVE' });
  });

  it.each<[string, string, Partial<typeof COMPLETE>]>([
    [
      'the bucket’s policy',
      'no-bucket-policy',
      { bucket: [{ ...OBJECTS, Principal: { AWS: '123456789012' } }] },
    ],
    ['the bucket’s leave to list', 'no-bucket-list', { bucket: [OBJECTS] }],
    ['the bucket’s leave to read', 'no-bucket-read', { bucket: [LIST] }],
    ['the role’s leave to list', 'no-role-list', { role: [OBJECTS] }],
    ['the role’s leave to read', 'no-role-read', { role: [LIST] }],
    ['the role’s trust', 'no-trust', { trust: { ...TRUST, Principal: { Service: 'ec2.amazonaws.com' } } }],
    [
      'the role’s trust in this account',
      'foreign-trust',
      { trust: { ...TRUST, Condition: OF('999999999999', 'us-east-1') } },
    ],
    [
      'the bucket’s leave for whoever does not name its source',
      'conditions',
      {
        bucket: [
          { ...OBJECTS, Condition: OURS },
          { ...LIST, Condition: OURS },
        ],
      },
    ],
  ])('fails without %s (PERSONALIZE-11)', async (_what, name, change) => {
    expect(await importWith(name, change)).toMatchObject({
      status: 'CREATE FAILED',
      failureReason: expect.stringContaining(
        'Insufficient privileges for accessing data in Amazon S3',
      ) as string,
    });
  });
});
