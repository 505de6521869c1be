import { IAM } from '@aws-sdk/client-iam';
import { STS } from '@aws-sdk/client-sts';
import { startLocalAws } from '../../src/local-aws';
import { refused } from '../support/refused';
import { clientOf, runningFor } from '../support/running';

const aws = runningFor('all tests', startLocalAws);
const sts = clientOf(aws, STS);

const DEPLOY_ROLE = 'arn:aws:iam::123456789012:role/cdk-hnb659fds-deploy-role-123456789012-us-east-1';

it('any key is the account itself (STS-1)', async () => {
  expect(await sts.getCallerIdentity({})).toMatchObject({
    Account: '123456789012',
    UserId: '123456789012',
    Arn: 'arn:aws:iam::123456789012:root',
  });
});

it('a role of the bootstrap is assumed, and its session known', async () => {
  const { Credentials, AssumedRoleUser } = await sts.assumeRole({
    RoleArn: DEPLOY_ROLE,
    RoleSessionName: 'deploy',
    DurationSeconds: 900,
  });
  const leftSeconds = (Credentials!.Expiration!.getTime() - aws.clock.now()) / 1_000;
  expect(leftSeconds).toBeGreaterThan(800);
  expect(leftSeconds).toBeLessThanOrEqual(900);
  const credentials = {
    accessKeyId: Credentials!.AccessKeyId!,
    secretAccessKey: Credentials!.SecretAccessKey!,
    sessionToken: Credentials!.SessionToken,
  };
  const session = new STS({ endpoint: aws.endpoint, maxAttempts: 1, credentials });
  const { Arn, UserId } = await session.getCallerIdentity({});
  expect(Arn).toBe(
    'arn:aws:sts::123456789012:assumed-role/cdk-hnb659fds-deploy-role-123456789012-us-east-1/deploy',
  );
  expect({ Arn, AssumedRoleId: UserId }).toEqual(AssumedRoleUser);
});

it('a role of the account is assumed by its own ARN alone (STS-2)', async () => {
  const iam = new IAM({ endpoint: aws.endpoint, maxAttempts: 1 });
  const Statement = [{ Effect: 'Allow', Principal: { AWS: '123456789012' }, Action: 'sts:AssumeRole' }];
  const AssumeRolePolicyDocument = JSON.stringify({ Version: '2012-10-17', Statement });
  const { Role } = await iam.createRole({ RoleName: 'analyst', Path: '/shop/', AssumeRolePolicyDocument });
  const assume = (RoleArn: string): Promise<{ AssumedRoleUser?: { Arn?: string; AssumedRoleId?: string } }> =>
    sts.assumeRole({ RoleArn, RoleSessionName: 'me' });
  const { AssumedRoleUser } = await assume('arn:aws:iam::123456789012:role/shop/analyst');
  expect(AssumedRoleUser).toEqual({
    Arn: 'arn:aws:sts::123456789012:assumed-role/analyst/me',
    AssumedRoleId: `${Role!.RoleId}:me`,
  });
  await refused(assume('arn:aws:iam::123456789012:role/analyst'), 'AccessDenied');
});

it.each([
  ['a role that does not exist', { RoleArn: 'arn:aws:iam::123456789012:role/nobody' }, 'AccessDenied'],
  [
    'a bootstrap role of another account',
    { RoleArn: DEPLOY_ROLE.replaceAll('123456789012', '999999999999') },
    'AccessDenied',
  ],
  ['a longer session than the role allows', { DurationSeconds: 7_200 }, 'ValidationError'],
  ['a session name with a space', { RoleSessionName: 'my session' }, 'ValidationError'],
  ['tags of a session', { Tags: [{ Key: 'a', Value: 'b' }] }, 'ValidationError'],
])('fails to assume %s', async (_what, change, name) => {
  const assume = sts.assumeRole({ RoleArn: DEPLOY_ROLE, RoleSessionName: 'deploy', ...change });
  await refused(assume, name);
});
