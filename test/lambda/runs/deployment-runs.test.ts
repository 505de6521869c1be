import { PersonalizeClient } from '@aws-sdk/client-personalize';
import type { SFNClient } from '@aws-sdk/client-sfn';
import { LISTS_TAG, OWNER_TAG } from '@ecommerce-recommenders/shop-data/contracts/functions/tags';
import { batchRun } from '../../../lambda/batch/run/batch-run';
import { freshDataRun } from '../../../lambda/fresh-data/run/fresh-data-run';
import { listsRun } from '../../../lambda/lists/run/lists-run';
import type { Lifecycle } from '../../../lambda/shop/resources/lifecycle';
import { recommenderArn, STACK_ID } from '../lists/steps/world';
import { FakePersonalize, serviceError } from '../support/fake-personalize';
import { FakeBucket } from '../support/fake-s3';
import { stackDouble, type StackState } from '../support/stack-double';

const STATES = 'arn:aws:states:eu-west-1:111122223333';
const StateMachineArn = `${STATES}:stateMachine:Shop`;
const ExecutionArn = `${STATES}:execution:Shop:deploy-1`;

const clock = { minutes: 100 };
const now = (): number => clock.minutes * 60_000;
let personalize: FakePersonalize;
let bucket: FakeBucket;
/** By ARN, newest first. */
let executions: Map<string, { status: string; cause?: string; stopDate?: Date }>;
let inputs: string[];
let stack: StackState;
let isMachineGone: boolean;
beforeEach(() => {
  clock.minutes = 100;
  personalize = new FakePersonalize(clock);
  Object.assign(personalize.behaviour, { createMinutes: 30, deleteMinutes: 17 });
  bucket = new FakeBucket(now);
  executions = new Map();
  [inputs, stack, isMachineGone] = [[], {}, false];
});
const answers: Record<string, (input: Readonly<Record<string, string>>) => unknown> = {
  StartExecution: ({ stateMachineArn, name, input }) => {
    const arn = `${stateMachineArn.replace(':stateMachine:', ':execution:')}:${name}`;
    if (executions.has(arn)) throw serviceError('ExecutionAlreadyExists', 'there');
    executions.set(arn, { status: 'RUNNING' });
    inputs.push(input);
    return {};
  },
  DescribeExecution: ({ executionArn }) => executions.get(executionArn),
  ListExecutions: () => {
    if (isMachineGone) throw serviceError('StateMachineDoesNotExist', 'gone');
    return { executions: [...executions].map(([executionArn, one]) => ({ executionArn, ...one })) };
  },
  StopExecution: ({ executionArn }) => {
    executions.set(executionArn, { status: 'ABORTED', stopDate: new Date(now()) });
    return {};
  },
};
const sfn = {
  send: async ({ constructor, input }: { constructor: { name: string }; input: never }) =>
    answers[constructor.name.replace('Command', '')](input),
} as unknown as SFNClient;

const RUNS: Readonly<Record<string, () => Lifecycle<never>>> = {
  'fresh data': () => freshDataRun({ sfn, stack: stackDouble(stack) }),
  segments: () =>
    batchRun({
      personalize: new PersonalizeClient({ region: 'eu-west-1' }),
      ...{ sfn, s3: bucket.client, stack: stackDouble(stack), now },
    }),
  lists: () =>
    listsRun({
      ...{ personalize: personalize.client, sfn, now },
      ...{ s3: bucket.client, stack: stackDouble(stack) },
    }),
};
const eventOf = (RequestType: 'Create' | 'Update' | 'Delete', more = {}) => ({
  ...{ RequestType, RequestId: '1', LogicalResourceId: 'Run', ResourceType: 'Custom::Run' },
  StackId: STACK_ID,
  ResourceProperties: {
    ...{ StateMachineArn, OnArrival: 'true', Folder: 'segments', DataBucket: 'data' },
    ...{ RecommenderArns: [recommenderArn('best-sellers')], MadeOf: { Data: ['1'] } },
    ...more,
  } as never,
});
type Asked = Parameters<typeof eventOf>;
const ensured = (of: string, minutes: number, ...event: Asked): Promise<string | undefined> =>
  RUNS[of]().ensure(eventOf(...event), minutes);
const removed = (of: string, minutes = 0, more = {}): Promise<string | undefined> =>
  RUNS[of]().remove(eventOf('Delete', more), minutes);

// How one of segments is stopped and cleared away is walked by test/storm/batch.long.test.ts.
describe.each([
  ['fresh data', '{"deployed":true}'],
  ['segments', '{"force":true}'],
  ['lists', '{"force":true}'],
])('the run of %s that a deployment starts', (of, input) => {
  it.each(['Create', 'Update'] as const)('begins on %s, once, without a wait for its end', async (type) => {
    for (let times = 0; times < 3; times++) expect(await ensured(of, 0, type)).toBeUndefined();
    expect([[...executions.keys()], inputs]).toEqual([[ExecutionArn], [input]]);
  });

  it('fails to begin in a stack that no longer wants it', async () => {
    stack.isAbandoned = true;
    await expect(ensured(of, 0, 'Create')).rejects.toThrow(`The stack no longer wants ${of}`);
    expect(inputs).toEqual([]);
  });
});

it('the run of segments does not begin for a stack that goes back', async () => {
  stack.isRollingBack = true;
  expect(await ensured('segments', 0, 'Update')).toBeUndefined();
  expect(inputs).toEqual([]);
});

it('the run of fresh data does not begin with a schedule, and its deletion waits for nothing', async () => {
  expect(await ensured('fresh data', 0, 'Create', { OnArrival: 'false' })).toBeUndefined();
  expect(await removed('fresh data')).toBeUndefined();
  expect(inputs).toEqual([]);
});

describe('the run of lists of a deployment', () => {
  const waiting = (Last: string) => ({ Wait: { ExecutionArn, Last, TimeoutHours: '4' } });
  const waited = (status: string, minutes = 0, last = 'true') => {
    executions.set(ExecutionArn, { status, cause: status === 'FAILED' ? 'No new lists: why.' : undefined });
    return ensured('lists', minutes, stack.isRollingBack ? 'Update' : 'Create', waiting(last));
  };

  it('is waited for by one resource after another, of which the last gives up', async () => {
    expect(await RUNS.lists().attributes!(eventOf('Create'))).toEqual({ ExecutionArn });
    expect(await waited('RUNNING', 50, 'false')).toBeUndefined();
    await expect(waited('RUNNING', 50)).rejects.toThrow('not made within 4 hours');
  });

  it('fails a deployment with its reason, but not an update that goes back', async () => {
    await expect(waited('FAILED')).rejects.toThrow('No new lists: why.');
    await expect(waited('ABORTED')).rejects.toThrow('was ended from outside (ABORTED)');
    stack.isRollingBack = true;
    expect([await waited('RUNNING'), await waited('FAILED')]).toEqual([undefined, undefined]);
  });

  describe('is cleared away', () => {
    beforeEach(() => {
      const tags = Object.entries({ [OWNER_TAG]: STACK_ID, [LISTS_TAG]: 'run' });
      personalize.add('recommender', 'Shop-best-sellers', {
        tags: tags.map(([tagKey, tagValue]) => ({ tagKey, tagValue })),
      });
      for (const key of ['lists/manifest.json', 'lists/run/a/0.json', 'claims/lists.json', 'dataset/a.csv'])
        bucket.put(key, '{}');
      executions.set(ExecutionArn, { status: 'RUNNING' });
    });

    it('once what was in flight is over and its recommenders can be deleted', async () => {
      expect(await removed('lists')).toBe(`${ExecutionArn} to end`);
      expect(executions.get(ExecutionArn)?.status).toBe('ABORTED');
      // A step that is under way has no claim any more.
      expect(bucket.keys('claims/')).toEqual([]);
      expect(await removed('lists')).toBe(`${ExecutionArn} to end`);
      clock.minutes += 2;
      expect(await removed('lists')).toContain('(CREATE IN_PROGRESS), to delete it');
      expect(bucket.keys()).toContain('lists/manifest.json');
      clock.minutes += 30;
      expect(await removed('lists')).toBeUndefined();
      expect(personalize.statusOf(recommenderArn('best-sellers'))).toBe('DELETE IN_PROGRESS');
      expect(bucket.keys()).toEqual(['dataset/a.csv']);
      isMachineGone = true;
      expect(await removed('lists')).toBeUndefined();
    });

    it('by a waiting resource only if the whole stack goes, and for less than an hour', async () => {
      expect(await removed('lists', 0, waiting('true'))).toBeUndefined();
      expect(executions.get(ExecutionArn)?.status).toBe('RUNNING');
      stack.isGoing = true;
      expect(await removed('lists', 0, waiting('true'))).toBe(`${ExecutionArn} to end`);
      expect(await removed('lists', 50, waiting('true'))).toBeUndefined();
      expect(bucket.keys()).toContain('lists/manifest.json');
    });
  });
});
