import { S3 } from '@aws-sdk/client-s3';
import { rawAsk } from '../gateway/raw-exchange';
import { refused } from '../support/refused';
import { awsForEach } from '../support/test-aws';
import { testStack } from '../cloudformation/test-stack';

const aws = awsForEach();
const s3 = aws.client(S3);
const Bucket = 'shop';
beforeEach(() => s3.createBucket({ Bucket }));

describe('a bucket', () => {
  it('is made once, in the region of the request, and says so (S3-1, S3-4)', async () => {
    await aws.client(S3, { region: 'eu-west-1' }).createBucket({ Bucket: 'abroad' });
    expect((await s3.getBucketLocation({ Bucket: 'abroad' })).LocationConstraint).toBe('eu-west-1');
    expect((await s3.headBucket({ Bucket: 'abroad' })).BucketRegion).toBe('eu-west-1');
    expect((await s3.getBucketLocation({ Bucket })).LocationConstraint).toBeUndefined();
    await refused(s3.createBucket({ Bucket }), 'BucketAlreadyOwnedByYou');
  });

  it.each(['ab', 'Upper', 'under_score', 'dot..dot', '192.168.0.1', '-dash', 'xn--a', 'a'.repeat(64)])(
    'fails to be made with the name %s',
    async (name) => {
      await refused(s3.createBucket({ Bucket: name }), 'InvalidBucketName');
    },
  );

  it('is deleted whatever is being uploaded to it', async () => {
    await s3.createMultipartUpload({ Bucket, Key: 'a' });
    await s3.deleteBucket({ Bucket });
    await refused(s3.headBucket({ Bucket }), 'NotFound');
  });

  it('is listed by name, page by page', async () => {
    for (const name of ['zoo', 'apples', 'apples-old']) await s3.createBucket({ Bucket: name });
    const first = await s3.listBuckets({ MaxBuckets: 2 });
    const second = await s3.listBuckets({ MaxBuckets: 2, ContinuationToken: first.ContinuationToken });
    expect([...first.Buckets!, ...second.Buckets!].map(({ Name }) => Name)).toEqual([
      'apples',
      'apples-old',
      'shop',
      'zoo',
    ]);
    expect(second.ContinuationToken).toBeUndefined();
    expect((await s3.listBuckets({ Prefix: 'app' })).Buckets).toHaveLength(2);
  });

  it('is reached by the host name as well', async () => {
    await s3.putObject({ Bucket, Key: 'a/b', Body: 'by host' });
    const { port } = new URL(aws.endpoint);
    const headers = { host: `shop.s3.us-east-1.amazonaws.com:${port}` };
    expect((await rawAsk(`${aws.endpoint}/a/b`, { headers })).body).toBe('by host');
  });
});

it('the bootstrap bucket exists in each region of its account and is left out of the inventory (S3-3)', async () => {
  await s3.putObject({ Bucket, Key: 'a/b', Body: 'a' });
  const name = 'cdk-hnb659fds-assets-123456789012-eu-central-1';
  await s3.putObject({ Bucket: name, Key: 'asset.zip', Body: 'zip' });
  expect((await s3.getBucketLocation({ Bucket: name })).LocationConstraint).toBe('eu-central-1');
  expect(await aws.inventory()).toEqual([
    { type: 'AWS::S3::Bucket', id: 'shop' },
    { type: 'AWS::S3::Object', id: 'shop/a/b' },
  ]);
  const all = await (await fetch(`${aws.endpoint}/_local/inventory?all=1`)).json();
  expect(all).toContainEqual({ type: 'AWS::S3::Object', id: `${name}/asset.zip` });
  await refused(s3.headBucket({ Bucket: name.replace('123456789012', '999999999999') }), 'NotFound');
});

describe('the configuration of a bucket', () => {
  it('is that of every new bucket at first', async () => {
    const { ServerSideEncryptionConfiguration } = await s3.getBucketEncryption({ Bucket });
    expect(ServerSideEncryptionConfiguration!.Rules).toEqual([
      { ApplyServerSideEncryptionByDefault: { SSEAlgorithm: 'AES256' }, BucketKeyEnabled: false },
    ]);
    const { PublicAccessBlockConfiguration } = await s3.getPublicAccessBlock({ Bucket });
    expect(Object.values(PublicAccessBlockConfiguration!)).toEqual([true, true, true, true]);
    const { OwnershipControls } = await s3.getBucketOwnershipControls({ Bucket });
    expect(OwnershipControls!.Rules).toEqual([{ ObjectOwnership: 'BucketOwnerEnforced' }]);
    expect((await s3.getBucketVersioning({ Bucket })).Status).toBeUndefined();
    const { Owner, Grants } = await s3.getBucketAcl({ Bucket });
    expect(Grants).toEqual([
      { Grantee: { ID: Owner!.ID, Type: 'CanonicalUser' }, Permission: 'FULL_CONTROL' },
    ]);
  });

  const Statement = [
    { Effect: 'Allow', Principal: { Service: 'personalize.amazonaws.com' }, Action: 's3:*', Resource: '*' },
  ];
  const OwnershipControls = { Rules: [{ ObjectOwnership: 'ObjectWriter' }] };
  const TagSet = [
    { Key: 'a', Value: '1 & 2' },
    { Key: 'b', Value: '' },
  ];
  const OTHERS = { BlockPublicPolicy: false, IgnorePublicAcls: false, RestrictPublicBuckets: false };
  const Tags = ['a', 'c'].map((Key) => ({ Key, Value: 'b' }));
  const Rules = [
    { ID: 'old', Status: 'Enabled', Filter: { Prefix: 'dataset/' }, Expiration: { Days: 30 } },
    {
      ID: 'tagged',
      Status: 'Disabled',
      Filter: { And: { Prefix: 'x', Tags } },
      Transitions: [{ Days: 60, StorageClass: 'GLACIER' }],
      AbortIncompleteMultipartUpload: { DaysAfterInitiation: 7 },
    },
  ];
  const lifecycle = { LifecycleConfiguration: { Rules } };
  const block = (more: object = {}): object => ({
    PublicAccessBlockConfiguration: { BlockPublicAcls: true, ...more },
  });
  it.each<[deletion: string, error: string, input: object, answer?: object]>([
    [
      'deleteBucketPolicy',
      'NoSuchBucketPolicy',
      { Policy: JSON.stringify({ Version: '2012-10-17', Statement }) },
    ],
    ['deleteBucketTagging', 'NoSuchTagSet', { Tagging: { TagSet } }, { TagSet }],
    ['deletePublicAccessBlock', 'NoSuchPublicAccessBlockConfiguration', block(), block(OTHERS)],
    ['deleteBucketLifecycle', 'NoSuchLifecycleConfiguration', lifecycle, { Rules }],
    ['deleteBucketOwnershipControls', 'OwnershipControlsNotFoundError', { OwnershipControls }],
  ])('keeps what is put until %s', async (deletion, error, input, answer = input) => {
    const name = deletion.replace('delete', '').replace(/Lifecycle$/, '$&Configuration');
    const calls = s3 as unknown as Record<string, (input: object) => Promise<object>>;
    await calls[`put${name}`]({ Bucket, ...input });
    const $metadata = expect.anything() as unknown;
    expect(await calls[`get${name}`]({ Bucket })).toEqual({ ...answer, $metadata });
    await calls[deletion]({ Bucket });
    await refused(calls[`get${name}`]({ Bucket }), error);
  });

  it('takes tags when it is created, and no policy that is no JSON', async () => {
    await s3.createBucket({ Bucket: 'with-tags', CreateBucketConfiguration: { Tags: TagSet } });
    expect((await s3.getBucketTagging({ Bucket: 'with-tags' })).TagSet).toEqual(TagSet);
    await refused(s3.putBucketPolicy({ Bucket, Policy: '{"Statement":' }), 'MalformedPolicy');
  });

  it('takes encryption, but not with the keys that AWS manages', async () => {
    const encrypt = (SSEAlgorithm: 'AES256' | 'aws:kms'): Promise<object> =>
      s3.putBucketEncryption({ Bucket, ServerSideEncryptionConfiguration: byDefault(SSEAlgorithm) });
    const byDefault = (SSEAlgorithm: 'AES256' | 'aws:kms') => ({
      Rules: [{ ApplyServerSideEncryptionByDefault: { SSEAlgorithm }, BucketKeyEnabled: true }],
    });
    await encrypt('AES256');
    const { ServerSideEncryptionConfiguration } = await s3.getBucketEncryption({ Bucket });
    expect(ServerSideEncryptionConfiguration).toEqual(byDefault('AES256'));
    await refused(encrypt('aws:kms'), 'NotImplemented', 'no key aws/s3');
  });
});

it('the ACL of a bucket is private, and another needs an object ownership and a public access block that allow it', async () => {
  const publish = (): Promise<unknown> => s3.putBucketAcl({ Bucket, ACL: 'public-read' });
  await s3.putBucketAcl({ Bucket, ACL: 'private' });
  await refused(publish(), 'AccessControlListNotSupported');
  await s3.putBucketOwnershipControls({
    Bucket,
    OwnershipControls: { Rules: [{ ObjectOwnership: 'ObjectWriter' }] },
  });
  await refused(publish(), 'AccessDenied');
  await s3.deletePublicAccessBlock({ Bucket });
  await publish();
  const { Grants } = await s3.getBucketAcl({ Bucket });
  expect(Grants!.map(({ Grantee, Permission }) => [Grantee!.URI, Permission])).toEqual([
    [undefined, 'FULL_CONTROL'],
    ['http://acs.amazonaws.com/groups/global/AllUsers', 'READ'],
  ]);
});

it('access logging is kept, and its target must exist in the same region', async () => {
  const log = (TargetBucket: string): Promise<unknown> => {
    const LoggingEnabled = { TargetBucket, TargetPrefix: 'log/' };
    return s3.putBucketLogging({ Bucket, BucketLoggingStatus: { LoggingEnabled } });
  };
  await refused(log('nobody'), 'InvalidTargetBucketForLogging');
  const CreateBucketConfiguration = { LocationConstraint: 'eu-west-1' as const };
  await s3.createBucket({ Bucket: 'abroad', CreateBucketConfiguration });
  await refused(log('abroad'), 'CrossLocationLoggingProhibitted');
  await log(Bucket);
  expect((await s3.getBucketLogging({ Bucket })).LoggingEnabled).toEqual({
    TargetBucket: Bucket,
    TargetPrefix: 'log/',
  });
  await s3.putBucketLogging({ Bucket, BucketLoggingStatus: {} });
  expect((await s3.getBucketLogging({ Bucket })).LoggingEnabled).toBeUndefined();
});

it('a stack sets the ACL after what allows it, and logs to the bucket itself by default', async () => {
  const stack = testStack(aws);
  const OwnershipControls = { Rules: [{ ObjectOwnership: 'ObjectWriter' }] };
  const acl = { BucketName: 'logs', AccessControl: 'LogDeliveryWrite', OwnershipControls };
  const logging = { BucketName: 'own', LoggingConfiguration: { LogFilePrefix: 'x/' } };
  const bucket = (Properties: object): object => ({ Type: 'AWS::S3::Bucket', Properties });
  await stack.deploy({ Logs: bucket(acl), Own: bucket(logging) });
  expect((await s3.getBucketAcl({ Bucket: 'logs' })).Grants).toHaveLength(3);
  const { LoggingEnabled } = await s3.getBucketLogging({ Bucket: 'own' });
  expect(LoggingEnabled).toEqual({ TargetBucket: 'own', TargetPrefix: 'x/' });
  expect(await stack.remove()).toHaveLength(1);
});

it('a refusal has the quotes of its message as they are, as clients lose what is before an entity', async () => {
  const Resource = `arn:aws:s3:::${Bucket}/*`;
  const Deny = { Effect: 'Deny', Principal: '*', Action: 's3:GetObject', Resource };
  await s3.putBucketPolicy({ Bucket, Policy: JSON.stringify({ Version: '2012-10-17', Statement: [Deny] }) });
  const answer = await fetch(`${aws.endpoint}/${Bucket}/key`);
  expect(await answer.text()).toMatch(
    /<Message>User: \S+ is not authorized to perform: s3:GetObject on resource: "arn:aws:s3:::shop\/key" with an explicit deny/,
  );
});
