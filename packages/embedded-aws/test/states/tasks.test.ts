import { Lambda } from '@aws-sdk/client-lambda';
import { S3 } from '@aws-sdk/client-s3';
import { SFN } from '@aws-sdk/client-sfn';
import { SSM } from '@aws-sdk/client-ssm';
import { once } from 'node:events';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { createRole, trustIn } from '../authorization/session-of';
import { deploy } from '../lambda/deployed-function';
import { createAdminRole } from '../admin-role';
import { create, ended, events, failures, outcome, start } from './state-machine';
import { awsForEach } from '../support/test-aws';

const aws = awsForEach({ latency: 'realistic' });
const lambda = aws.client(Lambda);
const client = aws.client(SFN);

beforeEach(() => createAdminRole(aws.endpoint));

const FAILING = `class Bad extends Error { name = 'Bad'; }
  exports.handler = async () => { throw new Bad('no'); };`;

const task = (Resource: string, more: object = {}): object => ({
  Type: 'Task',
  Resource,
  End: true,
  ...more,
});

const call = (resource: string, Parameters: object, more: object = {}): object =>
  task(`arn:aws:states:::${resource}`, { Parameters, ...more });

describe('a task', () => {
  it('gives a function its input and hands the answer on', async () => {
    const Resource = await deploy(lambda, 'exports.handler = async ({ n }) => ({ twice: 2 * n });');
    const data = { InputPath: '$.in', ResultSelector: { 'is.$': '$.twice' }, ResultPath: '$.out' };
    const { output } = await outcome(client, { double: task(Resource, data) }, { in: { n: 3 } });
    expect(output).toEqual({ in: { n: 3 }, out: { is: 6 } });
  });

  it('gives the answer of Invoke through the integration', async () => {
    await deploy(lambda, 'exports.handler = async ({ n }) => 2 * n;');
    const Parameters = { FunctionName: 'example', 'Payload.$': '$' };
    const states = { double: call('lambda:invoke', Parameters) };
    const { output } = await outcome(client, states, { n: 3 });
    expect(output).toEqual({ StatusCode: 200, ExecutedVersion: '$LATEST', Payload: 6 });
  });

  it.each<[string, (executionArn: string) => Promise<unknown>, string]>([
    ['stopped', (executionArn) => client.stopExecution({ executionArn }), 'ABORTED'],
    ['over its time', () => aws.clock.advance(100_000), 'TIMED_OUT'],
  ])('leaves its function at work when its execution is %s', async (_how, stop, status) => {
    const gate = createServer();
    gate.listen(0, '127.0.0.1');
    await once(gate, 'listening');
    const { port } = gate.address() as AddressInfo;
    const Resource = await deploy(
      lambda,
      `exports.handler = async () => {
         await fetch('http://127.0.0.1:${port}/first');
         await fetch('http://127.0.0.1:${port}/afterwards');
       };`,
      { Timeout: 900 },
    );
    const stateMachineArn = await create(client, { work: task(Resource) }, { TimeoutSeconds: 100 });
    const executionArn = await start(client, stateMachineArn);
    const [, first] = (await once(gate, 'request')) as [unknown, ServerResponse];
    await stop(executionArn);
    expect((await ended(client, executionArn)).status).toBe(status);
    first.end();
    const [{ url }, afterwards] = (await once(gate, 'request')) as [IncomingMessage, ServerResponse];
    expect(url).toBe('/afterwards');
    afterwards.end();
    expect(await events(client, executionArn, 'TaskStateExited')).toEqual([]);
    gate.closeAllConnections();
    gate.close();
  });

  it('fails where there is no such function', async () => {
    const Resource = 'arn:aws:lambda:us-east-1:123456789012:function:gone';
    expect(await outcome(client, { bad: task(Resource) })).toMatchObject({
      status: 'FAILED',
      error: 'Lambda.ResourceNotFoundException',
      cause: expect.stringMatching(
        / \(Service: AWSLambda; Status Code: 404; Error Code: ResourceNotFoundException; Request ID: [\w-]+; Proxy: null\)$/,
      ) as string,
    });
  });

  it.each([
    [['Bad'], 'caught'],
    [['Other', 'States.TaskFailed'], 'caught'],
    [['States.ALL'], 'caught'],
    [['States.Timeout'], undefined],
  ])('leads its error to the catcher of %j', async (ErrorEquals, expected) => {
    const Resource = await deploy(lambda, FAILING);
    const states = {
      bad: task(Resource, { Catch: [{ ErrorEquals, Next: 'caught' }] }),
      caught: { Type: 'Pass', Result: 'caught', End: true },
    };
    expect((await outcome(client, states)).output).toBe(expected);
  });

  it('is tried again after growing intervals, as often as it may be, and fails with the error of its function', async () => {
    const Resource = await deploy(lambda, FAILING);
    const Retry = [{ ErrorEquals: ['Bad'], IntervalSeconds: 100, BackoffRate: 3, MaxDelaySeconds: 400 }];
    const machine = await create(client, { bad: task(Resource, { Retry }) });
    const executionArn = await start(client, machine);
    // The last one would be 900 s without MaxDelaySeconds.
    for (const [at, intervalMs] of [100_000, 300_000, 400_000].entries()) {
      await failures(client, executionArn, at + 1);
      await aws.clock.advance(intervalMs - 10_000);
      expect(await events(client, executionArn, 'LambdaFunctionScheduled')).toHaveLength(at + 1);
      await aws.clock.advance(10_000);
    }
    const { status, error, cause } = await ended(client, executionArn);
    expect([status, error]).toEqual(['FAILED', 'Bad']);
    expect(JSON.parse(cause!)).toMatchObject({ errorType: 'Bad', errorMessage: 'no' });
    expect(await events(client, executionArn, 'LambdaFunctionFailed')).toHaveLength(4);
  });

  it('fails when its time is over', async () => {
    const code = 'exports.handler = () => new Promise((done) => setTimeout(done, 60_000));';
    const Resource = await deploy(lambda, code, { Timeout: 900 });
    const machine = await create(client, { long: task(Resource, { TimeoutSeconds: 10 }) });
    const execution = await start(client, machine);
    await aws.clock.advance(10_000);
    expect(await ended(client, execution)).toMatchObject({ status: 'FAILED', error: 'States.Timeout' });
  });
});

describe('an AWS SDK integration', () => {
  it('calls an operation by the names of the SDK (STATES-15)', async () => {
    const put = call('aws-sdk:ssm:putParameter', { Name: '/a', 'Value.$': '$.v', Type: 'String' });
    expect((await outcome(client, { put }, { v: 'x' })).output).toMatchObject({ Version: 1 });
    expect((await aws.client(SSM).getParameter({ Name: '/a' })).Parameter!.Value).toBe('x');
  });

  it('writes the members of every service in upper case, and times as text (STATES-15)', async () => {
    const states = {
      make: call(
        'aws-sdk:personalize:createDatasetGroup',
        { Name: 'shop', Domain: 'ECOMMERCE', Tags: [{ TagKey: 'a', TagValue: 'b' }] },
        { End: undefined, Next: 'look' },
      ),
      look: call('aws-sdk:personalize:describeDatasetGroup', { 'DatasetGroupArn.$': '$.DatasetGroupArn' }),
    };
    const { output } = await outcome(client, states);
    expect(output).toEqual({
      DatasetGroup: expect.objectContaining({
        Name: 'shop',
        Domain: 'ECOMMERCE',
        CreationDateTime: expect.stringMatching(/^\d{4}-\d\d-\d\dT/) as string,
      }) as object,
    });
  });

  it('puts JSON into an object and reads it as text (STATES-15)', async () => {
    const s3 = aws.client(S3);
    await s3.createBucket({ Bucket: 'shop-data' });
    const object = { Bucket: 'shop-data', Key: 'k' };
    const states = {
      put: call('aws-sdk:s3:putObject', { ...object, Body: { a: 1 } }, { End: undefined, Next: 'get' }),
      get: call('aws-sdk:s3:getObject', object, { ResultSelector: { 'Body.$': '$.Body' } }),
    };
    expect((await outcome(client, states)).output).toEqual({ Body: '{"a":1}' });
  });

  it('needs the permissions of the state machine’s role (STATES-15)', async () => {
    const roleArn = await createRole(aws.endpoint, { name: 'poor', trust: trustIn('states.amazonaws.com') });
    const get = call('aws-sdk:ssm:getParameter', { Name: '/a' });
    const machine = await create(client, { get }, { roleArn });
    expect(await ended(client, await start(client, machine))).toMatchObject({
      error: 'Ssm.AccessDeniedException',
    });
  });
});

describe('an optimized integration', () => {
  it('sends events with their detail as JSON, and fails if one is not taken (STATES-16)', async () => {
    const entry = { Source: 'my.shop', DetailType: 'Sale', Detail: { a: 1 } };
    const put = call('events:putEvents', { Entries: [entry] });
    expect((await outcome(client, { put })).output).toMatchObject({ FailedEntryCount: 0 });
    const lost = call('events:putEvents', { Entries: [{ ...entry, EventBusName: 'none' }] });
    const machine = await create(client, { lost }, { name: 'failing' });
    expect(await ended(client, await start(client, machine))).toMatchObject({
      error: 'EventBridge.FailedEntry',
    });
  });

  it('starts an execution, and waits for its output where asked (STATES-16)', async () => {
    const inner = { double: { Type: 'Pass', Result: { b: 2 }, End: true } };
    const StateMachineArn = await create(client, inner, { name: 'inner' });
    const run = (how: string): object =>
      call(`states:startExecution${how}`, { StateMachineArn, Input: { a: 1 } }, { ResultPath: `$.r` });
    const Branches = ['', '.sync', '.sync:2'].map((how) => ({ StartAt: 's', States: { s: run(how) } }));
    const { output } = await outcome(client, { all: { Type: 'Parallel', Branches, End: true } });
    expect(output).toMatchObject([
      { r: { ExecutionArn: expect.stringContaining('execution:inner') as string } },
      { r: { Status: 'SUCCEEDED', Output: '{"b":2}' } },
      { r: { Status: 'SUCCEEDED', Output: { b: 2 }, Input: { a: 1 } } },
    ]);
  });

  it('fails with the task when the awaited execution fails (STATES-16)', async () => {
    const StateMachineArn = await create(client, { no: { Type: 'Fail', Error: 'No' } }, { name: 'inner' });
    const outer = { run: call('states:startExecution.sync:2', { StateMachineArn }) };
    const { error, cause } = await outcome(client, outer);
    expect(error).toBe('States.TaskFailed');
    expect(JSON.parse(cause!)).toMatchObject({ Status: 'FAILED', Error: 'No' });
  });
});
