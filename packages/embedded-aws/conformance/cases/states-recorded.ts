import { SFN, type HistoryEvent } from '@aws-sdk/client-sfn';
import { IAM } from '@aws-sdk/client-iam';
import { S3 } from '@aws-sdk/client-s3';
import { refusal, type Account } from '../account';
import type { ConformanceCase } from '../conformance-case';
import { snapshot } from '../sources';
import { machineRole } from './states';

const ARN = 'arn:aws:states:us-east-1:123456789012';

/** A state machine whose role may do everything. */
async function create(account: Account, definition: object, more: object = {}): Promise<string> {
  const roleArn = await machineRole(account);
  const RoleName = 'machine';
  const PolicyArn = 'arn:aws:iam::aws:policy/AdministratorAccess';
  await account.client(IAM).attachRolePolicy({ RoleName, PolicyArn });
  const { stateMachineArn } = await account
    .client(SFN)
    .createStateMachine({ name: 'machine', roleArn, definition: JSON.stringify(definition), ...more });
  return stateMachineArn!;
}

/** Type and details of the events of an execution, in order. */
async function historyOf(account: Account, definition: object, input: unknown): Promise<unknown[]> {
  const client = account.client(SFN);
  const stateMachineArn = await create(account, definition);
  const { executionArn } = await client.startExecution({ stateMachineArn, input: JSON.stringify(input) });
  for (;;) {
    const { status } = await client.describeExecution({ executionArn });
    if (status !== 'RUNNING') break;
  }
  const { events = [] } = await client.getExecutionHistory({ executionArn });
  return events.map((event) => {
    const details = Object.entries(event).find(([name]) => name.endsWith('EventDetails'));
    return { type: event.type, ...(details?.[1] as HistoryEvent | undefined) };
  });
}

const task = (resource: string, parameters: object, more: object = { End: true }): object => ({
  Type: 'Task',
  Resource: `arn:aws:states:::${resource}`,
  Parameters: parameters,
  ...more,
});
const alone = (state: object): object => ({ StartAt: 'Only', States: { Only: state } });
/** Cause of a failed task of the SDK; newer records end with the number of attempts. */
const SDK_CAUSE = (message: string): RegExp =>
  new RegExp(
    `^${message} \\(Service: S3, Status Code: 404, Request ID: [^,)]+, Extended Request ID: [^,)]+\\)(?: \\(SDK Attempt Count: 1\\))?$`,
  );
const OPTIMIZED_CAUSE = (message: string, service: string, status: number, code: string): RegExp =>
  new RegExp(
    `^${message.replace(/[.$]/g, '\\$&')} \\(Service: ${service}; Status Code: ${status}; Error Code: ${code}; Request ID: [^;]+; Proxy: null\\)$`,
  );
const NO_FUNCTION = OPTIMIZED_CAUSE(
  'Function not found: arn:aws:lambda:us-east-1:123456789012:function:none:$LATEST',
  'AWSLambda',
  404,
  'ResourceNotFoundException',
);
const NO_MACHINE = OPTIMIZED_CAUSE(
  `State Machine Does Not Exist: '${ARN}:stateMachine:none'`,
  'AWSStepFunctions',
  400,
  'StateMachineDoesNotExist',
);
const CAUSE = 'the cause does not name $LATEST';

/** Test, definition, input, the events from the failed task on, and what is wrong. */
const FAILURES: readonly (readonly [
  title: string,
  test: string,
  definition: object,
  input: unknown,
  events: readonly object[],
  wrong?: string,
])[] = [
  [
    'a task of the SDK fails with S3’s error and both request ids, which a Catch passes on',
    'test_aws_sdk.TestAwsSdk::test_no_such_bucket',
    {
      StartAt: 'List',
      States: {
        List: task(
          'aws-sdk:s3:listObjects',
          { 'Bucket.$': '$.Bucket' },
          {
            End: true,
            Catch: [{ ErrorEquals: ['States.TaskFailed'], ResultPath: '$.Failure', Next: 'Caught' }],
          },
        ),
        Caught: { Type: 'Pass', End: true },
      },
    },
    { Bucket: 'no-such-bucket' },
    [
      {
        type: 'TaskFailed',
        resourceType: 'aws-sdk:s3',
        resource: 'listObjects',
        error: 'S3.NoSuchBucketException',
        cause: SDK_CAUSE('The specified bucket does not exist'),
      },
      { type: 'TaskStateExited', name: 'List' },
      { type: 'PassStateEntered', name: 'Caught' },
      { type: 'PassStateExited', name: 'Caught' },
      { type: 'ExecutionSucceeded' },
    ],
  ],
  [
    'a task of the SDK fails with S3’s NoSuchKeyException, by which a Catch finds its Fail',
    'test_aws_sdk.TestAwsSdk::test_s3_no_such_key',
    {
      StartAt: 'Get',
      States: {
        Get: task(
          'aws-sdk:s3:getObject',
          { 'Bucket.$': '$.Bucket', Key: 'none.json' },
          { End: true, Catch: [{ ErrorEquals: ['S3.NoSuchKeyException'], Next: 'Failed' }] },
        ),
        Failed: { Type: 'Fail' },
      },
    },
    { Bucket: 'shop-data' },
    [
      {
        type: 'TaskFailed',
        resourceType: 'aws-sdk:s3',
        resource: 'getObject',
        error: 'S3.NoSuchKeyException',
        cause: SDK_CAUSE('The specified key does not exist\\.'),
      },
      { type: 'TaskStateExited', name: 'Get' },
      { type: 'FailStateEntered', name: 'Failed' },
      { type: 'ExecutionFailed', error: undefined, cause: undefined },
    ],
  ],
  [
    'lambda:invoke of a missing function fails with Lambda.ResourceNotFoundException',
    'test_task_service_lambda.TestTaskServiceLambda::test_no_such_function',
    alone(task('lambda:invoke', { 'FunctionName.$': '$.FunctionName', 'Payload.$': '$.Payload' })),
    { FunctionName: 'none', Payload: null },
    [
      {
        type: 'TaskFailed',
        resourceType: 'lambda',
        resource: 'invoke',
        error: 'Lambda.ResourceNotFoundException',
        cause: NO_FUNCTION,
      },
      { type: 'ExecutionFailed', error: 'Lambda.ResourceNotFoundException', cause: NO_FUNCTION },
    ],
    CAUSE,
  ],
  [
    'states:startExecution of a missing state machine fails with StepFunctions.StateMachineDoesNotExistException',
    'test_task_service_sfn.TestTaskServiceSfn::test_start_execution_no_such_arn',
    alone(task('states:startExecution', { 'StateMachineArn.$': '$.Arn', Input: {} })),
    { Arn: `${ARN}:stateMachine:none` },
    [
      {
        type: 'TaskFailed',
        resourceType: 'states',
        resource: 'startExecution',
        error: 'StepFunctions.StateMachineDoesNotExistException',
        cause: NO_MACHINE,
      },
      {
        type: 'ExecutionFailed',
        error: 'StepFunctions.StateMachineDoesNotExistException',
        cause: NO_MACHINE,
      },
    ],
  ],
  [
    'a Fail takes its error and cause from paths',
    'base.TestSnfBase::test_state_fail_path',
    alone({ Type: 'Fail', ErrorPath: '$.Error', CausePath: '$.Cause' }),
    { Error: 'an error', Cause: 'a cause' },
    [{ type: 'ExecutionFailed', error: 'an error', cause: 'a cause' }],
  ],
  [
    'a Fail takes its error and cause from intrinsic functions',
    'base.TestSnfBase::test_state_fail_intrinsic',
    alone({
      Type: 'Fail',
      ErrorPath: "States.Format('{}', $.Error)",
      CausePath: "States.Format('{}', $.Cause)",
    }),
    { Error: 'an error', Cause: 'a cause' },
    [{ type: 'ExecutionFailed', error: 'an error', cause: 'a cause' }],
  ],
];

const fileOf = (test: string): string =>
  test.startsWith('base.')
    ? 'stepfunctions/v2/base/test_base'
    : `stepfunctions/v2/error_handling/${test.split('.')[0]}`;

const WORDS = 'refuses it with its own message';

type Call = (client: SFN) => Promise<unknown>;
/** Test, call, code and message of AWS. */
const REFUSED: readonly (readonly [
  test: string,
  call: Call,
  code: string,
  message: string | RegExp,
  wrong?: string,
])[] = [
  [
    'test_describe_nonexistent_sm',
    (client) => client.describeStateMachine({ stateMachineArn: `${ARN}:stateMachine:none` }),
    'StateMachineDoesNotExist',
    `State Machine Does Not Exist: '${ARN}:stateMachine:none'`,
  ],
  [
    'test_describe_invalid_arn_sm',
    (client) => client.describeStateMachine({ stateMachineArn: 'no_arn' }),
    'InvalidArn',
    "Invalid Arn: 'Invalid ARN prefix: no_arn'",
  ],
  [
    'test_list_execution_no_such_state_machine',
    (client) => client.listExecutions({ stateMachineArn: `${ARN}:stateMachine:none` }),
    'StateMachineDoesNotExist',
    `State Machine Does Not Exist: '${ARN}:stateMachine:none'`,
  ],
  [
    'test_list_execution_invalid_arn',
    (client) => client.listExecutions({ stateMachineArn: 'no_arn' }),
    'InvalidArn',
    "Invalid Arn: 'Invalid ARN prefix: no_arn'",
  ],
  [
    'test_describe_execution_no_such_state_machine',
    (client) => client.describeExecution({ executionArn: `${ARN}:execution:none:one` }),
    'ExecutionDoesNotExist',
    `Execution Does Not Exist: '${ARN}:execution:none:one'`,
  ],
  [
    'test_describe_execution_invalid_arn',
    (client) => client.describeExecution({ executionArn: 'no_arn' }),
    'InvalidArn',
    "Invalid Arn: 'Invalid ARN prefix: no_arn'",
  ],
  [
    'test_get_execution_history_no_such_execution',
    (client) => client.getExecutionHistory({ executionArn: `${ARN}:execution:none:one` }),
    'ExecutionDoesNotExist',
    `Execution Does Not Exist: '${ARN}:execution:none:one'`,
  ],
  [
    'test_get_execution_history_invalid_arn',
    (client) => client.getExecutionHistory({ executionArn: 'no_arn' }),
    'InvalidArn',
    "Invalid Arn: 'Invalid ARN prefix: no_arn'",
  ],
];

/** Timestamps that AWS refuses in a definition, by the parameter of the recording. */
const TIMESTAMPS = {
  NO_T: '2016-03-14 01:59:00Z',
  NO_Z: '2016-03-14T01:59:00',
  INVALID_DATE: '2016-13-14T01:59:00Z',
  INVALID_TIME: '2016-03-14T25:59:00Z',
  INVALID_ISO: '14-03-2016T01:59:00Z',
  JSONATA: "{% '2016-03-14T01:59:00Z' %}",
};

const VALUES = ['', ' ', 'Shop', null, 1, 1.1, '{"A": 1, "B": []}'];
/** Intrinsic functions: test, expression, AWS's result for each input, and what is wrong. */
const FUNCTIONS: readonly (readonly [
  file: string,
  test: string,
  expression: string,
  results: readonly (readonly [input: unknown, result: unknown])[],
  wrong?: string,
])[] = [
  [
    'test_array',
    'TestArray::test_array_2',
    'States.Array($.in, $.in)',
    [...VALUES, { A: 1, B: [] }].map((value) => [value, [value, value]]),
  ],
  [
    'test_generic',
    'TestGeneric::test_format_2',
    "States.Format('{} and {}.', $.in, $.in)",
    [
      ...VALUES.map((value) => [value, `${value} and ${value}.`] as const),
      [{ A: 1, B: [] }, '{A=1, B=[]} and {A=1, B=[]}.'],
    ],
    'writes an object as JSON',
  ],
];

/** Recordings of Step Functions. */
export const statesRecorded: readonly ConformanceCase[] = [
  ...FAILURES.map(([title, test, definition, input, expected, wrong]): ConformanceCase => ({
    id: test,
    title,
    source: snapshot(fileOf(test), test.replace(/^\w+\./, '')),
    ...(wrong && { wrong }),
    run: async (account) => {
      await account.client(S3).createBucket({ Bucket: 'shop-data' });
      return (await historyOf(account, definition, input)).slice(-expected.length);
    },
    expected,
  })),
  ...REFUSED.map(([test, call, code, message, wrong]): ConformanceCase => ({
    id: test,
    title: `${test.replace(/^test_/, '').replaceAll('_', ' ')}: ${code}, ${String(message)}`,
    source: snapshot('stepfunctions/v2/test_sfn_api', `TestSnfApi::${test}`),
    ...(wrong && { wrong }),
    run: ({ client }) => refusal(call(client(SFN))),
    expected: { code, message, status: 400 },
  })),
  ...Object.entries(TIMESTAMPS).map(([variant, Timestamp]): ConformanceCase => ({
    id: `a timestamp, ${variant}`,
    title: `a Wait until ${Timestamp} is refused: String does not match RFC3339 timestamp`,
    source: snapshot(
      'stepfunctions/v2/scenarios/test_base_scenarios',
      `TestBaseScenarios::test_wait_timestamp_invalid[${variant}]`,
    ),
    wrong: WORDS,
    run: (account) =>
      refusal(
        create(account, {
          StartAt: 'Until',
          States: { Until: { Type: 'Wait', Timestamp, End: true } },
        }),
      ),
    expected: {
      code: 'InvalidDefinition',
      message:
        /SCHEMA_VALIDATION_FAILED: String does not match RFC3339 timestamp at \/States\/Until\/Timestamp'$/,
      status: 400,
    },
  })),
  ...FUNCTIONS.map(([file, test, expression, results, wrong]): ConformanceCase => ({
    id: test,
    title: `${expression} of ${results.length} inputs`,
    source: snapshot(`stepfunctions/v2/intrinsic_functions/${file}`, test),
    answers: results.length,
    ...(wrong && { wrong }),
    run: async (account) => {
      const client = account.client(SFN);
      const stateMachineArn = await create(
        account,
        alone({ Type: 'Pass', Parameters: { 'out.$': expression }, End: true }),
      );
      const answers: unknown[] = [];
      for (const [input] of results) {
        const { executionArn } = await client.startExecution({
          stateMachineArn,
          input: JSON.stringify({ in: input }),
        });
        let execution = await client.describeExecution({ executionArn });
        while (execution.status === 'RUNNING') execution = await client.describeExecution({ executionArn });
        answers.push((JSON.parse(execution.output ?? '{}') as { out: unknown }).out);
      }
      return answers;
    },
    expected: results.map(([, result]) => result),
  })),
];
