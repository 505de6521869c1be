import type { CloudFormationClient, StackEvent } from '@aws-sdk/client-cloudformation';
import { DeploymentLog } from '../../../cli/page/deployment-log';
import { followDeployment } from '../../../cli/page/follow-deployment';
import type { DeploymentMessage } from '../../../domain/page-api';

/** Follows a stack that has had these events, until there are no more. */
async function followed(...events: readonly (readonly [id: string, status: string, reason?: string])[]) {
  const ended = new AbortController();
  ended.abort();
  const StackEvents = events.map(
    ([LogicalResourceId, ResourceStatus, ResourceStatusReason], at): Partial<StackEvent> => ({
      EventId: String(at),
      StackId: 'arn',
      LogicalResourceId,
      ResourceType: 'T',
      ResourceStatus: ResourceStatus as StackEvent['ResourceStatus'],
      ResourceStatusReason,
      Timestamp: new Date(1000 * at),
    }),
  );
  const client = {
    send: async () => ({ StackEvents: [...StackEvents].reverse() }),
  } as unknown as CloudFormationClient;
  const log = new DeploymentLog();
  await followDeployment(log, { client, stackName: 'shop', signal: ended.signal });
  const messages: DeploymentMessage[] = [];
  log.watch((message) => messages.push(message))();
  return messages.slice(1);
}

describe('following a deployment', () => {
  it('keeps the latest one, with what had happened before', async () => {
    const messages = await followed(
      ['shop', 'CREATE_IN_PROGRESS'],
      ['Old', 'CREATE_IN_PROGRESS'],
      ['Old', 'CREATE_COMPLETE'],
      ['shop', 'CREATE_COMPLETE'],
      ['shop', 'UPDATE_IN_PROGRESS'],
      ['New', 'CREATE_IN_PROGRESS'],
    );
    expect(messages).toEqual([
      { kind: 'stage', stage: 'deploying', speed: 1 },
      { kind: 'resource', logicalId: 'New', type: 'T', status: 'CREATE_IN_PROGRESS', begunMs: 5000 },
    ]);
  });

  it('says why one has failed, to the end of the rollback', async () => {
    const [stage] = await followed(
      ['shop', 'CREATE_IN_PROGRESS'],
      ['A', 'CREATE_IN_PROGRESS'],
      ['A', 'CREATE_FAILED', 'too few interactions'],
      ['shop', 'ROLLBACK_IN_PROGRESS', 'The following resource(s) failed to create: [A].'],
      ['shop', 'ROLLBACK_COMPLETE'],
    );
    const reason = 'The following resource(s) failed to create: [A].';
    expect(stage).toEqual({ kind: 'stage', stage: 'failed', reason, speed: 1 });
  });

  it.each([
    ['CREATE_COMPLETE', 'ready'],
    ['UPDATE_COMPLETE_CLEANUP_IN_PROGRESS', 'ready'],
    ['DELETE_IN_PROGRESS', 'destroying'],
    ['DELETE_COMPLETE', 'destroyed'],
    ['DELETE_FAILED', 'failed'],
    ['UPDATE_ROLLBACK_COMPLETE', 'failed'],
  ])('takes %s for %s', async (status, stage) => {
    await expect(followed(['shop', status])).resolves.toMatchObject([{ stage }]);
  });
});
