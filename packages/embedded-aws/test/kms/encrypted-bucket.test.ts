import { KMS } from '@aws-sdk/client-kms';
import { S3 } from '@aws-sdk/client-s3';
import { refused } from '../support/refused';
import { awsForEach } from '../support/test-aws';

const aws = awsForEach();
const kms = aws.client(KMS);
const s3 = aws.client(S3);
let KeyId: string;
let keyArn: string;
const Bucket = 'shop';
const Key = 'dataset/items.csv';

beforeEach(async () => {
  await s3.createBucket({ Bucket });
  const { KeyMetadata } = await kms.createKey({});
  KeyId = KeyMetadata!.KeyId!;
  keyArn = KeyMetadata!.Arn!;
  await encryptBucket(keyArn);
});

const encryptBucket = (KMSMasterKeyID: string): Promise<object> => {
  const ApplyServerSideEncryptionByDefault = { SSEAlgorithm: 'aws:kms', KMSMasterKeyID } as const;
  const Rules = [{ ApplyServerSideEncryptionByDefault, BucketKeyEnabled: true }];
  return s3.putBucketEncryption({ Bucket, ServerSideEncryptionConfiguration: { Rules } });
};
const put = (key = Key): Promise<object> => s3.putObject({ Bucket, Key: key, Body: 'id\n' });
const calls = (operation: string): number =>
  aws.requests.list().filter((one) => one.service === 'kms' && one.operation === operation).length;

it('says with which key an object is encrypted, when it is put, looked at and read', async () => {
  const encrypted = { ServerSideEncryption: 'aws:kms', SSEKMSKeyId: keyArn, BucketKeyEnabled: true };
  expect(await put()).toMatchObject(encrypted);
  expect(await s3.headObject({ Bucket, Key })).toMatchObject(encrypted);
  const read = await s3.getObject({ Bucket, Key });
  expect(read).toMatchObject(encrypted);
  expect(await read.Body!.transformToString()).toBe('id\n');
});

it('asks for a data key on each write and for its decryption on each read (S3-17)', async () => {
  await put();
  expect([calls('GenerateDataKey'), calls('Decrypt')]).toEqual([1, 0]);
  await (await s3.getObject({ Bucket, Key })).Body!.transformToString();
  await s3.copyObject({ Bucket, Key: 'copy', CopySource: `${Bucket}/${Key}` });
  expect([calls('GenerateDataKey'), calls('Decrypt')]).toEqual([2, 2]);
});

it.each([
  ['disabled', () => kms.disableKey({ KeyId }), 'KMS.DisabledException'],
  ['pending deletion', () => kms.scheduleKeyDeletion({ KeyId }), 'KMS.KMSInvalidStateException'],
])('fails to read and write with a key that is %s', async (_state, change, name) => {
  await put();
  await change();
  await refused(s3.getObject({ Bucket, Key }), name);
  await refused(put('other'), name);
  await refused(s3.headObject({ Bucket, Key: 'other' }), 'NotFound');
  expect((await s3.headObject({ Bucket, Key })).ContentLength).toBe(3);
});

it('an upload in parts has one data key, which completes it', async () => {
  const { UploadId } = await s3.createMultipartUpload({ Bucket, Key });
  const part = { Bucket, Key, UploadId, PartNumber: 1 };
  const { ETag, SSEKMSKeyId } = await s3.uploadPart({ ...part, Body: 'id\n' });
  expect(SSEKMSKeyId).toBe(keyArn);
  await kms.disableKey({ KeyId });
  const MultipartUpload = { Parts: [{ PartNumber: 1, ETag }] };
  const complete = () => s3.completeMultipartUpload({ Bucket, Key, UploadId, MultipartUpload });
  await refused(complete(), 'KMS.DisabledException');
  await kms.enableKey({ KeyId });
  await complete();
  expect(calls('GenerateDataKey')).toBe(1);
  expect((await s3.headObject({ Bucket, Key })).SSEKMSKeyId).toBe(keyArn);
});

it('an object may have another encryption than its bucket', async () => {
  const plain = { Bucket, Key: 'plain', Body: 'x', ServerSideEncryption: 'AES256' as const };
  expect(await s3.putObject(plain)).toMatchObject({ ServerSideEncryption: 'AES256' });
  const other = (await kms.createKey({})).KeyMetadata!.Arn!;
  const own = { Bucket, Key: 'own', Body: 'x', ServerSideEncryption: 'aws:kms' as const, SSEKMSKeyId: other };
  expect(await s3.putObject(own)).toMatchObject({ SSEKMSKeyId: other });
  await refused(s3.putObject({ ...plain, SSEKMSKeyId: other }), 'InvalidArgument');
});

it('fails to write with a key of another region', async () => {
  await encryptBucket(keyArn.replace('us-east-1', 'eu-west-1'));
  await refused(put(), 'KMS.NotFoundException');
});
