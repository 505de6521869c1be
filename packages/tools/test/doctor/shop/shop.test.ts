import { LambdaClient } from '@aws-sdk/client-lambda';
import { SSMClient } from '@aws-sdk/client-ssm';
import { DataError } from '@ecommerce-recommenders/csv/data-error';
import { readSetting, type Settings } from '@ecommerce-recommenders/shop-data/contracts/settings/settings';
import { NO_CONTEXT } from '@ecommerce-recommenders/shop-data/contracts/settings/shape';
import { shopFacts } from '../../../../shop-data/test/insight/readiness/facts';
import { runChecks } from '../../../src/doctor/check';
import { ACCOUNT_CHECKS } from '../../../src/doctor/shop/account';
import { DATA_CHECKS } from '../../../src/doctor/shop/data';
import { MACHINE_CHECKS } from '../../../src/doctor/shop/machine';
import { PERSONALIZE_CHECKS } from '../../../src/doctor/shop/personalize';
import type { Target } from '../../../src/doctor/target';
import { fakeClient } from '../../support/fake-client';
import { destination } from '../destination';

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

it.each([
  ['ROLLBACK_COMPLETE', 'npx cdk destroy'],
  ['UPDATE_ROLLBACK_FAILED', 'npx cdk rollback'],
  ['UPDATE_IN_PROGRESS', 'Wait'],
])('the stack cannot be updated in %s', async (status, remedy) => {
  const finding = await PERSONALIZE_CHECKS.stack(destination(status));
  expect(finding).toMatchObject({ status: 'problem', remedy: holding(remedy) });
});

it('the stack is updated, whatever it is named', async () => {
  const findings = await runChecks(PERSONALIZE_CHECKS, destination('UPDATE_COMPLETE'));
  expect(findings.map(({ name, status }) => `${name} ${status}`)).toEqual(['stack ok', 'quotas ok']);
});

it('the stack finds a name that is taken among the recommenders', async () => {
  const recommenders = [{ name: 'Shop-most-viewed' }, { name: 'Shop-best-sellers' }];
  const target = destination(undefined, { ListRecommenders: { recommenders } });
  const says = holding('already has Shop-most-viewed, whose');
  expect(await PERSONALIZE_CHECKS.names(target)).toMatchObject({ status: 'problem', says });
});

it('the stack finds no room for another dataset group', async () => {
  const datasetGroups = Array.from({ length: 5 }, (_, at) => ({ name: `other-${at}` }));
  const finding = await PERSONALIZE_CHECKS.quotas(
    destination(undefined, { ListDatasetGroups: { datasetGroups } }),
  );
  expect(finding).toMatchObject({ status: 'warning', says: holding('1 more dataset groups') });
});

const settings = { useCases: readSetting('useCases', 'most-viewed', NO_CONTEXT) } as Settings;

it.each([
  ['enough', {}, 'ok'],
  ['not enough', { events: {} }, 'problem'],
])('the share of events that name no user is told, where the data is %s', async (_, changes, status) => {
  const examine = async (withoutUser?: number) => {
    const facts = shopFacts({ withoutUser, keptRows: 75, ...changes });
    return (await DATA_CHECKS.data({ settings, readFacts: async () => ({ facts }) }))!;
  };
  expect(await examine(25)).toMatchObject({
    status,
    says: expect.stringContaining('25 of 100 interactions (25 %) name no user, and teach nothing.') as string,
  });
  expect((await examine()).says).not.toContain('name no user');
});

it.each([
  [
    'bad data',
    new DataError('items.csv, line 2: is odd'),
    /^The data cannot be read: items\.csv, line 2: is odd$/,
    /^Fix it/,
  ],
  [
    'a bug of ours',
    new TypeError('no'),
    /^The data was not checked, .* crashed: no\. This is a bug in ecommerce-recommenders/,
    /"npm run explore -- --verbose" prints its stack trace\.$/,
  ],
])('%s is a problem, and called what it is', async (_, error, says, remedy) => {
  expect(await DATA_CHECKS.data({ settings, readFacts: () => Promise.reject(error) })).toEqual({
    status: 'problem',
    says: expect.stringMatching(says) as string,
    remedy: expect.stringMatching(remedy) as string,
  });
});
