import { PersonalizeClient } from '@aws-sdk/client-personalize';
import { batchRun } from '../../../lambda/batch/run/batch-run';
import { freshDataRun } from '../../../lambda/fresh-data/run/fresh-data-run';
import type { Lifecycle } from '../../../lambda/shop/resources/lifecycle';
import { serviceError } from '../support/fake-personalize';
import { FakeBucket } from '../support/fake-s3';
import { STACK_ID } from '../support/provider-framework';
import { stackDouble, type StackState } from '../support/stack-double';

let started: { readonly name: string; readonly input: string }[];
let stack: StackState;
beforeEach(() => {
  [started, stack] = [[], {}];
});
const send = async ({ input }: { input: (typeof started)[number] }): Promise<object> => {
  if (started.some(({ name }) => name === input.name)) throw serviceError('ExecutionAlreadyExists', 'there');
  started.push(input);
  return {};
};

const RUNS: Readonly<Record<string, () => Lifecycle<never>>> = {
  'fresh data': () => freshDataRun({ sfn: { send }, stack: stackDouble(stack) }),
  segments: () =>
    batchRun({
      personalize: new PersonalizeClient({ region: 'eu-west-1' }),
      ...{ sfn: { send }, s3: new FakeBucket().client, stack: stackDouble(stack), now: () => 0 },
    }),
};
const StateMachineArn = 'arn:aws:states:eu-west-1:111122223333:stateMachine:Shop';

const asked = (of: string, does: 'ensure' | 'remove', RequestType: 'Create' | 'Update', more = {}) => {
  const ResourceProperties = { StateMachineArn, OnArrival: 'true', Folder: 'segments', ...more } as never;
  return RUNS[of]()[does](
    {
      ...{ RequestType, RequestId: '1', LogicalResourceId: 'Run', ResourceType: 'Custom::Run' },
      ...{ StackId: STACK_ID, ResourceProperties },
    },
    0,
  );
};

// How one of segments is stopped and cleared away is walked by test/storm/batch.long.test.ts.
describe.each([
  ['fresh data', '{"deployed":true}'],
  ['segments', '{"force":true}'],
])('the run of %s that a deployment starts', (of, input) => {
  it.each(['Create', 'Update'] as const)('begins on %s, once, without a wait for its end', async (type) => {
    for (let times = 0; times < 3; times++) expect(await asked(of, 'ensure', type)).toBeUndefined();
    expect(started).toEqual([{ stateMachineArn: StateMachineArn, name: 'deploy-1', input }]);
  });

  it('fails to begin in a stack that no longer wants it', async () => {
    stack.isAbandoned = true;
    await expect(asked(of, 'ensure', 'Create')).rejects.toThrow(`The stack no longer wants ${of}`);
    expect(started).toEqual([]);
  });
});

it('the run of segments does not begin for a stack that goes back', async () => {
  stack.isRollingBack = true;
  expect(await asked('segments', 'ensure', 'Update')).toBeUndefined();
  expect(started).toEqual([]);
});

it('the run of fresh data does not begin with a schedule, and its deletion waits for nothing', async () => {
  expect(await asked('fresh data', 'ensure', 'Create', { OnArrival: 'false' })).toBeUndefined();
  expect(await asked('fresh data', 'remove', 'Create')).toBeUndefined();
  expect(started).toEqual([]);
});
