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

  it('is set by a stack after what allows it', async () => {
    const stack = testStack(running.aws);
    const Properties = {
      BucketName: 'logs',
      AccessControl: 'LogDeliveryWrite',
      OwnershipControls: { Rules: [{ ObjectOwnership: 'ObjectWriter' }] },
    };
    await stack.deploy({ Logs: { Type: 'AWS::S3::Bucket', Properties } });
    const { Grants } = await s3.getBucketAcl({ Bucket: 'logs' });
    expect(Grants).toHaveLength(3);
    expect(await stack.remove()).toHaveLength(1);
  });
});

describe('access logging', () => {
  it('is kept, and its target must exist in the same region', async () => {
    const log = (TargetBucket: string): Promise<unknown> =>
      s3.putBucketLogging({
        Bucket,
        BucketLoggingStatus: { LoggingEnabled: { TargetBucket, TargetPrefix: 'log/' } },
      });
    await refused(log('nobody'), 'InvalidTargetBucketForLogging');
    await s3.createBucket({
      Bucket: 'abroad',
      CreateBucketConfiguration: { LocationConstraint: 'eu-west-1' },
    });
    await refused(log('abroad'), 'CrossLocationLoggingProhibitted');
    await log(Bucket);
    expect((await s3.getBucketLogging({ Bucket })).LoggingEnabled).toEqual({
      TargetBucket: Bucket,
      TargetPrefix: 'log/',
    });
    await s3.putBucketLogging({ Bucket, BucketLoggingStatus: {} });
    expect((await s3.getBucketLogging({ Bucket })).LoggingEnabled).toBeUndefined();
  });

  it('of a stack goes to the bucket itself by default', async () => {
    const stack = testStack(running.aws);
    const Properties = { BucketName: 'own', LoggingConfiguration: { LogFilePrefix: 'x/' } };
    await stack.deploy({ Own: { Type: 'AWS::S3::Bucket', Properties } });
    expect((await s3.getBucketLogging({ Bucket: 'own' })).LoggingEnabled).toEqual({
      TargetBucket: 'own',
      TargetPrefix: 'x/',
    });
    expect(await stack.remove()).toHaveLength(1);
  });
});

describe('a refusal', () => {
  it('has the quotes of its message as they are, as clients lose what is before an entity', async () => {
    const Deny = {
      Effect: 'Deny',
      Principal: '*',
      Action: 's3:GetObject',
      Resource: `arn:aws:s3:::${Bucket}/*`,
    };
    await s3.putBucketPolicy({
      Bucket,
      Policy: JSON.stringify({ Version: '2012-10-17', Statement: [Deny] }),
    });
    const answer = await running.send(`/${Bucket}/key`, {});
    expect(await answer.text()).toMatch(
      /<Message>User: \S+ is not authorized to perform: s3:GetObject on resource: "arn:aws:s3:::shop\/key" with an explicit deny/,
    );
  });
});
