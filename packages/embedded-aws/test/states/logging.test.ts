import { CloudWatchLogs } from '@aws-sdk/client-cloudwatch-logs';
import { SFN, type LoggingConfiguration } from '@aws-sdk/client-sfn';
import { ADMIN_ROLE, createAdminRole } from '../admin-role';
import { createRole, trustIn } from '../authorization/session-of';
import { testStack } from '../cloudformation/test-stack';
import { start } from './state-machine';
import { refused } from '../support/refused';
import { awsForEach } from '../support/test-aws';

const aws = awsForEach();
const sfn = aws.client(SFN);
const logs = aws.client(CloudWatchLogs);
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

/** Types of the events that an execution logged, up to its failure. */
async function logged(machine: string): Promise<string[]> {
  await start(sfn, machine);
  for (;;) {
    const { events } = await logs.filterLogEvents({ logGroupName: 'g' });
    const types = events!.map(({ message }) => (JSON.parse(message!) as { type: string }).type);
    if (types.at(-1) === 'ExecutionFailed') return types;
  }
}

describe('a state machine with logging', () => {
  it('logs the events of the level that it was given last, in a stream of its name', async () => {
    const stateMachineArn = await create({ level: 'ALL', destinations });
    const loggingConfiguration = { level: 'ERROR' as const, destinations };
    await sfn.updateStateMachine({ stateMachineArn, loggingConfiguration });
    expect(await logged(stateMachineArn)).toEqual(['FailStateEntered', 'ExecutionFailed']);
    const { logStreams } = await logs.describeLogStreams({ logGroupName: 'g' });
    expect(logStreams![0].logStreamName).toMatch(/^states\/m\/\d{4}-\d\d-\d\d-\d\d-\d\d\/\w{8}$/);
  });

  it('fails to be created with a role that may not deliver logs', async () => {
    const roleArn = await createRole(aws.endpoint, { name: 'poor', trust: trustIn('states.amazonaws.com') });
    const creation = create({ level: 'ALL', destinations }, roleArn);
    await refused(creation, 'AccessDeniedException', 'logs:CreateLogDelivery');
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
