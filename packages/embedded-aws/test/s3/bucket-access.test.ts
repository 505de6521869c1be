import { S3 } from '@aws-sdk/client-s3';
import { testStack } from '../cloudformation/test-stack';
import { startS3 } from './running-s3';
import { refused } from '../support/refused';
import { clientOf, runningFor } from '../support/running';

const Bucket = 'shop';

const running = runningFor('each test', startS3);
const s3 = clientOf(running, S3);

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
