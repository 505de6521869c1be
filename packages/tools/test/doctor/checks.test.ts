import { CloudFormationClient } from '@aws-sdk/client-cloudformation';
import { PersonalizeClient } from '@aws-sdk/client-personalize';
import { readSetting, type Settings } from '@ecommerce-recommenders/shop-data/contracts/settings/settings';
import { NO_CONTEXT } from '@ecommerce-recommenders/shop-data/contracts/settings/shape';
import { shopFacts } from '../../../shop-data/test/insight/readiness/facts';
import { runChecks } from '../../src/doctor/check';
import { ACCOUNT_CHECKS, type Account } from '../../src/doctor/check-account';
import { MACHINE_CHECKS } from '../../src/doctor/check-machine';
import { SHOP_CHECKS } from '../../src/doctor/check-shop';
import { PERSONALIZE_CHECKS, type Destination } from '../../src/doctor/check-personalize';

const found = (findings: Awaited<ReturnType<typeof runChecks>>, name: string) =>
  findings.find((one) => one.name === name);

describe('this machine', () => {
  it('has a Node.js that is too old', async () => {
    const findings = await runChecks(MACHINE_CHECKS, { nodeVersion: 'v18.20.0', cdkVersion: '2.0.0' });
    expect(found(findings, 'node')).toMatchObject({
      status: 'problem',
      says: expect.stringContaining('>=20') as string,
    });
  });

  it('has no CDK CLI', async () => {
    const findings = await runChecks(MACHINE_CHECKS, { nodeVersion: 'v20.1.0', cdkVersion: undefined });
    expect(found(findings, 'cdk')).toMatchObject({
      status: 'problem',
      remedy: expect.stringContaining('npm ci') as string,
    });
  });
});

/** A region with a stack in a status, and with so many dataset groups. */
function destination(status: string | undefined, groups = 0): Destination {
  const cloudFormation = {
    send: async () => {
      if (status === undefined) throw new Error('Stack with id Shop does not exist');
      return { Stacks: [{ StackStatus: status }] };
    },
  } as unknown as CloudFormationClient;
  const personalize = new PersonalizeClient({ region: 'us-east-1' });
  const names = Array.from({ length: groups }, (_, at) => ({ name: `other-${at}` }));
  personalize.send = (async () => ({ datasetGroups: names, recommenders: [], schemas: [] })) as never;
  return {
    stackName: 'Shop',
    useCases: ['most-viewed'],
    solutions: [],
    clients: { cloudFormation, personalize },
  };
}

/** The same, with a ranking, in a region with these solutions and campaigns. */
function ranking(
  status: string | undefined,
  solutions: string[],
  campaigns: string[],
  wanted = ['ranking'],
): Destination {
  const { clients, ...rest } = destination(status);
  const named = (names: string[]): object[] => names.map((name) => ({ name, solutionArn: name }));
  clients.personalize.send = (async ({ input }: { input: { solutionArn?: string } }) => ({
    datasetGroups: status === undefined ? [] : [{ name: 'Shop-shop', datasetGroupArn: 'group' }],
    recommenders: [],
    schemas: [],
    solutions: named(solutions),
    campaigns: input.solutionArn === undefined || input.solutionArn === solutions[0] ? named(campaigns) : [],
  })) as never;
  return { ...rest, solutions: wanted, clients };
}

describe('the stack', () => {
  it.each([
    ['ROLLBACK_COMPLETE', 'npx cdk destroy'],
    ['UPDATE_ROLLBACK_FAILED', 'npx cdk rollback'],
    ['UPDATE_IN_PROGRESS', 'Wait'],
  ])('cannot be updated in %s', async (status, remedy) => {
    const finding = found(await runChecks(PERSONALIZE_CHECKS, destination(status)), 'stack');
    expect(finding).toMatchObject({ status: 'problem', remedy: expect.stringContaining(remedy) as string });
  });

  it('is updated, whatever it is named', async () => {
    const findings = await runChecks(PERSONALIZE_CHECKS, destination('UPDATE_COMPLETE'));
    expect(findings.map(({ name, status }) => [name, status])).toEqual([
      ['stack', 'ok'],
      ['quotas', 'ok'],
    ]);
  });

  it('finds what is named like its ranking', async () => {
    const taken = ranking(undefined, ['Shop-ranking', 'Shop-other'], ['Shop-ranking-0a1b2c3d']);
    expect(found(await runChecks(PERSONALIZE_CHECKS, taken), 'names')).toMatchObject({
      status: 'problem',
      says: expect.stringContaining('there are Shop-ranking, Shop-ranking-0a1b2c3d, whose') as string,
    });
  });

  it.each([
    [1, 1, 'ok'],
    [10, 0, 'warning'],
    [2, 5, 'warning'],
  ])(
    'has room for a ranking beside %i solutions and %i campaigns: %s',
    async (solutions, campaigns, status) => {
      const names = (count: number): string[] => Array.from({ length: count }, (_, at) => `s${at}`);
      const there = ranking('UPDATE_COMPLETE', names(solutions), names(campaigns));
      expect(found(await runChecks(PERSONALIZE_CHECKS, there), 'solutions')).toMatchObject({
        status,
        says: expect.stringContaining(
          `${solutions} of 10 solutions and ${campaigns} of 5 campaigns`,
        ) as string,
      });
    },
  );

  it.each([
    [['Shop-segments-items', ...Array.from({ length: 8 }, (_, at) => `s${at}`)], 'ok'],
    [Array.from({ length: 9 }, (_, at) => `s${at}`), 'warning'],
  ])('has room for solutions beside %j: %s', async (solutions, status) => {
    const wanted = ['segments-items', 'batches-users'];
    const there = ranking('UPDATE_COMPLETE', solutions, Array.from({ length: 5 }, String), wanted);
    expect(found(await runChecks(PERSONALIZE_CHECKS, there), 'solutions')).toMatchObject({ status });
  });

  it('finds no room for another dataset group', async () => {
    const finding = found(await runChecks(PERSONALIZE_CHECKS, destination(undefined, 5)), 'quotas');
    expect(finding).toMatchObject({
      status: 'warning',
      says: expect.stringContaining('1 more dataset groups') as string,
    });
  });
});

it('the credentials expire within a deployment', async () => {
  const expiresAt = new Date(Date.now() + 60_000);
  const finding = await ACCOUNT_CHECKS.credentials({ expiresAt } as Account);
  expect(finding).toMatchObject({
    status: 'warning',
    remedy: expect.stringContaining('Log in again') as string,
  });
});

it('the account has little concurrency left', async () => {
  const lambda = {
    send: async () => ({ AccountLimit: { ConcurrentExecutions: 10, UnreservedConcurrentExecutions: 4 } }),
  };
  const finding = await ACCOUNT_CHECKS.concurrency({ clients: { lambda } } as unknown as Account);
  expect(finding).toMatchObject({
    status: 'warning',
    says: expect.stringContaining('4 are not reserved') as string,
  });
});

describe('executions that are reserved for the API', () => {
  const found = (limit: number, unreserved: number, apiConcurrency: number, reserved?: number) =>
    ACCOUNT_CHECKS.concurrency({
      apiConcurrency,
      stackName: 'Shop',
      clients: {
        lambda: {
          send: async ({ input }: { input: object }) =>
            'FunctionName' in input
              ? { ReservedConcurrentExecutions: reserved }
              : {
                  AccountLimit: {
                    ConcurrentExecutions: limit,
                    UnreservedConcurrentExecutions: unreserved,
                  },
                },
        },
        cloudFormation: Object.assign(Object.create(CloudFormationClient.prototype) as object, {
          send: async () => {
            if (reserved === undefined)
              throw Object.assign(new Error('not there'), { name: 'ValidationError' });
            return {
              StackResourceSummaries: [
                {
                  ResourceType: 'AWS::Lambda::Function',
                  LogicalResourceId: 'ApiFunction1',
                  PhysicalResourceId: 'f',
                },
              ],
            };
          },
        }),
      },
    } as unknown as Account);

  it.each<[string, Parameters<typeof found>, string]>([
    ['as many as the account can spare', [1_000, 1_000, 900], 'ok'],
    ['one more', [1_000, 1_000, 901], 'problem'],
    ['those that the deployed API has already', [1_000, 100, 900, 900], 'ok'],
    ['one more than the deployed API has', [1_000, 100, 901, 900], 'problem'],
    ['one of a new account’s ten', [10, 10, 1], 'problem'],
    ['one of a hundred', [100, 100, 1], 'problem'],
  ])('may be %s: %j is %s', async (_, asked, status) => {
    const finding = await found(...asked);
    expect(finding).toMatchObject({ status });
    if (asked[0] <= 100) expect(finding!.says).toContain('can reserve none');
  });
});

describe('the bootstrap', () => {
  const bootstrapped = (version: string | undefined): Account =>
    ({
      accountId: '123456789012',
      region: 'eu-west-1',
      qualifier: 'shop',
      clients: {
        ssm: {
          send: async ({ input }: { input: object }) => {
            expect(input).toEqual({ Name: '/cdk-bootstrap/shop/version' });
            if (version !== undefined) return { Parameter: { Value: version } };
            throw Object.assign(new Error('not there'), { name: 'ParameterNotFound' });
          },
        },
      },
    }) as unknown as Account;

  it.each([undefined, '5'])(
    'is a problem in version %s, and the remedy names account and region',
    async (version) => {
      expect(await ACCOUNT_CHECKS.bootstrap(bootstrapped(version))).toMatchObject({
        status: 'problem',
        remedy: 'Run "npx cdk bootstrap aws://123456789012/eu-west-1".',
      });
    },
  );

  it('is well in a version that the CDK takes', async () => {
    expect(await ACCOUNT_CHECKS.bootstrap(bootstrapped('21'))).toMatchObject({ status: 'ok' });
  });
});

it('a month of lists is priced as lists', async () => {
  const useCases = readSetting('useCases', 'most-viewed,best-sellers', NO_CONTEXT);
  const settings = { useCases, filters: {}, listsSchedule: 'cron(0 3 ? * MON *)', runningHours: null };
  const survey = async () => undefined;
  const says = async (serving: Settings['serving']): Promise<string> =>
    (await SHOP_CHECKS.price({ settings: { ...settings, serving } as Settings, survey }))!.says;
  expect(await says('live')).toContain('about $548 ');
  expect(await says('lists')).toContain('about $3 ');
});

it('a month of rates that follow use is priced at both bounds', async () => {
  const useCases = readSetting('useCases', 'most-viewed', NO_CONTEXT);
  const requestRate = { min: 1, max: 10 };
  const settings = {
    useCases,
    serving: 'live',
    filters: {},
    listsSchedule: 'rate(7 days)',
    runningHours: null,
  };
  const price = await SHOP_CHECKS.price({
    settings: { ...settings, requestRate } as unknown as Settings,
    survey: async () => undefined,
  });
  expect(price!.says).toMatch(
    /^A month costs about \$274 on AWS, and \$2,\d{3} with all rates at the most of requestRate, at unconfirmed prices;/,
  );
});

it('a month is priced without guests and with those of a year', async () => {
  const useCases = readSetting('useCases', 'most-viewed', NO_CONTEXT);
  const settings = {
    useCases,
    serving: 'live',
    filters: {},
    listsSchedule: 'rate(7 days)',
    runningHours: null,
  };
  const guests = { perDay: 1_000, perAddress: 20, days: 90 };
  const price = await SHOP_CHECKS.price({
    settings: { ...settings, guests } as unknown as Settings,
    survey: async () => undefined,
  });
  expect(price!.says).toMatch(
    /^A month costs about \$274 on AWS, and \$\d{3,4} after a year of 1,000 guests a day/,
  );
});

it.each([
  ['enough', shopFacts({ withoutUser: 25, keptRows: 75 }), 'ok'],
  ['not enough', shopFacts({ withoutUser: 25, keptRows: 75, events: {} }), 'problem'],
])('the share of events that name no user is told, where the data is %s', async (_, facts, status) => {
  const useCases = readSetting('useCases', 'most-viewed', NO_CONTEXT);
  const examine = async (of: typeof facts) =>
    SHOP_CHECKS.data({ settings: { useCases } as Settings, survey: async () => ({ facts: of }) });
  const finding = await examine(facts);
  expect(finding!.status).toBe(status);
  expect(finding!.says).toContain('25 of 100 interactions (25 %) name no user, and teach nothing.');
  expect((await examine({ ...facts, withoutUser: undefined }))!.says).not.toContain('name no user');
});
