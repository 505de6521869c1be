import { IAM } from '@aws-sdk/client-iam';
import { STS } from '@aws-sdk/client-sts';
import { refused } from '../support/refused';
import { awsForAll } from '../support/test-aws';

const aws = awsForAll();
const sts = aws.client(STS);

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
  const { Arn, UserId } = await aws.client(STS, { credentials }).getCallerIdentity({});
  expect(Arn).toBe(
    'arn:aws:sts::123456789012:assumed-role/cdk-hnb659fds-deploy-role-123456789012-us-east-1/deploy',
  );
  expect({ Arn, AssumedRoleId: UserId }).toEqual(AssumedRoleUser);
});

it('a role of the account is assumed by its own ARN alone (STS-2)', async () => {
  const Statement = [{ Effect: 'Allow', Principal: { AWS: '123456789012' }, Action: 'sts:AssumeRole' }];
  const AssumeRolePolicyDocument = JSON.stringify({ Version: '2012-10-17', Statement });
  await aws.client(IAM).createRole({ RoleName: 'analyst', Path: '/shop/', AssumeRolePolicyDocument });
  const assume = (role: string) =>
    sts.assumeRole({ RoleArn: `arn:aws:iam::123456789012:role/${role}`, RoleSessionName: 'me' });
  expect((await assume('shop/analyst')).AssumedRoleUser).toMatchObject({
    Arn: 'arn:aws:sts::123456789012:assumed-role/analyst/me',
  });
  await refused(assume('analyst'), 'AccessDenied');
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
