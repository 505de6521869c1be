import { STS } from '@aws-sdk/client-sts';
import { startLocalAws } from '../src/local-aws';
import { createAdminRole } from './admin-role';
import { testStack } from './cloudformation/test-stack';

const UUID = '01234567-89ab-4cde-8f01-23456789abcd';

async function made() {
  const aws = await startLocalAws({ newId: () => UUID });
  const sts = new STS({ endpoint: aws.endpoint });
  try {
    const { $metadata } = await sts.getCallerIdentity({});
    const { Name } = await testStack(aws).deploy(
      { Bucket: { Type: 'AWS::S3::Bucket' } },
      { Name: { Ref: 'Bucket' } },
    );
    const RoleArn = await createAdminRole(aws.endpoint);
    const { Credentials } = await sts.assumeRole({ RoleArn, RoleSessionName: 'somebody' });
    return { requestId: $metadata.requestId, bucket: Name, accessKeyId: Credentials?.AccessKeyId };
  } finally {
    await aws.close();
  }
}

describe('an embedded AWS that is given its ids', () => {
  it('makes request ids and physical names of them, and no secrets', async () => {
    const [first, second] = [await made(), await made()];
    expect(first.requestId).toBe(UUID);
    expect(first.bucket).toMatch(/^s-bucket-[a-z0-9]{12}$/);
    expect(second).toEqual({ ...first, accessKeyId: second.accessKeyId });
    expect(second.accessKeyId).not.toBe(first.accessKeyId);
  });
});
