import { CloudFormationClient } from '@aws-sdk/client-cloudformation';
import { DeploymentLog, followDeployment } from '../../src/page/deployment-log';
import type { DeploymentMessage } from '../../src/page/page-answers';
import { fakeClient } from '../support/fake-client';

const CREATED = { logicalId: 'A', type: 'T', status: 'CREATE_FAILED', begunMs: 1, endedMs: 2, reason: 'no' };
const DELETED = { ...CREATED, status: 'DELETE_COMPLETE' };

/** The messages that a new watcher gets, after that by which it clears what it has. */
function told(log: DeploymentLog): DeploymentMessage[] {
  const messages: DeploymentMessage[] = [];
  log.watch((message) => messages.push(message))();
  expect(messages.shift()).toEqual({ kind: 'clear' });
  return messages;
}

it('the log of a deployment replays the log to late watchers, and streams new events to watchers until they unsubscribe', () => {
  const log = new DeploymentLog(60);
  log.enter('deploying');
  log.add({ ...CREATED, status: 'CREATE_IN_PROGRESS' });
  log.add(CREATED);
  log.enter('failed', 'because');
  expect(told(log)).toEqual([
    { kind: 'stage', stage: 'failed', reason: 'because', speed: 60, revision: 1 },
    { kind: 'resource', ...CREATED },
  ]);
  const messages: DeploymentMessage[] = [];
  const leave = log.watch((message) => messages.push(message));
  messages.length = 0;
  log.add(DELETED);
  leave();
  log.add(CREATED);
  expect(messages).toEqual([{ kind: 'resource', ...DELETED }]);
});

it('the log of a deployment tells who serves while the deployment goes on, and is cleared by the next one, and by the destroy of a ready stack, but not of one that has failed', () => {
  const log = new DeploymentLog();
  const stage = (): unknown => told(log).find(({ kind }) => kind === 'stage');
  log.serve({ 'best-sellers': 1 });
  expect(stage()).toBeUndefined();
  log.enter('deploying');
  log.serve({ 'best-sellers': 1 });
  expect(stage()).toMatchObject({ stage: 'deploying', serving: { 'best-sellers': 1 } });
  log.enter('ready');
  expect(stage()).not.toHaveProperty('serving');
  log.add(CREATED);
  log.enter('destroying');
  expect(told(log)).toHaveLength(1);
  log.add(DELETED);
  log.enter('deploying');
  expect(told(log)).toHaveLength(1);
  log.add(CREATED);
  log.enter('destroying');
  log.add(DELETED);
  const both = [CREATED, DELETED].map((one) => ({ kind: 'resource', ...one }));
  expect(told(log).slice(1)).toEqual(both);
});

async function followed(...events: readonly (readonly [id: string, status: string, reason?: string])[]) {
  const ended = new AbortController();
  ended.abort();
  const StackEvents = events.map(([LogicalResourceId, ResourceStatus, ResourceStatusReason], at) => ({
    ...{ EventId: String(at), StackId: 'arn', ResourceType: 'T', Timestamp: new Date(1000 * at) },
    ...{ LogicalResourceId, ResourceStatus, ResourceStatusReason },
  }));
  const client = fakeClient(CloudFormationClient, {
    DescribeStackEvents: { StackEvents: StackEvents.reverse() },
  });
  const log = new DeploymentLog();
  await followDeployment(log, { client, stackName: 'shop', signal: ended.signal, withPast: true });
  return told(log);
}

it('following a deployment keeps the latest one, with what had happened before', async () => {
  const messages = await followed(
    ['shop', 'CREATE_IN_PROGRESS'],
    ['Old', 'CREATE_IN_PROGRESS'],
    ['Old', 'CREATE_COMPLETE'],
    ['shop', 'CREATE_COMPLETE'],
    ['shop', 'UPDATE_IN_PROGRESS'],
    ['New', 'CREATE_IN_PROGRESS'],
    ['New', 'CREATE_IN_PROGRESS', 'Resource creation Initiated'],
    ['New', 'CREATE_COMPLETE'],
    ['New', 'DELETE_IN_PROGRESS'],
    ['New', 'DELETE_FAILED', 'not empty'],
    ['Newer', 'CREATE_IN_PROGRESS'],
  );
  const resource = { kind: 'resource', logicalId: 'New', type: 'T' };
  expect(messages).toEqual([
    { kind: 'stage', stage: 'deploying', speed: 1, revision: 1 },
    { ...resource, status: 'CREATE_COMPLETE', begunMs: 5000, endedMs: 7000 },
    { ...resource, status: 'DELETE_FAILED', begunMs: 8000, endedMs: 9000, reason: 'not empty' },
    { ...resource, logicalId: 'Newer', status: 'CREATE_IN_PROGRESS', begunMs: 10_000 },
  ]);
});

it('following a deployment says why one has failed, to the end of the rollback', async () => {
  const [stage] = await followed(
    ['shop', 'CREATE_IN_PROGRESS'],
    ['A', 'CREATE_IN_PROGRESS'],
    ['A', 'CREATE_FAILED', 'too few interactions'],
    ['shop', 'ROLLBACK_IN_PROGRESS', 'The following resource(s) failed to create: [A].'],
    ['shop', 'ROLLBACK_COMPLETE'],
  );
  const reason = 'The following resource(s) failed to create: [A].';
  expect(stage).toEqual({ kind: 'stage', stage: 'failed', reason, speed: 1, revision: 2 });
});

it.each([
  ['CREATE_COMPLETE', 'ready'],
  ['UPDATE_COMPLETE_CLEANUP_IN_PROGRESS', 'ready'],
  ['DELETE_IN_PROGRESS', 'destroying'],
  ['DELETE_COMPLETE', 'destroyed'],
  ['DELETE_FAILED', 'failed'],
  ['UPDATE_ROLLBACK_COMPLETE', 'failed'],
])('following a deployment takes %s for %s', async (status, stage) => {
  await expect(followed(['shop', status])).resolves.toMatchObject([{ stage }]);
});

it('following a deployment goes on where AWS did not answer, and says so', async () => {
  const ended = new AbortController();
  let asked = 0;
  const client = fakeClient(CloudFormationClient, {
    DescribeStackEvents: () => {
      if (++asked === 1) throw new Error('ExpiredToken');
      ended.abort();
      return { StackEvents: [] };
    },
  });
  const errors: unknown[] = [];
  const onError = (error: unknown) => errors.push(error);
  const following = { client, stackName: 'shop', signal: ended.signal, pollMs: 0, onError };
  await followDeployment(new DeploymentLog(), following);
  expect(errors).toEqual([new Error('ExpiredToken')]);
});
