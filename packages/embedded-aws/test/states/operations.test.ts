import { SFN } from '@aws-sdk/client-sfn';
import { ADMIN_ROLE, createAdminRole } from '../admin-role';
import { createRole, trustIn } from '../authorization/session-of';
import { create, ended, start } from './state-machine';
import { refused } from '../support/refused';
import { awsForEach } from '../support/test-aws';

const aws = awsForEach({ latency: 'realistic' });
const client = aws.client(SFN);

beforeEach(async () => {
  await createAdminRole(aws.endpoint);
});

const DONE = { done: { Type: 'Succeed' } };
const LONG = { long: { Type: 'Wait', Seconds: 3_600, Next: 'next' }, next: { Type: 'Succeed' } };
const Retry = [{ ErrorEquals: ['States.ALL'], IntervalSeconds: 3_600, MaxAttempts: 9 }];
const Resource = 'arn:aws:lambda:us-east-1:123456789012:function:none';
const TRIED = { tried: { Type: 'Task', Resource, Retry, End: true } };
const text = (states: object): string => JSON.stringify({ StartAt: Object.keys(states)[0], States: states });
const inventory = async (): Promise<unknown> =>
  (await aws.inventory()).filter(({ type }) => type !== 'AWS::IAM::Role');

describe('a state machine', () => {
  it('is described as it was created, listed, and may be created again as it is', async () => {
    const stateMachineArn = await create(client, DONE);
    expect(stateMachineArn).toBe('arn:aws:states:us-east-1:123456789012:stateMachine:example');
    expect(await client.describeStateMachine({ stateMachineArn })).toMatchObject({
      name: 'example',
      status: 'ACTIVE',
      type: 'STANDARD',
      definition: text(DONE),
      roleArn: ADMIN_ROLE,
      creationDate: expect.any(Date) as Date,
    });
    const { stateMachines } = await client.listStateMachines({});
    expect(stateMachines).toMatchObject([{ name: 'example', stateMachineArn }]);
    expect(await inventory()).toEqual([{ type: 'AWS::StepFunctions::StateMachine', id: stateMachineArn }]);
    expect(await create(client, DONE)).toBe(stateMachineArn);
  });

  it('takes a role that trusts Step Functions by its regional name', async () => {
    const trust = trustIn('states.us-east-1.amazonaws.com');
    const roleArn = await createRole(aws.endpoint, { name: 'regional', trust });
    expect(await create(client, DONE, { roleArn })).toContain(':stateMachine:');
  });

  it.each([
    ['a bad name', { name: 'a b' }, 'InvalidName'],
    ['the express type', { type: 'EXPRESS' as const }, 'ValidationException'],
  ])('fails to be created for %s (STATES-3)', async (_what, wrong, name) => {
    const input = { name: 'example', definition: text(DONE), roleArn: ADMIN_ROLE, ...wrong };
    await refused(client.createStateMachine(input), name);
  });

  it('is updated for later executions alone', async () => {
    const stateMachineArn = await create(client, LONG);
    const executionArn = await start(client, stateMachineArn);
    await client.updateStateMachine({ stateMachineArn, definition: text(DONE) });
    const { definition } = await client.describeStateMachine({ stateMachineArn });
    expect(definition).toBe(text(DONE));
    expect((await client.describeExecution({ executionArn })).status).toBe('RUNNING');
    expect(await ended(client, await start(client, stateMachineArn))).toMatchObject({ status: 'SUCCEEDED' });
  });

  it('is gone at once when it is deleted while nothing runs, and may be deleted twice', async () => {
    const stateMachineArn = await create(client, DONE);
    await ended(client, await start(client, stateMachineArn));
    const remove = () => client.deleteStateMachine({ stateMachineArn });
    await remove();
    await remove();
    await refused(start(client, stateMachineArn), 'StateMachineDoesNotExist');
    expect(await inventory()).toEqual([]);
  });

  it.each([
    ['state', LONG],
    ['attempt', TRIED],
  ])('is being deleted until what runs comes to its next %s', async (_what, states) => {
    const stateMachineArn = await create(client, states);
    const executionArn = await start(client, stateMachineArn);
    const waits = async (): Promise<boolean> =>
      (await client.getExecutionHistory({ executionArn })).events!.some(({ type }) =>
        /^(WaitStateEntered|LambdaFunction(Schedule)?Failed)$/.test(type!),
      );
    while (!(await waits()));
    const remove = () => client.deleteStateMachine({ stateMachineArn });
    await remove();
    await remove();
    const update = () => client.updateStateMachine({ stateMachineArn, definition: text(DONE) });
    for (const attempt of [() => start(client, stateMachineArn), () => create(client, DONE), update])
      await refused(attempt(), 'StateMachineDeleting');
    await aws.clock.advance(3_599_000);
    const describe = () => client.describeStateMachine({ stateMachineArn });
    expect((await describe()).status).toBe('DELETING');
    expect(await inventory()).toHaveLength(1);
    await aws.clock.advance(1_000);
    expect(await ended(client, executionArn)).toMatchObject({
      status: 'FAILED',
      error: 'States.Runtime',
      cause: 'State machine example has been deleted.',
    });
    await refused(describe(), 'StateMachineDoesNotExist');
    expect(await inventory()).toEqual([]);
  });

  it('is tagged', async () => {
    const resourceArn = await create(client, DONE);
    const [a, b] = ['a', 'b'].map((key) => ({ key, value: '1' }));
    await client.tagResource({ resourceArn, tags: [a, b] });
    await client.untagResource({ resourceArn, tagKeys: ['a'] });
    expect((await client.listTagsForResource({ resourceArn })).tags).toEqual([b]);
  });
});

describe('an execution', () => {
  it('waits on the clock and is described when it has ended', async () => {
    const stateMachineArn = await create(client, LONG);
    const executionArn = await start(client, stateMachineArn, { a: 1 });
    const running = await client.describeExecution({ executionArn });
    expect(running).toMatchObject({ status: 'RUNNING', input: '{"a":1}', stateMachineArn });
    await aws.clock.advance(3_600_000);
    const { status, output, startDate, stopDate } = await ended(client, executionArn);
    expect({ status, output }).toEqual({ status: 'SUCCEEDED', output: '{"a":1}' });
    expect(stopDate!.getTime() - startDate!.getTime()).toBeGreaterThanOrEqual(3_600_000);
  });

  it.each([{ SecondsPath: '$.seconds' }, { TimestampPath: '$.at' }])('waits as %j says', async (fields) => {
    const machine = await create(client, { wait: { Type: 'Wait', End: true, ...fields } });
    const at = new Date(aws.clock.now() + 60_000).toISOString();
    const executionArn = await start(client, machine, { seconds: 60, at });
    await aws.clock.advance(50_000);
    expect((await client.describeExecution({ executionArn })).status).toBe('RUNNING');
    await aws.clock.advance(10_000);
    expect(await ended(client, executionArn)).toMatchObject({ status: 'SUCCEEDED' });
  });

  it('is started once for a name and an input while it runs', async () => {
    const stateMachineArn = await create(client, LONG);
    const startWith = (input: string): Promise<{ executionArn?: string }> =>
      client.startExecution({ stateMachineArn, name: 'one', input });
    const { executionArn } = await startWith('{}');
    expect((await startWith('{}')).executionArn).toBe(executionArn);
    await client.stopExecution({ executionArn });
    await refused(startWith('{}'), 'ExecutionAlreadyExists');
  });

  it('is stopped with an error and a cause, once', async () => {
    const executionArn = await start(client, await create(client, LONG));
    const why = { error: 'Enough', cause: 'too long' };
    const { stopDate } = await client.stopExecution({ executionArn, ...why });
    const again = await client.stopExecution({ executionArn, error: 'Other' });
    expect(again.stopDate).toEqual(stopDate);
    expect(await ended(client, executionArn)).toMatchObject({ status: 'ABORTED', ...why });
  });

  it('has a history, whose pages and order may be chosen', async () => {
    const executionArn = await start(client, await create(client, DONE));
    await ended(client, executionArn);
    const { events, nextToken } = await client.getExecutionHistory({ executionArn, maxResults: 3 });
    const rest = await client.getExecutionHistory({ executionArn, nextToken });
    expect(
      [...events!, ...rest.events!].map(({ id, previousEventId, type }) => [id, previousEventId, type]),
    ).toEqual([
      [1, 0, 'ExecutionStarted'],
      [2, 0, 'SucceedStateEntered'],
      [3, 2, 'SucceedStateExited'],
      [4, 3, 'ExecutionSucceeded'],
    ]);
    const reverse = await client.getExecutionHistory({ executionArn, reverseOrder: true });
    expect(reverse.events!.map(({ id }) => id)).toEqual([4, 3, 2, 1]);
    expect(reverse.events![0].executionSucceededEventDetails).toEqual({ output: '{}' });
  });

  it('is listed with the others of its state machine, the latest first, by status', async () => {
    const stateMachineArn = await create(client, LONG);
    const first = await start(client, stateMachineArn);
    const second = await start(client, stateMachineArn);
    const arns = async (input: object): Promise<unknown> => {
      const answer = await client.listExecutions({ stateMachineArn, ...input });
      return answer.executions!.map(({ executionArn }) => executionArn);
    };
    await client.stopExecution({ executionArn: first });
    expect(await arns({})).toEqual([second, first]);
    expect(await arns({ maxResults: 1 })).toEqual([second]);
    expect(await arns({ statusFilter: 'ABORTED' })).toEqual([first]);
  });
});
