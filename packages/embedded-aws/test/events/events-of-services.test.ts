import { EventBridge } from '@aws-sdk/client-eventbridge';
import { SFN } from '@aws-sdk/client-sfn';
import { startLocalAws } from '../../src/local-aws';
import { ADMIN_ROLE, createAdminRole } from '../admin-role';
import { sessionOf } from '../authorization/session-of';
import { testStack } from '../cloudformation/test-stack';
import { create } from '../states/state-machine';
import { refused } from '../support/refused';
import { clientOf, runningFor } from '../support/running';

const aws = runningFor('each test', startLocalAws);

interface StackEvent {
  readonly resources: readonly string[];
  readonly detail: {
    readonly 'stack-id': string;
    readonly 'status-details': { readonly status: string };
    readonly 'client-request-token': string;
  };
}

describe('the default event bus', () => {
  it('gets each status of a stack', async () => {
    await createAdminRole(aws.endpoint);
    const events = clientOf(aws, EventBridge);
    const states = clientOf(aws, SFN);
    const stateMachineArn = await create(states, { only: { Type: 'Pass', End: true } });
    const EventPattern = JSON.stringify({
      source: ['aws.cloudformation'],
      'detail-type': ['CloudFormation Stack Status Change'],
      // Not that of the bootstrap.
      detail: { 'stack-id': [{ wildcard: '*:stack/s/*' }] },
    });
    await events.putRule({ Name: 'r', EventPattern });
    const Targets = [{ Id: 'm', Arn: stateMachineArn, RoleArn: ADMIN_ROLE }];
    await events.putTargets({ Rule: 'r', Targets });
    const stack = testStack(aws);
    await stack.deploy({ P: { Type: 'AWS::SSM::Parameter', Properties: { Type: 'String', Value: 'v' } } });
    await stack.remove();
    const told = async (): Promise<StackEvent[]> => {
      const { executions = [] } = await states.listExecutions({ stateMachineArn });
      const described = executions.map(({ executionArn }) => states.describeExecution({ executionArn }));
      return (await Promise.all(described)).map(({ input }) => JSON.parse(input!) as StackEvent);
    };
    while ((await told()).length < 4) continue;
    const all = await told();
    expect(all.map(({ detail }) => detail['status-details'].status).sort()).toEqual([
      'CREATE_COMPLETE',
      'CREATE_IN_PROGRESS',
      'DELETE_COMPLETE',
      'DELETE_IN_PROGRESS',
    ]);
    for (const { resources, detail } of all) {
      expect(resources).toEqual([detail['stack-id']]);
      expect(detail['client-request-token']).toBe('');
    }
  });

  it('takes entries of the sources and detail types that a policy names, and no others', async () => {
    const Resource = 'arn:aws:events:us-east-1:123456789012:event-bus/default';
    const StringEquals = { 'events:source': 'my.shop', 'events:detail-type': ['Sale', 'Return'] };
    const allowed = { Effect: 'Allow', Action: 'events:PutEvents', Resource, Condition: { StringEquals } };
    const credentials = await sessionOf(aws.endpoint, { name: 'r', allowed });
    const events = clientOf(aws, EventBridge, { credentials });
    const put = (...entries: readonly [source: string, detailType: string][]): Promise<unknown> => {
      const Entries = entries.map(([Source, DetailType]) => ({ Source, DetailType, Detail: '{}' }));
      return events.putEvents({ Entries });
    };
    const [sale, stranger]: [string, string][] = ['my.shop', 'other.shop'].map((source) => [source, 'Sale']);
    await put(sale, ['my.shop', 'Return']);
    await refused(put(['my.shop', 'Gift']), 'AccessDeniedException');
    await refused(put(stranger), 'AccessDeniedException');
    await refused(put(sale, stranger), 'AccessDeniedException');
  });
});
