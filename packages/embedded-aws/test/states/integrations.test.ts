import { S3 } from '@aws-sdk/client-s3';
import { SFN } from '@aws-sdk/client-sfn';
import { SSM } from '@aws-sdk/client-ssm';
import { startLocalAws } from '../../src/local-aws';
import { createRole, trustIn } from '../authorization/session-of';
import { createAdminRole } from '../admin-role';
import { create, ended, outcome, start } from './state-machine';
import { clientOf, runningFor } from '../support/running';

const aws = runningFor('each test', startLocalAws);
const client = clientOf(aws, SFN);
beforeEach(() => createAdminRole(aws.endpoint));

const call = (resource: string, Parameters: object, more: object = {}): object => ({
  Type: 'Task',
  Resource: `arn:aws:states:::${resource}`,
  Parameters,
  End: true,
  ...more,
});

describe('an AWS SDK integration', () => {
  it('calls an operation by the names of the SDK (STATES-15)', async () => {
    const put = call('aws-sdk:ssm:putParameter', { Name: '/a', 'Value.$': '$.v', Type: 'String' });
    expect((await outcome(client, { put }, { v: 'x' })).output).toMatchObject({ Version: 1 });
    const ssm = new SSM({ endpoint: aws.endpoint });
    expect((await ssm.getParameter({ Name: '/a' })).Parameter!.Value).toBe('x');
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
    const s3 = new S3({ endpoint: aws.endpoint });
    await s3.createBucket({ Bucket: 'shop-data' });
    const object = { Bucket: 'shop-data', Key: 'k' };
    const states = {
      put: call('aws-sdk:s3:putObject', { ...object, Body: { a: 1 } }, { End: undefined, Next: 'get' }),
      get: call('aws-sdk:s3:getObject', object, { ResultSelector: { 'Body.$': '$.Body' } }),
    };
    expect((await outcome(client, states)).output).toEqual({ Body: '{"a":1}' });
  });

  it('fails with the service, the error and Exception, which a catcher takes (STATES-15)', async () => {
    const Catch = [{ ErrorEquals: ['S3.NoSuchBucketException'], Next: 'caught' }];
    const states = {
      get: call('aws-sdk:s3:getObject', { Bucket: 'missing-bucket', Key: 'k' }, { Catch }),
      caught: { Type: 'Pass', End: true },
    };
    expect((await outcome(client, states)).output).toMatchObject({
      Error: 'S3.NoSuchBucketException',
      Cause: expect.stringMatching(
        /^The specified bucket does not exist \(Service: S3, Status Code: 404, Request ID: [\w-]+, Extended Request ID: [\w-]+\)/,
      ) as string,
    });
  });

  it('needs the permissions of the state machine’s role (STATES-15)', async () => {
    const trust = trustIn('states.amazonaws.com');
    const roleArn = await createRole(aws.endpoint, { name: 'poor', trust });
    const get = call('aws-sdk:ssm:getParameter', { Name: '/a' });
    const machine = await create(client, { get }, { roleArn });
    expect(await ended(client, await start(client, machine))).toMatchObject({
      error: 'Ssm.AccessDeniedException',
    });
  });

  it('fails for a service that is not here (STATES-2)', async () => {
    const states = { put: call('aws-sdk:dynamodb:putItem', {}) };
    await expect(create(client, states)).rejects.toThrow(/aws-sdk:dynamodb:putItem.*personalize, /);
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
