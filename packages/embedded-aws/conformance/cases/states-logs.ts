import { CloudWatchLogs } from '@aws-sdk/client-cloudwatch-logs';
import { IAM } from '@aws-sdk/client-iam';
import { SFN, type LoggingConfiguration } from '@aws-sdk/client-sfn';
import { refusal, type Account } from '../account';
import type { ConformanceCase } from '../conformance-case';
import { snapshot } from '../sources';
import { machineRole } from './states';

const LOG_GROUP = { logGroupArn: 'arn:aws:logs:us-east-1:123456789012:log-group:executions:*' };
const destinations = [{ cloudWatchLogsLogGroup: LOG_GROUP }];

const PASS = {
  StartAt: 'State_1',
  States: { State_1: { Type: 'Pass', Result: { Arg1: 'argument1' }, End: true } },
};
const FAIL = {
  StartAt: 'FailState',
  States: {
    FailState: {
      Type: 'Fail',
      Error: 'SomeFailure',
      Cause: "This state machines raises a 'SomeFailure' failure.",
    },
  },
};

/** A state machine with a log group and a role that may deliver logs to it. */
async function create(
  account: Account,
  definition: object,
  loggingConfiguration: LoggingConfiguration,
): Promise<string> {
  const roleArn = await machineRole(account);
  const Statement = { Effect: 'Allow', Action: 'logs:*', Resource: '*' };
  await account.client(IAM).putRolePolicy({
    RoleName: 'machine',
    PolicyName: 'logs',
    PolicyDocument: JSON.stringify({ Version: '2012-10-17', Statement }),
  });
  await account.client(CloudWatchLogs).createLogGroup({ logGroupName: 'executions' });
  const { stateMachineArn } = await account.client(SFN).createStateMachine({
    name: 'machine',
    roleArn,
    definition: JSON.stringify(definition),
    loggingConfiguration,
  });
  return stateMachineArn!;
}

/** What one execution logs. */
async function logged(
  account: Account,
  definition: object,
  logging: LoggingConfiguration,
): Promise<unknown[]> {
  const stateMachineArn = await create(account, definition, { ...logging, destinations });
  await account.client(SFN).startExecution({ stateMachineArn, input: '{}' });
  for (;;) {
    const { events = [] } = await account
      .client(CloudWatchLogs)
      .filterLogEvents({ logGroupName: 'executions' });
    const lines = events.map(({ message }) => JSON.parse(message!) as { type: string });
    if (/^Execution(Succeeded|Failed)$/.test(lines.at(-1)?.type ?? '')) return lines;
  }
}

/** An event as logged. */
const line = (id: string, previous: string, type: string, details: object): object => ({
  id,
  type,
  details,
  previous_event_id: previous,
  event_timestamp: /^\d{13}$/,
  execution_arn: /:execution:machine:/,
  redrive_count: '0',
});

const whole = { truncated: false };
const FAILED = {
  cause: "This state machines raises a 'SomeFailure' failure.",
  error: 'SomeFailure',
};

/** Definition and logging of a state machine, and what AWS logs. */
const LOGS: readonly (readonly [
  test: string,
  definition: object,
  logging: LoggingConfiguration,
  lines: unknown[],
])[] = [
  [
    'TestLogs::test_base[pass_result.json5_ALL_True]',
    PASS,
    { level: 'ALL', includeExecutionData: true },
    [
      line('1', '0', 'ExecutionStarted', { input: '{}', inputDetails: whole, roleArn: /role\/machine$/ }),
      line('2', '0', 'PassStateEntered', { input: '{}', inputDetails: whole, name: 'State_1' }),
      line('3', '2', 'PassStateExited', {
        name: 'State_1',
        output: '{"Arg1":"argument1"}',
        outputDetails: whole,
      }),
      line('4', '3', 'ExecutionSucceeded', { output: '{"Arg1":"argument1"}', outputDetails: whole }),
    ],
  ],
  [
    'TestLogs::test_base[pass_result.json5_ALL_False]',
    PASS,
    { level: 'ALL', includeExecutionData: false },
    [
      line('1', '0', 'ExecutionStarted', { roleArn: /role\/machine$/, input: undefined }),
      line('2', '0', 'PassStateEntered', { name: 'State_1', input: undefined }),
      line('3', '2', 'PassStateExited', { name: 'State_1', output: undefined }),
      line('4', '3', 'ExecutionSucceeded', { output: undefined }),
    ],
  ],
  [
    'TestLogs::test_partial_log_levels[raise_failure.json5_ERROR_True]',
    FAIL,
    { level: 'ERROR', includeExecutionData: true },
    [
      line('2', '0', 'FailStateEntered', { input: '{}', inputDetails: whole, name: 'FailState' }),
      line('3', '2', 'ExecutionFailed', FAILED),
    ],
  ],
  [
    'TestLogs::test_partial_log_levels[raise_failure.json5_FATAL_True]',
    FAIL,
    { level: 'FATAL', includeExecutionData: true },
    [line('3', '2', 'ExecutionFailed', FAILED)],
  ],
];

const NO_DESTINATION = 'Invalid Logging Configuration: Must specify exactly one Log Destination.';
const GONE = { ...LOG_GROUP, logGroupArn: LOG_GROUP.logGroupArn.replace('executions', 'gone') };

/** Logging configurations that AWS refuses. */
const REFUSED: readonly (readonly [test: string, logging: LoggingConfiguration, message: string])[] = [
  ['test_invalid_logging_configuration[logging_configuration0]', { level: 'ALL' }, NO_DESTINATION],
  [
    'test_multiple_destinations',
    { level: 'ALL', destinations: [...destinations, ...destinations] },
    NO_DESTINATION,
  ],
  [
    'test_deleted_log_group',
    { level: 'ALL', destinations: [{ cloudWatchLogsLogGroup: GONE }] },
    'Invalid Logging Configuration: Log Destination not found.',
  ],
];

/** Logs of executions. */
export const statesLogs: readonly ConformanceCase[] = [
  ...LOGS.map(([test, definition, logging, expected]): ConformanceCase => ({
    id: `log ${test}`,
    title: `an execution logs at level ${logging.level}, ${logging.includeExecutionData ? 'with' : 'without'} its data`,
    source: snapshot('stepfunctions/v2/logs/test_logs', test),
    run: (account) => logged(account, definition, logging),
    expected,
  })),
  ...REFUSED.map(([test, logging, message]): ConformanceCase => ({
    id: `log ${test}`,
    title: `a logging configuration is refused: ${message}`,
    source: snapshot('stepfunctions/v2/test_sfn_api_logs', `TestSnfApiLogs::${test}`),
    run: (account) => refusal(create(account, PASS, logging)),
    expected: { code: 'InvalidLoggingConfiguration', message, status: 400 },
  })),
];
