import { CloudFormationClient } from '@aws-sdk/client-cloudformation';
import { LambdaClient } from '@aws-sdk/client-lambda';
import { PersonalizeClient } from '@aws-sdk/client-personalize';
import { SSMClient } from '@aws-sdk/client-ssm';
import { DataError } from '@ecommerce-recommenders/csv/data-error';
import { readSetting, type Settings } from '@ecommerce-recommenders/shop-data/contracts/settings/settings';
import { NO_CONTEXT } from '@ecommerce-recommenders/shop-data/contracts/settings/shape';
import { shopFacts } from '../../../shop-data/test/insight/readiness/facts';
import { API } from '../../src/doctor/api/api';
import { PRICE_CHECKS } from '../../src/doctor/app/price';
import { runChecks, type Finding } from '../../src/doctor/check';
import { targetChecks } from '../../src/doctor/checks';
import { ACCOUNT_CHECKS } from '../../src/doctor/shop/account';
import { DATA_CHECKS } from '../../src/doctor/shop/data';
import { MACHINE_CHECKS } from '../../src/doctor/shop/machine';
import { PERSONALIZE_CHECKS } from '../../src/doctor/shop/personalize';
import { SOLUTIONS } from '../../src/doctor/solutions/solutions';
import type { Target } from '../../src/doctor/target';
import { fakeClient, type Answers } from '../support/fake-client';

const holding = (words: string): string => expect.stringContaining(words) as string;
const warned = (words: string): Partial<Finding> => ({ status: 'warning', says: holding(words) });
const failed = (words: string): Partial<Finding> => ({ status: 'problem', says: holding(words) });
const remedied = (words: string): Partial<Finding> => ({ status: 'problem', remedy: holding(words) });
const MACHINE = { nodeVersion: 'v18.20.0', cdkVersion: undefined };
const names = (count: number): string[] => Array.from({ length: count }, (_, at) => `s${at}`);

/** A region with a stack in the given status or none, and a Personalize with these answers. */
function destination(StackStatus: string | undefined, answers: Answers = {}): Target {
  const gone = new Error('Stack with id Shop does not exist');
  const DescribeStacks = StackStatus === undefined ? gone : { Stacks: [{ StackStatus }] };
  const cloudFormation = fakeClient(CloudFormationClient, { DescribeStacks });
  const clients = { cloudFormation, personalize: fakeClient(PersonalizeClient, answers) };
  const settings = { useCases: new Map([['most-viewed', {}]]) };
  return { stackName: 'Shop', prefix: 'Shop', settings, clients } as unknown as Target;
}

function concurrency(UnreservedConcurrentExecutions: number): Promise<Finding | undefined> {
  const AccountLimit = { ConcurrentExecutions: 10, UnreservedConcurrentExecutions };
  const lambda = fakeClient(LambdaClient, { GetAccountSettings: { AccountLimit } });
  return ACCOUNT_CHECKS.concurrency({ clients: { lambda } } as unknown as Target);
}

function bootstrap(version?: string): Promise<Finding | undefined> {
  const GetParameter = ({ Name }: { Name: string }): object => {
    expect(Name).toBe('/cdk-bootstrap/shop/version');
    if (version !== undefined) return { Parameter: { Value: version } };
    throw Object.assign(new Error('not there'), { name: 'ParameterNotFound' });
  };
  const place = { accountId: '123456789012', region: 'eu-west-1', qualifier: 'shop' };
  const clients = { ssm: fakeClient(SSMClient, { GetParameter }) };
  return ACCOUNT_CHECKS.bootstrap({ ...place, clients } as unknown as Target);
}

const stackIn = (status: string) => PERSONALIZE_CHECKS.stack(destination(status));
const TAKEN = { recommenders: [{ name: 'Shop-most-viewed' }, { name: 'Shop-best-sellers' }] };
const FULL = { datasetGroups: names(5).map((name) => ({ name })) };
const BOOTSTRAP = remedied('Run "npx cdk bootstrap aws://123456789012/eu-west-1".');

it.each<[string, () => Promise<Finding | undefined>, Partial<Finding>]>([
  ['an old Node.js', () => MACHINE_CHECKS.node(MACHINE), failed('>=20')],
  ['a missing CDK CLI', () => MACHINE_CHECKS.cdk(MACHINE), remedied('npm ci')],
  [
    'credentials that expire within a deployment',
    () => ACCOUNT_CHECKS.credentials({ expiresAt: new Date(Date.now() + 60_000) } as Target),
    { status: 'warning', remedy: holding('Log in again') },
  ],
  ['another region', () => ACCOUNT_CHECKS.region({ region: 'eu-north-1' } as Target), remedied('eu-west-1')],
  ['too little concurrency', () => concurrency(9), warned('9 are not reserved')],
  ['concurrency that suffices', () => concurrency(10), { status: 'ok' }],
  ['no bootstrap', () => bootstrap(), BOOTSTRAP],
  ['an old bootstrap', () => bootstrap('5'), BOOTSTRAP],
  ['a bootstrap', () => bootstrap('6'), { status: 'ok' }],
  ['a stack whose creation failed', () => stackIn('ROLLBACK_COMPLETE'), remedied('npx cdk destroy')],
  ['a stack whose rollback failed', () => stackIn('UPDATE_ROLLBACK_FAILED'), remedied('npx cdk rollback')],
  ['a stack at work', () => stackIn('UPDATE_IN_PROGRESS'), remedied('Wait')],
  [
    'a name that is taken among the recommenders',
    () => PERSONALIZE_CHECKS.names(destination(undefined, { ListRecommenders: TAKEN })),
    failed('already has Shop-most-viewed, whose'),
  ],
  [
    'no room for another dataset group',
    () => PERSONALIZE_CHECKS.quotas(destination(undefined, { ListDatasetGroups: FULL })),
    warned('1 more dataset groups'),
  ],
])('doctor judges %s', async (_, check, finding) => {
  expect(await check()).toMatchObject(finding);
});

it('doctor judges a stack that is updated, whatever is named like it', async () => {
  const findings = await runChecks(PERSONALIZE_CHECKS, destination('UPDATE_COMPLETE'));
  expect(findings.map(({ name, status }) => `${name} ${status}`)).toEqual(['stack ok', 'quotas ok']);
});

const OUR_BUG = /^The data was not checked, .* crashed: no\. This is a bug in ecommerce-recommenders/;
const settings = { useCases: readSetting('useCases', 'most-viewed', NO_CONTEXT) } as Settings;

it.each([
  ['enough', {}, 'ok'],
  ['not enough', { events: {} }, 'problem'],
])('the share of events that name no user is told, where the data is %s', async (_, changes, status) => {
  const examine = async (withoutUser?: number) => {
    const facts = shopFacts({ withoutUser, keptRows: 75, ...changes });
    return (await DATA_CHECKS.data({ settings, readFacts: async () => ({ facts }) }))!;
  };
  const says = holding('25 of 100 interactions (25 %) name no user, and teach nothing.');
  expect(await examine(25)).toMatchObject({ status, says });
  expect((await examine()).says).not.toContain('name no user');
});

it.each([
  ['bad data', new DataError('a.csv: odd'), /^The data cannot be read: a\.csv: odd$/, /^Fix it/],
  ['a bug of ours', new TypeError('no'), OUR_BUG, /"npm run explore -- --verbose" prints its stack trace\.$/],
])('%s is a problem, and called what it is', async (_, error, says, remedy) => {
  expect(await DATA_CHECKS.data({ settings, readFacts: () => Promise.reject(error) })).toEqual({
    status: 'problem',
    says: expect.stringMatching(says) as string,
    remedy: expect.stringMatching(remedy) as string,
  });
});

const LISTS = { serving: 'lists', listsSchedule: 'cron(0 3 ? * MON *)' };

it.each([
  ['recommenders', 'most-viewed,best-sellers', {}, /about \$548 /],
  ['lists, as lists', 'most-viewed,best-sellers', LISTS, /about \$3 /],
  [
    'rates that follow use, at both bounds',
    'most-viewed',
    { requestRate: { min: 1, max: 10 } },
    /^A month costs about \$274 on AWS, and \$2,\d{3} with all rates at the most of requestRate, at unconfirmed prices;/,
  ],
  [
    'guests, without them and with those of a year',
    'most-viewed',
    { guests: { perDay: 1_000, perAddress: 20, days: 90 } },
    /^A month costs about \$274 on AWS, and \$\d{3,4} after a year of 1,000 guests a day/,
  ],
])('a month is priced of %s', async (_, useCases, changes, says) => {
  const priced = {
    ...{ serving: 'live', filters: {}, listsSchedule: 'rate(7 days)', runningHours: null },
    useCases: readSetting('useCases', useCases, NO_CONTEXT),
    ...changes,
  } as unknown as Settings;
  const finding = await PRICE_CHECKS.price({ settings: priced, readFacts: async () => undefined });
  expect(finding!.says).toMatch(says);
});

it('checks the core, and of the add-ons those that the settings ask for', () => {
  const namesFor = (given: object): string[] =>
    Object.keys(
      targetChecks({ ranking: null, segments: null, batches: null, api: null, ...given } as Settings),
    );
  const core = namesFor({});
  expect(core).toEqual([
    ...['credentials', 'region', 'bootstrap', 'permissions', 'concurrency', 'key'],
    ...['stack', 'names', 'quotas'],
  ]);
  for (const given of [{ ranking: {} }, { batches: {} }])
    expect(namesFor(given)).toEqual([...core, 'solutions']);
  expect(namesFor({ api: {} })).toEqual(core);
  expect(namesFor({ api: { concurrency: 1 } })).toEqual([...core, 'api']);
});

const found = (
  ConcurrentExecutions: number,
  UnreservedConcurrentExecutions: number,
  wanted: number,
  ReservedConcurrentExecutions?: number,
  ResourceStatus = 'CREATE_COMPLETE',
) => {
  const api = { LogicalResourceId: 'ApiFunction1', PhysicalResourceId: 'f', ResourceStatus };
  const StackResourceSummaries = [{ ...api, ResourceType: 'AWS::Lambda::Function' }];
  const noStack = Object.assign(new Error('not there'), { name: 'ValidationError' });
  const isThere = ReservedConcurrentExecutions !== undefined;
  const ListStackResources = isThere ? { StackResourceSummaries } : noStack;
  const clients = {
    lambda: fakeClient(LambdaClient, {
      GetFunctionConcurrency: { ReservedConcurrentExecutions },
      GetAccountSettings: { AccountLimit: { ConcurrentExecutions, UnreservedConcurrentExecutions } },
    }),
    cloudFormation: fakeClient(CloudFormationClient, { ListStackResources }),
  };
  const target = { settings: { api: { concurrency: wanted } }, apiFunction: 'ApiFunction' };
  return API.checks.api({ ...target, clients } as unknown as Target);
};

it.each<[string, Parameters<typeof found>, string]>([
  ['as many as the account can spare', [1_000, 1_000, 900], 'ok'],
  ['one more', [1_000, 1_000, 901], 'problem'],
  ['those that the deployed API has already', [1_000, 100, 900, 900], 'ok'],
  ['one more than the deployed API has', [1_000, 100, 901, 900], 'problem'],
  ['what a creation that was rolled back had', [1_000, 1_000, 901, 900, 'DELETE_COMPLETE'], 'problem'],
  ['one of a new account’s ten', [10, 10, 1], 'problem'],
  ['one of a hundred', [100, 100, 1], 'problem'],
])('executions that are reserved for the API may be %s: %j is %s', async (_, asked, status) => {
  const finding = await found(...asked);
  expect(finding).toMatchObject({ status });
  if (asked[0] <= 100) expect(finding!.says).toContain('can reserve none');
});

/** The finding in a region with these solutions and campaigns, and with the stack or not. The stack wants some, too. */
function check(isThere: boolean, solutions: string[], campaigns: string[], given: object = { ranking: {} }) {
  const named = (all: string[]): object[] => all.map((name) => ({ name, solutionArn: name }));
  const target = destination(isThere ? 'UPDATE_COMPLETE' : undefined, {
    ListDatasetGroups: { datasetGroups: isThere ? [{ name: 'Shop-shop', datasetGroupArn: 'group' }] : [] },
    ListSolutions: { solutions: named(solutions) },
    ListCampaigns: ({ solutionArn = solutions[0] }: { solutionArn?: string }) => ({
      campaigns: solutionArn === solutions[0] ? named(campaigns) : [],
    }),
  });
  return SOLUTIONS.checks.solutions({ ...target, settings: given as Settings });
}

it('the solutions fail where something is named like them', async () => {
  expect(await check(false, ['Shop-ranking', 'Shop-other'], ['Shop-ranking-0a1b2c3d'])).toMatchObject(
    failed('already has Shop-ranking, Shop-ranking-0a1b2c3d, whose'),
  );
});

const BESIDE = { segments: { items: ['ITEM_ID'], queries: {} }, batches: {} };
it.each<[string[], number, object | undefined, string]>([
  [names(1), 1, undefined, 'ok'],
  [names(10), 0, undefined, 'warning'],
  [names(2), 5, undefined, 'warning'],
  [['Shop-segments-items', ...names(8)], 5, BESIDE, 'ok'],
  [names(9), 5, BESIDE, 'warning'],
])('beside %j and %i campaigns, for %j, solutions are %s', async (all, campaigns, wanted, status) => {
  const says = holding(`${all.length} of 10 solutions and ${campaigns} of 5 campaigns`);
  expect(await check(true, all, names(campaigns), wanted)).toMatchObject({ status, says });
});
