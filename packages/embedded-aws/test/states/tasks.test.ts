import { Lambda } from '@aws-sdk/client-lambda';
import { SFN } from '@aws-sdk/client-sfn';
import { once } from 'node:events';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { startLocalAws } from '../../src/local-aws';
import { deploy } from '../lambda/deployed-function';
import { createAdminRole } from '../admin-role';
import { create, ended, events, failures, outcome, start } from './state-machine';
import { clientOf, runningFor } from '../support/running';

const aws = runningFor('each test', () => startLocalAws({ latency: 'realistic' }));
const lambda = clientOf(aws, Lambda);
const client = clientOf(aws, SFN);

beforeEach(() => createAdminRole(aws.endpoint));

const FAILING = `class Bad extends Error { name = 'Bad'; }
  exports.handler = async () => { throw new Bad('no'); };`;

const task = (Resource: string, more: object = {}): object => ({
  Type: 'Task',
  Resource,
  End: true,
  ...more,
});

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
    const states = { double: task('arn:aws:states:::lambda:invoke', { Parameters }) };
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

  it('fails with the error of its function', async () => {
    const Resource = await deploy(lambda, FAILING);
    const { cause, ...result } = await outcome(client, { bad: task(Resource) });
    expect(result).toMatchObject({ status: 'FAILED', error: 'Bad' });
    expect(JSON.parse(cause!)).toMatchObject({ errorType: 'Bad', errorMessage: 'no' });
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

  it('is tried again after growing intervals, as often as it may be', async () => {
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
    expect(await ended(client, executionArn)).toMatchObject({ status: 'FAILED', error: 'Bad' });
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
