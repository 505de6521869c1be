import { once } from 'node:events';
import { get, type IncomingMessage } from 'node:http';
import { text } from 'node:stream/consumers';
import { S3, type BucketLocationConstraint } from '@aws-sdk/client-s3';
import { refused } from '../support/refused';
import { clientOf, runningFor } from '../support/running';
import { testStack } from '../cloudformation/test-stack';
import { startS3 } from './running-s3';

const running = runningFor('each test', startS3);
const s3 = clientOf(running, S3);

const Bucket = 'shop';

const inventory = async (query = ''): Promise<unknown> =>
  (await running.send(`/_local/inventory${query}`, {})).json();
const none = (call: Promise<unknown>, what: string): Promise<void> => refused(call, `NoSuch${what}`);

describe('a bucket', () => {
  it('is made in the region of the request and says so (S3-1, S3-4)', async () => {
    const abroad = new S3({ endpoint: running.aws.endpoint, region: 'eu-west-1', maxAttempts: 1 });
    await abroad.createBucket({ Bucket: 'abroad' });
    expect((await s3.getBucketLocation({ Bucket: 'abroad' })).LocationConstraint).toBe('eu-west-1');
    expect((await s3.headBucket({ Bucket: 'abroad' })).BucketRegion).toBe('eu-west-1');
    expect((await s3.getBucketLocation({ Bucket })).LocationConstraint).toBeUndefined();
    const createIn = (client: S3, place: string): Promise<unknown> => {
      const LocationConstraint = place as BucketLocationConstraint;
      return client.createBucket({ Bucket: 'elsewhere', CreateBucketConfiguration: { LocationConstraint } });
    };
    await refused(createIn(abroad, 'eu-west-2'), 'IllegalLocationConstraintException');
    for (const place of ['us-east-1', 'foo']) await refused(createIn(s3, place), 'InvalidLocationConstraint');
  });

  it.each(['ab', 'Upper', 'under_score', 'dot..dot', '192.168.0.1', '-dash', 'xn--a', 'a'.repeat(64)])(
    'fails to be made with the name %s',
    async (name) => {
      await refused(s3.createBucket({ Bucket: name }), 'InvalidBucketName');
    },
  );

  it('fails to be made twice (S3-4)', async () => {
    await refused(s3.createBucket({ Bucket }), 'BucketAlreadyOwnedByYou');
  });

  it('is deleted when it is empty, whatever is being uploaded to it', async () => {
    await s3.putObject({ Bucket, Key: 'a', Body: 'a' });
    await refused(s3.deleteBucket({ Bucket }), 'BucketNotEmpty');
    await s3.deleteObject({ Bucket, Key: 'a' });
    await s3.createMultipartUpload({ Bucket, Key: 'a' });
    await s3.deleteBucket({ Bucket });
    await refused(s3.headBucket({ Bucket }), 'NotFound');
    await refused(s3.deleteBucket({ Bucket }), 'NoSuchBucket');
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
    const { port } = new URL(running.aws.endpoint);
    const headers = { host: `shop.s3.us-east-1.amazonaws.com:${port}` };
    const [answer] = (await once(get({ port, path: '/a/b', headers }), 'response')) as [IncomingMessage];
    expect(await text(answer)).toBe('by host');
  });
});

describe('the bootstrap bucket', () => {
  it('exists in each region and is left out of the inventory, where others stand with their objects (S3-3)', async () => {
    await s3.putObject({ Bucket, Key: 'a/b', Body: 'a' });
    const name = 'cdk-hnb659fds-assets-123456789012-eu-central-1';
    await s3.putObject({ Bucket: name, Key: 'asset.zip', Body: 'zip' });
    expect((await s3.getBucketLocation({ Bucket: name })).LocationConstraint).toBe('eu-central-1');
    expect(await inventory()).toEqual([
      { type: 'AWS::S3::Bucket', id: 'shop' },
      { type: 'AWS::S3::Object', id: 'shop/a/b' },
    ]);
    expect(await inventory('?all=1')).toContainEqual({ type: 'AWS::S3::Object', id: `${name}/asset.zip` });
    const ofAnotherAccount = 'cdk-hnb659fds-assets-999999999999-us-east-1';
    await refused(s3.headBucket({ Bucket: ofAnotherAccount }), 'NotFound');
  });
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

  it('takes a policy', async () => {
    await none(s3.getBucketPolicy({ Bucket }), 'BucketPolicy');
    const Principal = { Service: 'personalize.amazonaws.com' };
    const Statement = [{ Effect: 'Allow', Principal, Action: 's3:*', Resource: '*' }];
    const Policy = JSON.stringify({ Version: '2012-10-17', Statement });
    await s3.putBucketPolicy({ Bucket, Policy });
    expect((await s3.getBucketPolicy({ Bucket })).Policy).toBe(Policy);
    await s3.deleteBucketPolicy({ Bucket });
    await none(s3.getBucketPolicy({ Bucket }), 'BucketPolicy');
    await refused(s3.putBucketPolicy({ Bucket, Policy: '{"Statement":' }), 'MalformedPolicy');
  });

  it('takes tags, also when it is created', async () => {
    await none(s3.getBucketTagging({ Bucket }), 'TagSet');
    const Tags = [
      { Key: 'a', Value: '1 & 2' },
      { Key: 'b', Value: '' },
    ];
    await s3.putBucketTagging({ Bucket, Tagging: { TagSet: Tags } });
    expect((await s3.getBucketTagging({ Bucket })).TagSet).toEqual(Tags);
    await s3.deleteBucketTagging({ Bucket });
    await none(s3.getBucketTagging({ Bucket }), 'TagSet');
    await s3.createBucket({ Bucket: 'with-tags', CreateBucketConfiguration: { Tags } });
    expect((await s3.getBucketTagging({ Bucket: 'with-tags' })).TagSet).toEqual(Tags);
  });

  it('takes a public access block, whose missing switches are off', async () => {
    await s3.putPublicAccessBlock({ Bucket, PublicAccessBlockConfiguration: { BlockPublicAcls: true } });
    expect((await s3.getPublicAccessBlock({ Bucket })).PublicAccessBlockConfiguration).toEqual({
      BlockPublicAcls: true,
      BlockPublicPolicy: false,
      IgnorePublicAcls: false,
      RestrictPublicBuckets: false,
    });
    await s3.deletePublicAccessBlock({ Bucket });
    await none(s3.getPublicAccessBlock({ Bucket }), 'PublicAccessBlockConfiguration');
  });

  it('takes lifecycle rules', async () => {
    await none(s3.getBucketLifecycleConfiguration({ Bucket }), 'LifecycleConfiguration');
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
    ] as never;
    await s3.putBucketLifecycleConfiguration({ Bucket, LifecycleConfiguration: { Rules } });
    expect((await s3.getBucketLifecycleConfiguration({ Bucket })).Rules).toEqual(Rules);
    await s3.deleteBucketLifecycle({ Bucket });
    await none(s3.getBucketLifecycleConfiguration({ Bucket }), 'LifecycleConfiguration');
  });

  it('takes ownership controls and encryption', async () => {
    const OwnershipControls = { Rules: [{ ObjectOwnership: 'ObjectWriter' as const }] };
    await s3.putBucketOwnershipControls({ Bucket, OwnershipControls });
    expect((await s3.getBucketOwnershipControls({ Bucket })).OwnershipControls).toEqual(OwnershipControls);
    await s3.deleteBucketOwnershipControls({ Bucket });
    await refused(s3.getBucketOwnershipControls({ Bucket }), 'OwnershipControlsNotFoundError');
    const byDefault = { SSEAlgorithm: 'AES256' as const };
    const Rules = [{ ApplyServerSideEncryptionByDefault: byDefault, BucketKeyEnabled: true }];
    await s3.putBucketEncryption({ Bucket, ServerSideEncryptionConfiguration: { Rules } });
    const { ServerSideEncryptionConfiguration } = await s3.getBucketEncryption({ Bucket });
    expect(ServerSideEncryptionConfiguration!.Rules).toEqual(Rules);
  });

  it('fails with the keys that AWS manages, by name', async () => {
    const Rules = [{ ApplyServerSideEncryptionByDefault: { SSEAlgorithm: 'aws:kms' as const } }];
    await refused(
      s3.putBucketEncryption({ Bucket, ServerSideEncryptionConfiguration: { Rules } }),
      'NotImplemented',
      'no key aws/s3',
    );
  });
});

describe('the ACL of a bucket', () => {
  it('is private, and another needs an object ownership and a public access block that allow it', async () => {
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
});

describe('access logging', () => {
  it('is kept, and its target must exist in the same region', async () => {
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
});

it('a stack sets the ACL after what allows it, and logs to the bucket itself by default', async () => {
  const stack = testStack(running.aws);
  const OwnershipControls = { Rules: [{ ObjectOwnership: 'ObjectWriter' }] };
  const acl = { BucketName: 'logs', AccessControl: 'LogDeliveryWrite', OwnershipControls };
  const logging = { BucketName: 'own', LoggingConfiguration: { LogFilePrefix: 'x/' } };
  await stack.deploy({
    Logs: { Type: 'AWS::S3::Bucket', Properties: acl },
    Own: { Type: 'AWS::S3::Bucket', Properties: logging },
  });
  expect((await s3.getBucketAcl({ Bucket: 'logs' })).Grants).toHaveLength(3);
  const { LoggingEnabled } = await s3.getBucketLogging({ Bucket: 'own' });
  expect(LoggingEnabled).toEqual({ TargetBucket: 'own', TargetPrefix: 'x/' });
  expect(await stack.remove()).toHaveLength(1);
});

it('a refusal has the quotes of its message as they are, as clients lose what is before an entity', async () => {
  const Resource = `arn:aws:s3:::${Bucket}/*`;
  const Deny = { Effect: 'Deny', Principal: '*', Action: 's3:GetObject', Resource };
  await s3.putBucketPolicy({ Bucket, Policy: JSON.stringify({ Version: '2012-10-17', Statement: [Deny] }) });
  const answer = await running.send(`/${Bucket}/key`, {});
  expect(await answer.text()).toMatch(
    /<Message>User: \S+ is not authorized to perform: s3:GetObject on resource: "arn:aws:s3:::shop\/key" with an explicit deny/,
  );
});
