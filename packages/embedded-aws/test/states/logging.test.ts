import { CloudWatchLogs } from '@aws-sdk/client-cloudwatch-logs';
import { SFN, type LoggingConfiguration } from '@aws-sdk/client-sfn';
import { startLocalAws } from '../../src/local-aws';
import { ADMIN_ROLE, createAdminRole } from '../admin-role';
import { createRole, trustIn } from '../authorization/session-of';
import { testStack } from '../cloudformation/test-stack';
import { ended, start } from './state-machine';
import { refused } from '../support/refused';
import { clientOf, runningFor } from '../support/running';

const aws = runningFor('each test', startLocalAws);
const sfn = clientOf(aws, SFN);
const logs = clientOf(aws, CloudWatchLogs);
beforeEach(async () => {
  await createAdminRole(aws.endpoint);
  await logs.createLogGroup({ logGroupName: 'g' });
});

const logGroupArn = 'arn:aws:logs:us-east-1:123456789012:log-group:g:*';
const destinations = [{ cloudWatchLogsLogGroup: { logGroupArn } }];
const FAILING = JSON.stringify({
  StartAt: 'pass',
  States: {
    pass: { Type: 'Pass', Next: 'fail' },
    fail: { Type: 'Fail', Error: 'Sold out', Cause: 'none left' },
  },
});

async function create(loggingConfiguration: LoggingConfiguration, roleArn = ADMIN_ROLE): Promise<string> {
  const input = { name: 'm', definition: FAILING, roleArn, loggingConfiguration };
  return (await sfn.createStateMachine(input)).stateMachineArn!;
}

interface Line {
  readonly type: string;
  readonly details: object;
}

/** What an execution logged, up to its failure. */
async function logged(machine: string): Promise<Line[]> {
  const executionArn = await start(sfn, machine, { a: 1 });
  await ended(sfn, executionArn);
  for (;;) {
    const { events } = await logs.filterLogEvents({ logGroupName: 'g' });
    const lines = events!.map(({ message }) => JSON.parse(message!) as Line & { execution_arn: string });
    const own = lines.filter(({ execution_arn }) => execution_arn === executionArn);
    if (own.at(-1)?.type === 'ExecutionFailed') return own;
  }
}

describe('a state machine with logging', () => {
  it('logs the events of its level', async () => {
    const machine = await create({ level: 'ALL', destinations });
    const typesAt = async (level: 'ALL' | 'ERROR' | 'FATAL'): Promise<string[]> => {
      const loggingConfiguration = { level, destinations };
      await sfn.updateStateMachine({ stateMachineArn: machine, loggingConfiguration });
      return (await logged(machine)).map(({ type }) => type);
    };
    expect(await typesAt('ALL')).toEqual([
      'ExecutionStarted',
      'PassStateEntered',
      'PassStateExited',
      'FailStateEntered',
      'ExecutionFailed',
    ]);
    expect(await typesAt('ERROR')).toEqual(['FailStateEntered', 'ExecutionFailed']);
    expect(await typesAt('FATAL')).toEqual(['ExecutionFailed']);
    const { logStreams } = await logs.describeLogStreams({ logGroupName: 'g' });
    expect(logStreams![0].logStreamName).toMatch(/^states\/m\/\d{4}-\d\d-\d\d-\d\d-\d\d\/\w{8}$/);
  });

  it('fails to be created with a role that may not deliver logs', async () => {
    const trust = trustIn('states.amazonaws.com');
    const roleArn = await createRole(aws.endpoint, { name: 'poor', trust });
    await refused(
      create({ level: 'ALL', destinations }, roleArn),
      'AccessDeniedException',
      'logs:CreateLogDelivery',
    );
  });

  it('is what a stack says, and is off again when the stack says so no more', async () => {
    const stack = testStack(aws);
    const machine = (more: object): object => {
      const Properties = { StateMachineName: 'm', DefinitionString: FAILING, RoleArn: ADMIN_ROLE, ...more };
      return { M: { Type: 'AWS::StepFunctions::StateMachine', Properties } };
    };
    const described = async (): Promise<object> => {
      const stateMachineArn = 'arn:aws:states:us-east-1:123456789012:stateMachine:m';
      const answer = await sfn.describeStateMachine({ stateMachineArn });
      return [answer.loggingConfiguration, answer.tracingConfiguration];
    };
    const Destinations = [{ CloudWatchLogsLogGroup: { LogGroupArn: logGroupArn } }];
    const LoggingConfiguration = { Level: 'ERROR', IncludeExecutionData: true, Destinations };
    await stack.deploy(machine({ LoggingConfiguration, TracingConfiguration: { Enabled: true } }));
    expect(await described()).toEqual([
      { level: 'ERROR', includeExecutionData: true, destinations },
      { enabled: true },
    ]);
    await stack.deploy(machine({}));
    expect(await described()).toEqual([{ level: 'OFF', includeExecutionData: false }, { enabled: false }]);
    await stack.remove();
  });
});
