import { KMS } from '@aws-sdk/client-kms';
import { S3 } from '@aws-sdk/client-s3';
import { refused } from '../support/refused';
import { awsForEach } from '../support/test-aws';
import { sessionOf } from '../authorization/session-of';

const DAY_MS = 86_400_000;

const aws = awsForEach();
const kms = aws.client(KMS);
let KeyId: string;

beforeEach(async () => {
  const { KeyMetadata } = await kms.createKey({ Description: 'Shop' });
  KeyId = KeyMetadata!.KeyId!;
});

const stateOf = async (key: string): Promise<string | undefined> =>
  (await kms.describeKey({ KeyId: key })).KeyMetadata!.KeyState;
const text = (bytes: Uint8Array | undefined): string => Buffer.from(bytes!).toString();

it('a key is found by its id and by its ARN, and in its region alone', async () => {
  const { KeyMetadata } = await kms.describeKey({ KeyId });
  expect(KeyMetadata).toMatchObject({
    Arn: `arn:aws:kms:us-east-1:123456789012:key/${KeyId}`,
    Description: 'Shop',
    Enabled: true,
    KeyManager: 'CUSTOMER',
    KeySpec: 'SYMMETRIC_DEFAULT',
    KeyState: 'Enabled',
  });
  expect((await kms.describeKey({ KeyId: KeyMetadata!.Arn })).KeyMetadata).toEqual(KeyMetadata);
  expect((await kms.listKeys({})).Keys).toEqual([{ KeyId, KeyArn: KeyMetadata!.Arn }]);
  expect(await aws.inventory()).toEqual([{ type: 'AWS::KMS::Key', id: KeyMetadata!.Arn }]);
  const abroad = new KMS({ endpoint: aws.endpoint, region: 'eu-west-1', maxAttempts: 1 });
  for (const elsewhere of [KeyId, KeyMetadata!.Arn, 'alias/shop'])
    await refused(abroad.describeKey({ KeyId: elsewhere }), 'NotFoundException');
});

describe('what is encrypted', () => {
  const EncryptionContext = { shop: '1', shelf: '2' };
  let CiphertextBlob: Uint8Array;
  beforeEach(async () => {
    const encrypted = await kms.encrypt({ KeyId, Plaintext: Buffer.from('secret'), EncryptionContext });
    CiphertextBlob = encrypted.CiphertextBlob!;
  });

  it('is decrypted in the same context, without naming the key (KMS-2)', async () => {
    expect(text(CiphertextBlob)).not.toContain('secret');
    const reordered = { shelf: '2', shop: '1' };
    const { Plaintext } = await kms.decrypt({ CiphertextBlob, EncryptionContext: reordered });
    expect(text(Plaintext)).toBe('secret');
  });

  it.each([
    ['in another context', { EncryptionContext: { shop: '2' } }],
    ['with bytes that no key made', { CiphertextBlob: Buffer.from('x') }],
  ])('fails to be decrypted %s', async (_what, change) => {
    const decrypt = kms.decrypt({ CiphertextBlob, EncryptionContext, ...change });
    await refused(decrypt, 'InvalidCiphertextException');
  });

  it('fails to be decrypted once it is changed, and with a key that did not make it', async () => {
    const other = (await kms.createKey({})).KeyMetadata!.KeyId!;
    const decrypt = (more: object) => kms.decrypt({ CiphertextBlob, EncryptionContext, ...more });
    await refused(decrypt({ KeyId: other }), 'IncorrectKeyException');
    CiphertextBlob[CiphertextBlob.length - 1] ^= 1;
    await refused(decrypt({}), 'InvalidCiphertextException');
  });
});

it('a data key comes in the clear and encrypted', async () => {
  const { Plaintext, CiphertextBlob } = await kms.generateDataKey({ KeyId, KeySpec: 'AES_256' });
  expect(Plaintext).toHaveLength(32);
  expect((await kms.decrypt({ CiphertextBlob, KeyId })).Plaintext).toEqual(Plaintext);
});

it.each([0, 4097])('fails to encrypt %i bytes', async (bytes) => {
  await refused(kms.encrypt({ KeyId, Plaintext: Buffer.alloc(bytes) }), 'ValidationException');
});

it('a disabled key does nothing until it is enabled', async () => {
  const { CiphertextBlob } = await kms.encrypt({ KeyId, Plaintext: Buffer.from('x') });
  await kms.disableKey({ KeyId });
  expect(await stateOf(KeyId)).toBe('Disabled');
  const generate = () => kms.generateDataKey({ KeyId, KeySpec: 'AES_256' });
  for (const attempt of [() => kms.decrypt({ CiphertextBlob }), generate])
    await refused(attempt(), 'DisabledException', 'is disabled');
  await kms.enableKey({ KeyId });
  expect(text((await kms.decrypt({ CiphertextBlob })).Plaintext)).toBe('x');
});

it('a key is deleted when its days are over, and counts no more from the start', async () => {
  await refused(kms.scheduleKeyDeletion({ KeyId, PendingWindowInDays: 6 }), 'ValidationException');
  const { DeletionDate, KeyState } = await kms.scheduleKeyDeletion({ KeyId, PendingWindowInDays: 7 });
  expect(KeyState).toBe('PendingDeletion');
  expect((await kms.describeKey({ KeyId })).KeyMetadata!.DeletionDate).toEqual(DeletionDate);
  expect(await aws.inventory()).toEqual([]);
  await refused(kms.scheduleKeyDeletion({ KeyId }), 'KMSInvalidStateException');
  await refused(kms.enableKey({ KeyId }), 'KMSInvalidStateException');
  await aws.clock.advance(7 * DAY_MS - 60_000);
  expect(await stateOf(KeyId)).toBe('PendingDeletion');
  await aws.clock.advance(60_000);
  await refused(kms.describeKey({ KeyId }), 'NotFoundException');
});

it('a deletion is cancelled while it is pending, and leaves the key disabled', async () => {
  await kms.scheduleKeyDeletion({ KeyId });
  await kms.cancelKeyDeletion({ KeyId });
  await aws.clock.advance(31 * DAY_MS);
  expect(await stateOf(KeyId)).toBe('Disabled');
  await refused(kms.cancelKeyDeletion({ KeyId }), 'KMSInvalidStateException');
});

it('the policy of a key leaves it to the account, until another is put (KMS-4)', async () => {
  const { Policy } = await kms.getKeyPolicy({ KeyId });
  expect(JSON.parse(Policy!)).toMatchObject({
    Statement: [{ Effect: 'Allow', Principal: { AWS: 'arn:aws:iam::123456789012:root' }, Action: 'kms:*' }],
  });
  const other = Policy!.replace('key-default-1', 'other');
  await kms.putKeyPolicy({ KeyId, Policy: other });
  expect((await kms.getKeyPolicy({ KeyId })).Policy).toBe(other);
  const malformed = kms.putKeyPolicy({ KeyId, Policy: '{"Statement":[{}]}' });
  await refused(malformed, 'MalformedPolicyDocumentException');
});

it('rotation is switched on and off (KMS-2)', async () => {
  expect(await kms.getKeyRotationStatus({ KeyId })).toMatchObject({ KeyRotationEnabled: false });
  await kms.enableKeyRotation({ KeyId, RotationPeriodInDays: 90 });
  const { NextRotationDate, ...status } = await kms.getKeyRotationStatus({ KeyId });
  expect(status).toMatchObject({ KeyRotationEnabled: true, RotationPeriodInDays: 90 });
  expect(Math.round((NextRotationDate!.getTime() - aws.clock.now()) / DAY_MS)).toBe(90);
  await kms.disableKeyRotation({ KeyId });
  expect(await kms.getKeyRotationStatus({ KeyId })).toMatchObject({ KeyRotationEnabled: false });
});

it('description and tags are changed', async () => {
  await kms.updateKeyDescription({ KeyId, Description: 'Other' });
  expect((await kms.describeKey({ KeyId })).KeyMetadata!.Description).toBe('Other');
  const tag = (TagKey: string, TagValue: string) => ({ TagKey, TagValue });
  await kms.tagResource({ KeyId, Tags: [tag('b', '1'), tag('a', '1')] });
  await kms.tagResource({ KeyId, Tags: [tag('b', '2'), tag('c', '3')] });
  await kms.untagResource({ KeyId, TagKeys: ['c'] });
  expect((await kms.listResourceTags({ KeyId })).Tags).toEqual([tag('a', '1'), tag('b', '2')]);
});

it('lists come page by page', async () => {
  await kms.createKey({});
  const first = await kms.listKeys({ Limit: 1 });
  expect(first).toMatchObject({ Truncated: true });
  const second = await kms.listKeys({ Limit: 1, Marker: first.NextMarker });
  expect(second.Truncated).toBe(false);
  expect(second.Keys).not.toEqual(first.Keys);
});

it('grants are stored and listed (KMS-5)', async () => {
  const { GrantId } = await kms.createGrant({
    KeyId,
    GranteePrincipal: 'personalize.amazonaws.com',
    Operations: ['Decrypt'],
  });
  expect((await kms.listGrants({ KeyId })).Grants).toMatchObject([
    { GrantId, GranteePrincipal: 'personalize.amazonaws.com', Operations: ['Decrypt'] },
  ]);
});

describe('an HMAC key', () => {
  const message = { Message: Buffer.from('user ids'), MacAlgorithm: 'HMAC_SHA_256' } as const;
  const newKey = async () =>
    (await kms.createKey({ KeySpec: 'HMAC_256', KeyUsage: 'GENERATE_VERIFY_MAC' })).KeyMetadata!;

  it('makes the same code of the same message, and is for nothing else', async () => {
    const key = await newKey();
    const hmac = { KeyId: key.KeyId };
    expect(key).toMatchObject({ KeyUsage: 'GENERATE_VERIFY_MAC', MacAlgorithms: ['HMAC_SHA_256'] });
    const codeOf = async (Message: Buffer) => (await kms.generateMac({ ...hmac, ...message, Message })).Mac;
    const code = await codeOf(message.Message);
    expect(code).toHaveLength(32);
    expect(await codeOf(message.Message)).toEqual(code);
    expect(await codeOf(Buffer.from('others'))).not.toEqual(code);
    await refused(kms.generateMac({ KeyId, ...message }), 'InvalidKeyUsageException');
    await refused(kms.encrypt({ ...hmac, Plaintext: Buffer.from('x') }), 'InvalidKeyUsageException');
    await refused(kms.enableKeyRotation(hmac), 'UnsupportedOperationException');
    await refused(kms.createKey({ KeySpec: 'HMAC_256' }), 'ValidationException');
  });

  it('verifies a code of a message that it made, and no other code, message or key', async () => {
    const hmac = { KeyId: (await newKey()).KeyId, ...message };
    const { Mac } = await kms.generateMac(hmac);
    const verify = (more: object = {}) => kms.verifyMac({ ...hmac, Mac, ...more });
    expect(await verify()).toMatchObject({ MacValid: true });
    for (const wrong of [
      { Mac: Buffer.alloc(32) },
      { Mac: Buffer.alloc(3) },
      { KeyId: (await newKey()).KeyId },
    ])
      await refused(verify(wrong), 'KMSInvalidMacException');
    await refused(verify({ KeyId }), 'InvalidKeyUsageException');
  });
});

const AliasName = 'alias/shop/data';
const ALIAS_ARN = `arn:aws:kms:us-east-1:123456789012:${AliasName}`;

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
  const s3 = aws.client(S3);
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
  const limited = aws.client(KMS, { credentials });
  await limited.describeKey({ KeyId: AliasName });
  for (const denied of ['alias/other', KeyId])
    await refused(limited.describeKey({ KeyId: denied }), 'AccessDeniedException');
});
