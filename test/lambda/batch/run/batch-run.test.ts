import { PersonalizeClient } from '@aws-sdk/client-personalize';
import type { SFNClient } from '@aws-sdk/client-sfn';
import type { BatchRunProperties } from '@ecommerce-recommenders/shop-data/contracts/functions/batch-run';
import { batchRun } from '../../../../lambda/batch/run/batch-run';
import type { CustomResourceEvent } from '../../../../lambda/shop/resources/lifecycle';
import { bucketWorld, solutionArn, START_MS } from '../steps/world';
import { serviceError } from '../../support/fake-personalize';
import { stackDouble } from '../../support/stack-double';

type Event = CustomResourceEvent<BatchRunProperties>;

const STATES = 'arn:aws:states:eu-west-1:111122223333';
const event = (
  RequestType: Event['RequestType'],
  Folder: BatchRunProperties['Folder'] = 'segments',
): Event => ({
  RequestType,
  RequestId: '1',
  StackId: 'arn:aws:cloudformation:eu-west-1:111122223333:stack/Shop/1',
  LogicalResourceId: 'Run',
  ResourceType: 'Custom::BatchRun',
  ResourceProperties: {
    StateMachineArn: `${STATES}:stateMachine:Shop-${Folder}`,
    DataBucket: 'data',
    Folder,
    SolutionArns: [solutionArn('segments-items')],
    MadeOf: {},
  },
});

describe('the run of a deployment', () => {
  let nowMs: number;
  let executions: Map<string, { status: string; stopDate?: Date }>;
  let inputs: string[];
  let jobs: {
    solutionVersionArn: string;
    status: string;
    batchSegmentJobArn: string;
    batchInferenceJobArn: string;
  }[];
  let isAbandoned: boolean;
  let isRollingBack: boolean;
  let world: ReturnType<typeof bucketWorld>;
  beforeEach(() => {
    nowMs = START_MS;
    executions = new Map();
    inputs = [];
    jobs = [];
    isAbandoned = false;
    isRollingBack = false;
    world = bucketWorld(() => nowMs);
  });
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
    ListBatchSegmentJobs: () => ({ batchSegmentJobs: jobs }),
    ListBatchInferenceJobs: () => ({ batchInferenceJobs: jobs }),
  };
  const send = async ({
    constructor,
    input,
  }: {
    constructor: { name: string };
    input: never;
  }): Promise<unknown> => answers[constructor.name.replace('Command', '')](input);
  const lifecycle = (): ReturnType<typeof batchRun> =>
    batchRun({
      // The SDK paginates for its own clients alone.
      personalize: Object.assign(new PersonalizeClient({ region: 'eu-west-1' }), { send }),
      sfn: { send } as unknown as SFNClient,
      s3: world.s3,
      stack: {
        ...stackDouble(),
        isAbandoned: async () => isAbandoned,
        isRollingBack: async () => isRollingBack,
      },
      now: () => nowMs,
    });

  it('starts once, and nothing waits for its end', async () => {
    expect(await lifecycle().ensure(event('Create'), 0)).toBeUndefined();
    expect(await lifecycle().ensure(event('Create'), 0)).toBeUndefined();
    expect(inputs).toEqual(['{"force":true}']);
  });

  it('starts for a stack that has changed, and for none that goes back', async () => {
    isRollingBack = true;
    expect(await lifecycle().ensure(event('Update'), 0)).toBeUndefined();
    expect(inputs).toEqual([]);
    isRollingBack = false;
    await lifecycle().ensure(event('Update'), 0);
    expect(inputs).toHaveLength(1);
  });

  it('fails for a stack that no longer wants it', async () => {
    isAbandoned = true;
    await expect(lifecycle().ensure(event('Create'), 0)).rejects.toThrow(
      'The stack no longer wants segments',
    );
    expect(inputs).toEqual([]);
  });

  it.each(['segments', 'batches'] as const)(
    'is stopped with all %s, and their files are deleted once no step and no job can write',
    async (folder) => {
      const remove = (): Promise<string | undefined> => lifecycle().remove(event('Delete', folder), 0);
      executions.set('one', { status: 'RUNNING' });
      world.bucket.put(`${folder}/run/items/0.csv`, 'rows');
      world.bucket.put(`claims/${folder}.json`, 'one');
      world.bucket.put('dataset/training_user.csv', 'USER_ID\nu1\n');
      const job = { batchSegmentJobArn: 'job', batchInferenceJobArn: 'job', status: 'IN PROGRESS' };
      jobs = [
        { ...job, solutionVersionArn: `${solutionArn('segments-items')}-of-another/1` },
        { ...job, solutionVersionArn: `${solutionArn('segments-items')}/1` },
      ];
      expect(await remove()).toBe('one to end');
      expect(executions.get('one')?.status).toBe('ABORTED');
      // A step that is under way has no claim any more.
      expect(world.bucket.keys('claims/')).toEqual([]);
      expect(await remove()).toBe('one to end');
      // One that was under way took it again.
      world.bucket.put(`claims/${folder}.json`, 'one');
      nowMs += 61_000;
      expect(await remove()).toBe('job (IN PROGRESS)');
      expect(world.bucket.keys(folder)).toHaveLength(1);
      jobs[1].status = 'ACTIVE';
      expect(await remove()).toBeUndefined();
      expect(world.bucket.keys()).toEqual(['dataset/training_user.csv']);
    },
  );
});
