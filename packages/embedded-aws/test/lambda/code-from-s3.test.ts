import { Lambda } from '@aws-sdk/client-lambda';
import { S3 } from '@aws-sdk/client-s3';
import { startLocalAws, type LocalAws } from '../../src/local-aws';
import { createAdminRole } from '../admin-role';
import { call, deploy, zipOf } from './deployed-function';

let aws: LocalAws;
let client: Lambda;
let s3: S3;

beforeEach(async () => {
  aws = await startLocalAws();
  await createAdminRole(aws.endpoint);
  client = new Lambda({ endpoint: aws.endpoint, maxAttempts: 1 });
  s3 = new S3({ endpoint: aws.endpoint, forcePathStyle: true, maxAttempts: 1 });
  await s3.createBucket({ Bucket: 'assets' });
});

afterEach(() => aws.close());

async function upload(Key: string, code: string): Promise<{ S3Bucket: string; S3Key: string }> {
  await s3.putObject({ Bucket: 'assets', Key, Body: zipOf({ 'index.js': code }) });
  return { S3Bucket: 'assets', S3Key: Key };
}

describe('code from S3', () => {
  it('runs, and is replaced by an update', async () => {
    await deploy(client, '', { Code: await upload('1.zip', 'exports.handler = async () => 1;') });
    expect((await call(client)).answer).toBe(1);
    const code = await upload('2.zip', 'exports.handler = async () => 2;');
    await client.updateFunctionCode({ FunctionName: 'example', ...code });
    expect((await call(client)).answer).toBe(2);
  });

  it('fails with the error of S3 when it is not there', async () => {
    const Code = { S3Bucket: 'assets', S3Key: 'none.zip' };
    await expect(deploy(client, '', { Code })).rejects.toMatchObject({
      name: 'InvalidParameterValueException',
      message: expect.stringContaining('S3 Error Code: NoSuchKey') as string,
    });
  });
});
