import type { SFNClient } from '@aws-sdk/client-sfn';
import type { ListsRunProperties } from '@ecommerce-recommenders/shop-data/contracts/functions/lists-run';
import { LISTS_TAG, OWNER_TAG } from '@ecommerce-recommenders/shop-data/contracts/functions/tags';
import type { CustomResourceEvent } from '../../../../lambda/shop/resources/lifecycle';
import { listsRun } from '../../../../lambda/lists/run/lists-run';
import { FakeBucket } from '../../support/fake-s3';
import { recommenderArn, STACK_ID } from '../steps/world';
import { FakePersonalize, serviceError } from '../../support/fake-personalize';
import { stackDouble, type StackState } from '../../support/stack-double';

type Event = CustomResourceEvent<ListsRunProperties>;

const STATES = 'arn:aws:states:eu-west-1:111122223333';
const properties: ListsRunProperties = {
  StateMachineArn: `${STATES}:stateMachine:Shop-lists`,
  DataBucket: 'data',
  RecommenderArns: [recommenderArn('best-sellers')],
  MadeOf: { Data: ['1'] },
};
const ExecutionArn = `${STATES}:execution:Shop-lists:deploy-1`;
const waiting = (Last: 'true' | 'false'): ListsRunProperties => ({
  ...properties,
  Wait: { ExecutionArn, Last, TimeoutHours: '4' },
});
const event = (RequestType: Event['RequestType'], ResourceProperties = properties): Event => ({
  ...{ RequestType, RequestId: '1', LogicalResourceId: 'Run', ResourceType: 'Custom::ListsRun' },
  ...{ StackId: STACK_ID, ResourceProperties },
});

describe('the run of a deployment', () => {
  const clock = { minutes: 100 };
  let personalize: FakePersonalize;
  let bucket: FakeBucket;
  /** By ARN, newest first. */
  let executions: Map<string, { status: string; cause?: string; stopDate?: Date }>;
  let inputs: string[];
  let stack: StackState;
  let isMachineGone: boolean;
  const now = (): number => clock.minutes * 60_000;
  beforeEach(() => {
    clock.minutes = 100;
    personalize = new FakePersonalize(clock);
    Object.assign(personalize.behaviour, { createMinutes: 30, deleteMinutes: 17 });
    bucket = new FakeBucket(now);
    executions = new Map();
    inputs = [];
    stack = {};
    isMachineGone = false;
  });
  const answers: Record<string, (input: { executionArn: string; name: string; input: string }) => unknown> = {
    StartExecution: ({ name, input }) => {
      const arn = `${STATES}:execution:Shop-lists:${name}`;
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
  const lifecycle = (): ReturnType<typeof listsRun> =>
    listsRun({
      ...{ personalize: personalize.client, sfn, now },
      ...{ s3: bucket.client, stack: stackDouble(stack) },
    });

  it('starts once, however often the request is repeated, is told to take what it makes, and not for a stack that goes back', async () => {
    expect(await lifecycle().ensure(event('Create'), 0)).toBeUndefined();
    expect(await lifecycle().ensure(event('Create'), 0)).toBeUndefined();
    expect(inputs).toEqual(['{"force":true}']);
    expect(await lifecycle().attributes!(event('Create'))).toEqual({ ExecutionArn });
    stack.isAbandoned = true;
    await expect(lifecycle().ensure(event('Create'), 0)).rejects.toThrow('no longer wants lists');
    expect(inputs).toHaveLength(1);
  });

  describe('is waited for', () => {
    const waited = (status: string, minutes = 0, last: 'true' | 'false' = 'true') => {
      executions.set(ExecutionArn, { status, cause: status === 'FAILED' ? 'No new lists: why.' : undefined });
      const type = stack.isRollingBack ? 'Update' : 'Create';
      return lifecycle().ensure(event(type, waiting(last)), minutes);
    };

    it('by one resource after another, of which the last gives up', async () => {
      expect(await waited('RUNNING', 50, 'false')).toBeUndefined();
      await expect(waited('RUNNING', 50)).rejects.toThrow('not made within 4 hours');
    });

    it('and fails with its reason', async () => {
      await expect(waited('FAILED')).rejects.toThrow('No new lists: why.');
      await expect(waited('ABORTED')).rejects.toThrow('was ended from outside (ABORTED)');
    });

    it('but not by an update that goes back', async () => {
      stack.isRollingBack = true;
      expect([await waited('RUNNING'), await waited('FAILED')]).toEqual([undefined, undefined]);
    });
  });

  describe('is cleared away', () => {
    const removed = (of = properties, minutes = 0): Promise<string | undefined> =>
      lifecycle().remove(event('Delete', of), minutes);
    beforeEach(() => {
      const [ours, ofRun] = [
        { tagKey: OWNER_TAG, tagValue: STACK_ID },
        { tagKey: LISTS_TAG, tagValue: 'run' },
      ];
      personalize.add('recommender', 'Shop-best-sellers', { tags: [ours, ofRun] });
      for (const key of ['lists/manifest.json', 'lists/run/a/0.json', 'claims/lists.json', 'dataset/a.csv'])
        bucket.put(key, '{}');
      executions.set(ExecutionArn, { status: 'RUNNING' });
    });

    it('once what was in flight is over and its recommenders can be deleted', async () => {
      expect(await removed()).toBe(`${ExecutionArn} to end`);
      expect(executions.get(ExecutionArn)?.status).toBe('ABORTED');
      // A step that is under way has no claim any more.
      expect(bucket.keys('claims/')).toEqual([]);
      expect(await removed()).toBe(`${ExecutionArn} to end`);
      clock.minutes += 2;
      expect(await removed()).toContain('(CREATE IN_PROGRESS), to delete it');
      expect(bucket.keys()).toContain('lists/manifest.json');
      clock.minutes += 30;
      expect(await removed()).toBeUndefined();
      expect(personalize.statusOf(recommenderArn('best-sellers'))).toBe('DELETE IN_PROGRESS');
      expect(bucket.keys()).toEqual(['dataset/a.csv']);
    });

    it('also where the state machine is gone', async () => {
      clock.minutes += 60;
      isMachineGone = true;
      expect(await removed()).toBeUndefined();
    });

    it('by a waiting resource only if the whole stack goes, and for less than an hour', async () => {
      expect(await removed(waiting('true'))).toBeUndefined();
      expect(executions.get(ExecutionArn)?.status).toBe('RUNNING');
      stack.isGoing = true;
      expect(await removed(waiting('true'))).toBe(`${ExecutionArn} to end`);
      expect(await removed(waiting('true'), 50)).toBeUndefined();
      expect(bucket.keys()).toContain('lists/manifest.json');
    });
  });
});
