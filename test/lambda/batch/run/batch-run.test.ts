import { PersonalizeClient } from '@aws-sdk/client-personalize';
import type { SFNClient } from '@aws-sdk/client-sfn';
import type { BatchRunProperties } from '@ecommerce-recommenders/shop-data/contracts/functions/batch-run';
import { batchRun } from '../../../../lambda/batch/run/batch-run';
import type { CustomResourceEvent } from '../../../../lambda/shop/resources/lifecycle';
import { FakeBucket } from '../../support/fake-s3';
import { solutionArn, START_MS } from '../steps/world';
import { serviceError } from '../../support/fake-personalize';
import { stackDouble, type StackState } from '../../support/stack-double';

type Event = CustomResourceEvent<BatchRunProperties>;

const SOLUTION = solutionArn('segments-items');
const event = (RequestType: Event['RequestType'], Folder: 'segments' | 'batches' = 'segments'): Event => ({
  ...{ RequestType, RequestId: '1', LogicalResourceId: 'Run', ResourceType: 'Custom::BatchRun' },
  StackId: 'arn:aws:cloudformation:eu-west-1:111122223333:stack/Shop/1',
  ResourceProperties: {
    StateMachineArn: `arn:aws:states:eu-west-1:111122223333:stateMachine:Shop-${Folder}`,
    ...{ DataBucket: 'data', Folder, SolutionArns: [SOLUTION], MadeOf: {} },
  },
});

describe('the run of a deployment', () => {
  let nowMs: number;
  let executions: Map<string, { status: string; stopDate?: Date }>;
  let inputs: string[];
  let jobs: { solutionVersionArn: string; status: string }[];
  let stack: StackState;
  let bucket: FakeBucket;
  beforeEach(() => {
    nowMs = START_MS;
    executions = new Map();
    [inputs, jobs, stack] = [[], [], {}];
    bucket = new FakeBucket(() => nowMs);
  });
  const named = () => jobs.map((job) => ({ ...job, batchSegmentJobArn: 'job', batchInferenceJobArn: 'job' }));
  const answers: Record<string, (input: { executionArn: string; name: string; input: string }) => unknown> = {
    StartExecution: ({ name, input }) => {
      if (executions.has(name)) throw serviceError('ExecutionAlreadyExists', 'there');
      executions.set(name, { status: 'RUNNING' });
      inputs.push(input);
      return {};
    },
    ListExecutions: () => ({
      executions: [...executions].map(([executionArn, one]) => ({ executionArn, ...one })),
    }),
    StopExecution: ({ executionArn }) => {
      executions.set(executionArn, { status: 'ABORTED', stopDate: new Date(nowMs) });
      return {};
    },
    ListBatchSegmentJobs: () => ({ batchSegmentJobs: named() }),
    ListBatchInferenceJobs: () => ({ batchInferenceJobs: named() }),
  };
  const send = async ({ constructor, input }: { constructor: { name: string }; input: never }) =>
    answers[constructor.name.replace('Command', '')](input);
  const lifecycle = (): ReturnType<typeof batchRun> =>
    batchRun({
      // The SDK paginates for its own clients alone.
      personalize: Object.assign(new PersonalizeClient({ region: 'eu-west-1' }), { send }),
      sfn: { send } as unknown as SFNClient,
      ...{ s3: bucket.client, stack: stackDouble(stack), now: () => nowMs },
    });

  it('starts once, and nothing waits for its end', async () => {
    expect(await lifecycle().ensure(event('Create'), 0)).toBeUndefined();
    expect(await lifecycle().ensure(event('Create'), 0)).toBeUndefined();
    expect(inputs).toEqual(['{"force":true}']);
  });

  it('starts for a stack that has changed, and for none that goes back', async () => {
    stack.isRollingBack = true;
    expect(await lifecycle().ensure(event('Update'), 0)).toBeUndefined();
    expect(inputs).toEqual([]);
    stack.isRollingBack = false;
    await lifecycle().ensure(event('Update'), 0);
    expect(inputs).toHaveLength(1);
  });

  it('fails for a stack that no longer wants it', async () => {
    stack.isAbandoned = true;
    const ensured = lifecycle().ensure(event('Create'), 0);
    await expect(ensured).rejects.toThrow('The stack no longer wants segments');
    expect(inputs).toEqual([]);
  });

  it.each(['segments', 'batches'] as const)(
    'is stopped with all %s, and their files are deleted once no step and no job can write',
    async (folder) => {
      const remove = (): Promise<string | undefined> => lifecycle().remove(event('Delete', folder), 0);
      executions.set('one', { status: 'RUNNING' });
      bucket.put(`${folder}/run/items/0.csv`, 'rows');
      bucket.put(`claims/${folder}.json`, 'one');
      bucket.put('dataset/training_user.csv', 'USER_ID\nu1\n');
      jobs = [`${SOLUTION}-of-another/1`, `${SOLUTION}/1`].map((solutionVersionArn) => ({
        ...{ solutionVersionArn, status: 'IN PROGRESS' },
      }));
      expect(await remove()).toBe('one to end');
      expect(executions.get('one')?.status).toBe('ABORTED');
      // A step that is under way has no claim any more.
      expect(bucket.keys('claims/')).toEqual([]);
      expect(await remove()).toBe('one to end');
      // One that was under way took it again.
      bucket.put(`claims/${folder}.json`, 'one');
      nowMs += 61_000;
      expect(await remove()).toBe('job (IN PROGRESS)');
      expect(bucket.keys(folder)).toHaveLength(1);
      jobs[1].status = 'ACTIVE';
      expect(await remove()).toBeUndefined();
      expect(bucket.keys()).toEqual(['dataset/training_user.csv']);
    },
  );
});
