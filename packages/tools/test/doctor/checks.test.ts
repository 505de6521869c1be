import { CloudFormationClient } from '@aws-sdk/client-cloudformation';
import { LambdaClient } from '@aws-sdk/client-lambda';
import type { Settings } from '@ecommerce-recommenders/shop-data/contracts/settings/settings';
import { API } from '../../src/doctor/api/api';
import { targetChecks } from '../../src/doctor/checks';
import { SOLUTIONS } from '../../src/doctor/solutions/solutions';
import type { Target } from '../../src/doctor/target';
import { fakeClient } from '../support/fake-client';
import { destination } from './destination';

it('checks the core, and of the add-ons those that the settings ask for', () => {
  const namesFor = (settings: object): string[] =>
    Object.keys(
      targetChecks({ ranking: null, segments: null, batches: null, api: null, ...settings } as Settings),
    );
  const core = namesFor({});
  expect(core).toEqual([
    ...['credentials', 'region', 'bootstrap', 'permissions', 'concurrency', 'key'],
    ...['stack', 'names', 'quotas'],
  ]);
  for (const settings of [{ ranking: {} }, { batches: {} }])
    expect(namesFor(settings)).toEqual([...core, 'solutions']);
  expect(namesFor({ api: {} })).toEqual(core);
  expect(namesFor({ api: { concurrency: 1 } })).toEqual([...core, 'api']);
});

const found = (
  ConcurrentExecutions: number,
  UnreservedConcurrentExecutions: number,
  concurrency: number,
  reserved?: number,
  ResourceStatus = 'CREATE_COMPLETE',
) => {
  const ids = { LogicalResourceId: 'ApiFunction1', PhysicalResourceId: 'f' };
  const summary = { ...ids, ResourceType: 'AWS::Lambda::Function', ResourceStatus };
  const clients = {
    lambda: fakeClient(LambdaClient, {
      GetFunctionConcurrency: { ReservedConcurrentExecutions: reserved },
      GetAccountSettings: { AccountLimit: { ConcurrentExecutions, UnreservedConcurrentExecutions } },
    }),
    cloudFormation: fakeClient(CloudFormationClient, {
      ListStackResources:
        reserved === undefined
          ? Object.assign(new Error('not there'), { name: 'ValidationError' })
          : { StackResourceSummaries: [summary] },
    }),
  };
  const settings = { api: { concurrency } };
  return API.checks.api({
    ...{ settings, stackName: 'Shop', apiFunction: 'ApiFunction', clients },
  } as unknown as Target);
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
function check(
  isThere: boolean,
  solutions: string[],
  campaigns: string[],
  settings: object = { ranking: {} },
) {
  const named = (names: string[]): object[] => names.map((name) => ({ name, solutionArn: name }));
  const target = destination(isThere ? 'UPDATE_COMPLETE' : undefined, {
    ListDatasetGroups: { datasetGroups: isThere ? [{ name: 'Shop-shop', datasetGroupArn: 'group' }] : [] },
    ListSolutions: { solutions: named(solutions) },
    ListCampaigns: ({ solutionArn = solutions[0] }: { solutionArn?: string }) => ({
      campaigns: solutionArn === solutions[0] ? named(campaigns) : [],
    }),
  });
  return SOLUTIONS.checks.solutions({ ...target, settings: settings as Settings });
}
const names = (count: number): string[] => Array.from({ length: count }, (_, at) => `s${at}`);

describe('the solutions', () => {
  it('fail where something is named like them', async () => {
    expect(await check(false, ['Shop-ranking', 'Shop-other'], ['Shop-ranking-0a1b2c3d'])).toMatchObject({
      status: 'problem',
      says: expect.stringContaining('already has Shop-ranking, Shop-ranking-0a1b2c3d, whose') as string,
    });
  });

  it.each([
    [1, 1, 'ok'],
    [10, 0, 'warning'],
    [2, 5, 'warning'],
  ])('have room beside %i solutions and %i campaigns: %s', async (solutions, campaigns, status) => {
    const says = `${solutions} of 10 solutions and ${campaigns} of 5 campaigns`;
    expect(await check(true, names(solutions), names(campaigns))).toMatchObject({
      status,
      says: expect.stringContaining(says) as string,
    });
  });

  it.each([
    [['Shop-segments-items', ...names(8)], 'ok'],
    [names(9), 'warning'],
  ])('have room beside %j: %s', async (solutions, status) => {
    const wanted = { segments: { items: ['ITEM_ID'], queries: {} }, batches: {} };
    expect(await check(true, solutions, names(5), wanted)).toMatchObject({ status });
  });
});
