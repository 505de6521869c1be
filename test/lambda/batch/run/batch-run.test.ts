import { PersonalizeClient } from '@aws-sdk/client-personalize';
import type { BatchRunProperties } from '@ecommerce-recommenders/shop-data/contracts/functions/batch-run';
import { batchRun } from '../../../../lambda/batch/run/batch-run';
import type { CustomResourceEvent } from '../../../../lambda/shop/resources/lifecycle';
import { FakeBucket } from '../../support/fake-s3';
import { solutionArn, START_MS } from '../steps/world';
import { serviceError } from '../../support/fake-personalize';
import { stackDouble, type StackState } from '../../support/stack-double';

type Event = CustomResourceEvent<BatchRunProperties>;

const event = (RequestType: Event['RequestType']): Event => ({
  ...{ RequestType, RequestId: '1', LogicalResourceId: 'Run', ResourceType: 'Custom::BatchRun' },
  StackId: 'arn:aws:cloudformation:eu-west-1:111122223333:stack/Shop/1',
  ResourceProperties: {
    StateMachineArn: 'arn:aws:states:eu-west-1:111122223333:stateMachine:Shop-segments',
    ...{ DataBucket: 'data', Folder: 'segments', SolutionArns: [solutionArn('segments-items')], MadeOf: {} },
  },
});

// How it is stopped and cleared away is walked by test/storm/batch.long.test.ts.
describe('the run of a deployment', () => {
  let started: { readonly name: string; readonly input: string }[];
  let stack: StackState;
  beforeEach(() => {
    [started, stack] = [[], {}];
  });
  const send = async ({ input }: { input: (typeof started)[number] }): Promise<object> => {
    if (started.some(({ name }) => name === input.name))
      throw serviceError('ExecutionAlreadyExists', 'there');
    started.push(input);
    return {};
  };
  const ensured = (type: Event['RequestType']): Promise<string | undefined> =>
    batchRun({
      personalize: new PersonalizeClient({ region: 'eu-west-1' }),
      sfn: { send },
      ...{ s3: new FakeBucket().client, stack: stackDouble(stack), now: () => START_MS },
    }).ensure(event(type), 0);

  it('starts once, and nothing waits for its end', async () => {
    expect([await ensured('Create'), await ensured('Create')]).toEqual([undefined, undefined]);
    expect(started.map(({ input }) => input)).toEqual(['{"force":true}']);
  });

  it('starts for a stack that has changed, and for none that goes back', async () => {
    stack.isRollingBack = true;
    expect(await ensured('Update')).toBeUndefined();
    expect(started).toEqual([]);
    stack.isRollingBack = false;
    await ensured('Update');
    expect(started).toHaveLength(1);
  });

  it('fails for a stack that no longer wants it', async () => {
    stack.isAbandoned = true;
    await expect(ensured('Create')).rejects.toThrow('The stack no longer wants segments');
    expect(started).toEqual([]);
  });
});
