import { CloudWatchLogs } from '@aws-sdk/client-cloudwatch-logs';
import { KMS } from '@aws-sdk/client-kms';
import { startLocalAws } from '../../src/local-aws';
import { refused } from '../support/refused';
import { clientOf, runningFor } from '../support/running';

const ARN = 'arn:aws:logs:us-east-1:123456789012:log-group:';
const ACCOUNT = { Principal: { AWS: 'arn:aws:iam::123456789012:root' }, Action: 'kms:*' };

/** Lets CloudWatch Logs use a key for the groups of a pattern. */
const forGroups = (pattern: string): object => ({
  Principal: { Service: 'logs.us-east-1.amazonaws.com' },
  Action: ['kms:Encrypt', 'kms:Decrypt', 'kms:GenerateDataKey*'],
  Condition: { ArnLike: { 'kms:EncryptionContext:aws:logs:arn': `${ARN}${pattern}` } },
});

const aws = runningFor('each test', startLocalAws);
const logs = clientOf(aws, CloudWatchLogs);
const kms = clientOf(aws, KMS);

/** The ARN of a new key. */
async function keyWith(...statements: object[]): Promise<string> {
  const Statement = [ACCOUNT, ...statements].map((one) => ({ Effect: 'Allow', Resource: '*', ...one }));
  const { KeyMetadata } = await kms.createKey({
    Policy: JSON.stringify({ Version: '2012-10-17', Statement }),
  });
  return KeyMetadata!.Arn!;
}

const keysOfGroups = async (): Promise<(string | undefined)[]> =>
  (await logs.describeLogGroups({})).logGroups!.map(({ kmsKeyId }) => kmsKeyId);

describe('the key of a log group', () => {
  it('is given at its creation or later, described, and taken', async () => {
    const kmsKeyId = await keyWith(forGroups('Shop-*'));
    await logs.createLogGroup({ logGroupName: 'Shop-A', kmsKeyId });
    await logs.createLogGroup({ logGroupName: 'Shop-B' });
    expect(await keysOfGroups()).toEqual([kmsKeyId, undefined]);
    await logs.associateKmsKey({ logGroupName: 'Shop-B', kmsKeyId });
    await logs.disassociateKmsKey({ logGroupName: 'Shop-A' });
    expect(await keysOfGroups()).toEqual([undefined, kmsKeyId]);
  });

  it.each([
    ['that admits other groups', [forGroups('Books-*')]],
    ['that does not admit CloudWatch Logs', []],
  ])('fails where it has a policy %s', async (_what, statements) => {
    const kmsKeyId = await keyWith(...statements);
    await refused(
      logs.createLogGroup({ logGroupName: 'Shop-Logs', kmsKeyId }),
      'InvalidParameterException',
      `is not allowed to be used with Arn '${ARN}Shop-Logs'`,
    );
    expect(await keysOfGroups()).toEqual([]);
  });

  it('fails where there is none', async () => {
    await logs.createLogGroup({ logGroupName: 'Shop-Logs' });
    const kmsKeyId = 'arn:aws:kms:us-east-1:123456789012:key/none';
    await expect(logs.associateKmsKey({ logGroupName: 'Shop-Logs', kmsKeyId })).rejects.toThrow(
      'The specified KMS key does not exist',
    );
    expect(await keysOfGroups()).toEqual([undefined]);
  });
});
