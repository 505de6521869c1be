import { LambdaClient } from '@aws-sdk/client-lambda';
import { SSMClient } from '@aws-sdk/client-ssm';
import { ACCOUNT_CHECKS } from '../../../src/doctor/shop/account';
import { MACHINE_CHECKS } from '../../../src/doctor/shop/machine';
import type { Target } from '../../../src/doctor/target';
import { fakeClient } from '../../support/fake-client';

const holding = (words: string): string => expect.stringContaining(words) as string;

it('a Node.js that is too old and a missing CDK CLI are problems of the machine', async () => {
  const machine = { nodeVersion: 'v18.20.0', cdkVersion: undefined };
  expect(await MACHINE_CHECKS.node(machine)).toMatchObject({ status: 'problem', says: holding('>=20') });
  expect(await MACHINE_CHECKS.cdk(machine)).toMatchObject({ status: 'problem', remedy: holding('npm ci') });
});

it('the credentials expire within a deployment', async () => {
  const expiresAt = new Date(Date.now() + 60_000);
  const finding = await ACCOUNT_CHECKS.credentials({ expiresAt } as Target);
  expect(finding).toMatchObject({ status: 'warning', remedy: holding('Log in again') });
});

it('the region has no Personalize', async () => {
  const finding = await ACCOUNT_CHECKS.region({ region: 'eu-north-1' } as Target);
  expect(finding).toMatchObject({ status: 'problem', remedy: holding('eu-west-1') });
});

it('the account has little concurrency left', async () => {
  const AccountLimit = { ConcurrentExecutions: 10, UnreservedConcurrentExecutions: 4 };
  const lambda = fakeClient(LambdaClient, { GetAccountSettings: { AccountLimit } });
  const finding = await ACCOUNT_CHECKS.concurrency({ clients: { lambda } } as unknown as Target);
  expect(finding).toMatchObject({ status: 'warning', says: holding('4 are not reserved') });
});

it.each([
  [undefined, 'problem'],
  ['5', 'problem'],
  ['21', 'ok'],
])('the bootstrap in version %s is: %s, and the remedy names account and region', async (Value, status) => {
  const GetParameter = ({ Name }: { Name: string }): object => {
    expect(Name).toBe('/cdk-bootstrap/shop/version');
    if (Value !== undefined) return { Parameter: { Value } };
    throw Object.assign(new Error('not there'), { name: 'ParameterNotFound' });
  };
  const place = { accountId: '123456789012', region: 'eu-west-1', qualifier: 'shop' };
  const clients = { ssm: fakeClient(SSMClient, { GetParameter }) };
  expect(await ACCOUNT_CHECKS.bootstrap({ ...place, clients } as unknown as Target)).toMatchObject({
    status,
    ...(status === 'problem' && { remedy: 'Run "npx cdk bootstrap aws://123456789012/eu-west-1".' }),
  });
});
