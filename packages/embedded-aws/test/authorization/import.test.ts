import { Personalize } from '@aws-sdk/client-personalize';
import { S3 } from '@aws-sdk/client-s3';
import { DATASETS } from '@ecommerce-recommenders/shop-data/data/datasets';
import { createDataset, createGroup } from '../personalize/support/shop';
import { awsForAll } from '../support/test-aws';
import { createRole, settled } from './session-of';

const PERSONALIZE = { Service: 'personalize.amazonaws.com' };
const OBJECTS = { Effect: 'Allow', Action: 's3:GetObject', Resource: 'arn:aws:s3:::shop/dataset/*' };
const LIST = { Effect: 'Allow', Action: 's3:ListBucket', Resource: 'arn:aws:s3:::shop' };
const TRUST = { Effect: 'Allow', Action: 'sts:AssumeRole', Principal: PERSONALIZE };
const OF = (account: string, region: string): object => ({
  StringEquals: { 'aws:SourceAccount': account },
  StringLike: { 'aws:SourceArn': `arn:aws:personalize:${region}:${account}:*` },
});
const OURS = OF('123456789012', 'us-east-1');

const aws = awsForAll();
const personalize = aws.client(Personalize);
const s3 = aws.client(S3);
let datasetArn: string;

beforeAll(async () => {
  await s3.createBucket({ Bucket: 'shop' });
  const header = DATASETS.USERS.columns.map(({ name }) => name).join(',');
  await s3.putObject({ Bucket: 'shop', Key: 'dataset/u.csv', Body: `${header}\n1,a,30,F\n` });
  const shop = { clock: aws.clock, personalize };
  datasetArn = await createDataset(shop, await createGroup(shop), 'USERS');
});

/** What an import needs; each case removes one item. */
const COMPLETE = { trust: TRUST as object, role: [OBJECTS, LIST], bucket: [OBJECTS, LIST] as object[] };

let count = 0;
async function importWith(change: Partial<typeof COMPLETE>): Promise<object> {
  const { trust, role, bucket } = { ...COMPLETE, ...change };
  const name = `import-${++count}`;
  const roleArn = await createRole(aws.endpoint, { name, trust, allowed: role });
  const Statement = bucket.map((one) => ({ Principal: PERSONALIZE, ...one }));
  const Policy = JSON.stringify({ Version: '2012-10-17', Statement });
  await s3.putBucketPolicy({ Bucket: 'shop', Policy });
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
  it.each<[string, Partial<typeof COMPLETE>]>([
    ['by both policies', {}],
    ['by a trust for this account and region alone', { trust: { ...TRUST, Condition: OURS } }],
  ])('reads %s', async (_what, change) => {
    expect(await importWith(change)).toMatchObject({ status: 'ACTIVE' });
  });

  it.each<[string, Partial<typeof COMPLETE>]>([
    ['the bucket’s policy', { bucket: [{ ...OBJECTS, Principal: { AWS: '123456789012' } }] }],
    ['the bucket’s leave to list', { bucket: [OBJECTS] }],
    ['the bucket’s leave to read', { bucket: [LIST] }],
    ['the role’s leave to list', { role: [OBJECTS] }],
    ['the role’s leave to read', { role: [LIST] }],
    ['the role’s trust', { trust: { ...TRUST, Principal: { Service: 'ec2.amazonaws.com' } } }],
    ['the role’s trust in this account', { trust: { ...TRUST, Condition: OF('999999999999', 'us-east-1') } }],
    [
      'the bucket’s leave for whoever does not name its source',
      { bucket: [OBJECTS, LIST].map((one) => ({ ...one, Condition: OURS })) },
    ],
  ])('fails without %s (PERSONALIZE-11)', async (_what, change) => {
    expect(await importWith(change)).toMatchObject({
      status: 'CREATE FAILED',
      failureReason: expect.stringContaining(
        'Insufficient privileges for accessing data in Amazon S3',
      ) as string,
    });
  });
});
