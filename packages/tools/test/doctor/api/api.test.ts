import { CloudFormationClient } from '@aws-sdk/client-cloudformation';
import { LambdaClient } from '@aws-sdk/client-lambda';
import { API } from '../../../src/doctor/api/api';
import type { Target } from '../../../src/doctor/target';
import { fakeClient } from '../../support/fake-client';

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
