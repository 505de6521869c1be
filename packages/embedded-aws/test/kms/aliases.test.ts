import { KMS } from '@aws-sdk/client-kms';
import { S3 } from '@aws-sdk/client-s3';
import { startLocalAws } from '../../src/local-aws';
import { sessionOf } from '../authorization/session-of';
import { testStack } from '../cloudformation/test-stack';
import { refused } from '../support/refused';
import { clientOf, runningFor } from '../support/running';

const AliasName = 'alias/shop/data';
const ALIAS_ARN = `arn:aws:kms:us-east-1:123456789012:${AliasName}`;

const aws = runningFor('each test', startLocalAws);
const kms = clientOf(aws, KMS);
let KeyId: string;
beforeEach(async () => {
  KeyId = (await kms.createKey({})).KeyMetadata!.KeyId!;
});

it('an alias and its ARN stand for a key wherever bytes are encrypted', async () => {
  await kms.createAlias({ AliasName, TargetKeyId: KeyId });
  const Plaintext = Buffer.from('secret');
  for (const alias of [AliasName, ALIAS_ARN]) {
    expect((await kms.describeKey({ KeyId: alias })).KeyMetadata!.KeyId).toBe(KeyId);
    const { CiphertextBlob } = await kms.encrypt({ KeyId: alias, Plaintext });
    const answer = await kms.decrypt({ KeyId: alias, CiphertextBlob });
    expect(Buffer.from(answer.Plaintext!).toString()).toBe('secret');
    expect(answer.KeyId).toMatch(KeyId);
  }
  const s3 = clientOf(aws, S3);
  await s3.createBucket({ Bucket: 'shop-data' });
  const encrypted = { ServerSideEncryption: 'aws:kms', SSEKMSKeyId: AliasName } as const;
  const object = { Bucket: 'shop-data', Key: 'k', Body: '' };
  const { SSEKMSKeyId } = await s3.putObject({ ...object, ...encrypted });
  expect(SSEKMSKeyId).toBe(`arn:aws:kms:us-east-1:123456789012:key/${KeyId}`);
});

it('fails for an alias where AWS wants a key', async () => {
  await kms.createAlias({ AliasName, TargetKeyId: KeyId });
  await refused(kms.disableKey({ KeyId: AliasName }), 'NotFoundException');
  await expect(kms.describeKey({ KeyId: 'alias/none' })).rejects.toThrow('alias/none is not found');
  await refused(kms.createAlias({ AliasName, TargetKeyId: KeyId }), 'AlreadyExistsException');
  const reserved = kms.createAlias({ AliasName: 'alias/aws/s3', TargetKeyId: KeyId });
  await expect(reserved).rejects.toThrow('reserved');
});

it('an alias is listed, moves to another key and is deleted', async () => {
  const other = (await kms.createKey({})).KeyMetadata!.KeyId!;
  await kms.createAlias({ AliasName, TargetKeyId: KeyId });
  await kms.updateAlias({ AliasName, TargetKeyId: other });
  expect((await kms.listAliases({ KeyId })).Aliases).toEqual([]);
  expect((await kms.listAliases({})).Aliases).toMatchObject([{ AliasName, TargetKeyId: other }]);
  await kms.deleteAlias({ AliasName });
  expect((await kms.listAliases({})).Aliases).toEqual([]);
});

it('permission is decided on the key, and may depend on the alias', async () => {
  await kms.createAlias({ AliasName, TargetKeyId: KeyId });
  await kms.createAlias({ AliasName: 'alias/other', TargetKeyId: KeyId });
  const allowed = {
    Effect: 'Allow',
    Action: 'kms:DescribeKey',
    Resource: `arn:aws:kms:us-east-1:123456789012:key/${KeyId}`,
    Condition: { StringEquals: { 'kms:RequestAlias': AliasName } },
  };
  const credentials = await sessionOf(aws.endpoint, { name: 'r', allowed });
  const limited = clientOf(aws, KMS, { credentials });
  await limited.describeKey({ KeyId: AliasName });
  for (const denied of ['alias/other', KeyId])
    await refused(limited.describeKey({ KeyId: denied }), 'AccessDeniedException');
});

it('a stack makes an alias and leaves none', async () => {
  const stack = testStack(aws);
  const key = { Type: 'AWS::KMS::Key', Properties: { PendingWindowInDays: 7 } };
  const resources = (target: string): object => {
    const Properties = { AliasName, TargetKeyId: { 'Fn::GetAtt': [target, 'Arn'] } };
    return { One: key, Two: key, Alias: { Type: 'AWS::KMS::Alias', Properties } };
  };
  const outputs = { Alias: { Ref: 'Alias' }, Two: { Ref: 'Two' } };
  expect((await stack.deploy(resources('One'), outputs)).Alias).toBe(AliasName);
  const { Two } = await stack.deploy(resources('Two'), outputs);
  expect((await kms.describeKey({ KeyId: AliasName })).KeyMetadata!.KeyId).toBe(Two);
  expect(await stack.remove()).toMatchObject([{ type: 'AWS::KMS::Key' }]);
});
