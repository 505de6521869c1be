import { SFN } from '@aws-sdk/client-sfn';
import { IAM } from '@aws-sdk/client-iam';
import { refusal, type Account } from '../account';
import type { ConformanceCase, Source } from '../conformance-case';
import { recorded, snapshot } from '../sources';

const guide = (page: string): Source =>
  recorded('awsdocs/aws-step-functions-developer-guide', `doc_source/${page}.md`);
const recordedBy = (path: string, test: string): Source => snapshot(`stepfunctions/v2/${path}`, test);

const TRUST = JSON.stringify({
  Version: '2012-10-17',
  Statement: { Effect: 'Allow', Principal: { Service: 'states.amazonaws.com' }, Action: 'sts:AssumeRole' },
});

/** The role of every state machine here. */
export async function machineRole({ client }: Account): Promise<string> {
  const { Role } = await client(IAM).createRole({ RoleName: 'machine', AssumeRolePolicyDocument: TRUST });
  return Role!.Arn!;
}

async function createMachine(
  account: Account,
  definition: object | string,
  name = 'machine',
): Promise<string> {
  const { stateMachineArn } = await account.client(SFN).createStateMachine({
    name,
    roleArn: await machineRole(account),
    definition: typeof definition === 'string' ? definition : JSON.stringify(definition),
  });
  return stateMachineArn!;
}

/** The output of an execution, or the error and the cause of its end. */
async function execute(account: Account, states: Record<string, object>, input: unknown): Promise<unknown> {
  const client = account.client(SFN);
  const stateMachineArn = await createMachine(account, { StartAt: Object.keys(states)[0], States: states });
  const { executionArn } = await client.startExecution({ stateMachineArn, input: JSON.stringify(input) });
  for (;;) {
    const { status, output, error, cause } = await client.describeExecution({ executionArn });
    if (status === 'SUCCEEDED') return { output: JSON.parse(output!) as unknown };
    if (status !== 'RUNNING') return { status, error, cause };
  }
}

const pass = (members: object): Record<string, object> => ({ Only: { Type: 'Pass', End: true, ...members } });

/** A state machine, its input, and the output that AWS gives. */
const OUTPUTS: readonly (readonly [
  id: string,
  source: Source,
  states: Record<string, object>,
  input: unknown,
  output: unknown,
])[] = [
  [
    'Result goes where ResultPath says',
    guide('amazon-states-language-pass-state'),
    pass({ Result: { x: 0.381018, y: 622.2269926397355 }, ResultPath: '$.coords' }),
    { georefOf: 'Home' },
    { georefOf: 'Home', coords: { x: 0.381018, y: 622.2269926397355 } },
  ],
  [
    'ResultPath by default replaces the input',
    guide('input-output-resultpath'),
    pass({ Result: 'Hello!' }),
    { who: 'shop' },
    'Hello!',
  ],
  [
    'ResultPath null keeps the input',
    guide('input-output-resultpath'),
    pass({ Result: 'Hello!', ResultPath: null }),
    { who: 'shop' },
    { who: 'shop' },
  ],
  [
    'ResultPath adds a member',
    guide('input-output-resultpath'),
    pass({ Result: 'Hello!', ResultPath: '$.taskresult' }),
    { who: 'shop' },
    { who: 'shop', taskresult: 'Hello!' },
  ],
  [
    'ResultPath adds a member of a child',
    guide('input-output-resultpath'),
    pass({ Result: 'Hello!', ResultPath: '$.strings.result' }),
    { strings: { one: 'foo' }, who: 'shop' },
    { strings: { one: 'foo', result: 'Hello!' }, who: 'shop' },
  ],
  [
    'InputPath selects a part',
    guide('input-output-inputpath-params'),
    pass({ InputPath: '$.second' }),
    { first: { v: 1 }, second: { v: 'a' } },
    { v: 'a' },
  ],
  [
    'Parameters mix paths and constants',
    guide('input-output-inputpath-params'),
    pass({ Parameters: { comment: 'c', details: { 'size.$': '$.product.size', static: 'foo' } } }),
    { product: { size: 'small', colour: 'blue' } },
    { comment: 'c', details: { size: 'small', static: 'foo' } },
  ],
  [
    'OutputPath selects a part',
    guide('input-output-outputpath'),
    pass({ OutputPath: '$.kept' }),
    { kept: 1, dropped: 2 },
    1,
  ],
  [
    'States.Format with a literal',
    guide('amazon-states-language-intrinsic-functions'),
    pass({ Parameters: { 'out.$': "States.Format('Hello, my name is {}.', $.name)" } }),
    { name: 'Arnav' },
    { out: 'Hello, my name is Arnav.' },
  ],
  [
    'States.Format with a template of the input',
    guide('amazon-states-language-intrinsic-functions'),
    pass({ Parameters: { 'out.$': 'States.Format($.template, $.name)' } }),
    { name: 'Arnav', template: 'Hello, my name is {}.' },
    { out: 'Hello, my name is Arnav.' },
  ],
  [
    'States.StringToJson',
    guide('amazon-states-language-intrinsic-functions'),
    pass({ Parameters: { 'out.$': 'States.StringToJson($.text)' } }),
    { text: '{"foo": "bar"}' },
    { out: { foo: 'bar' } },
  ],
  [
    'States.JsonToString',
    guide('amazon-states-language-intrinsic-functions'),
    pass({ Parameters: { 'out.$': 'States.JsonToString($.json)' } }),
    { json: { foo: 'bar' } },
    { out: '{"foo":"bar"}' },
  ],
  [
    'States.Array',
    guide('amazon-states-language-intrinsic-functions'),
    pass({ Parameters: { 'foo.$': "States.Array('Foo', 2022, $.some, null)" } }),
    { some: { random: 'abc' } },
    { foo: ['Foo', 2022, { random: 'abc' }, null] },
  ],
  [
    'States.Format with an escaped quote',
    guide('amazon-states-language-intrinsic-functions'),
    pass({ Parameters: { 'out.$': "States.Format('it\\'s {}', $.a)" } }),
    { a: 'x' },
    { out: "it's x" },
  ],
  [
    'States.Format with escaped braces',
    guide('amazon-states-language-intrinsic-functions'),
    pass({ Parameters: { 'out.$': "States.Format('\\{{}\\}', $.a)" } }),
    { a: 'x' },
    { out: '{x}' },
  ],
  [
    'States.Array of nothing',
    recordedBy('intrinsic_functions/test_array', 'TestArray::test_array_0'),
    pass({ Parameters: { 'out.$': 'States.Array()' } }),
    {},
    { out: [] },
  ],
  ...(
    [
      ['', ''],
      [' ', ' '],
      ['Hello', 'Hello'],
      [null, 'null'],
      [1, '1'],
      [1.1, '1.1'],
      ['{"A": 1}', '{"A": 1}'],
    ] as const
  ).map(
    ([value, text]) =>
      [
        `States.Format of ${JSON.stringify(value)}`,
        recordedBy('intrinsic_functions/test_generic', 'TestGeneric::test_format_1'),
        pass({ Parameters: { 'out.$': "States.Format('is {}.', $.in)" } }),
        { in: value },
        { out: `is ${text}.` },
      ] as const,
  ),
  ...(['null', '-0', '1', '1.1', 'true', '"Hello"', '[1, 2, "Hello"]', '{"A": 1, "B": []}'] as const).map(
    (text) =>
      [
        `States.StringToJson of ${text}`,
        recordedBy('intrinsic_functions/test_json_manipulation', 'TestJsonManipulation::test_string_to_json'),
        pass({ Parameters: { 'out.$': 'States.StringToJson($.in)' } }),
        { in: text },
        { out: text === '-0' ? 0 : (JSON.parse(text) as unknown) },
      ] as const,
  ),
  ...([null, 0, 1, 1.1, true, 'Hello', [1, 2, 'Hello'], { A: 1, B: [] }] as const).map(
    (value) =>
      [
        `States.JsonToString of ${JSON.stringify(value)}`,
        recordedBy('intrinsic_functions/test_json_manipulation', 'TestJsonManipulation::test_json_to_string'),
        pass({ Parameters: { 'out.$': 'States.JsonToString($.in)' } }),
        { in: value },
        { out: JSON.stringify(value) },
      ] as const,
  ),
  [
    'a Pass with a Result',
    recordedBy('base/test_base', 'TestSnfBase::test_state_pass_result'),
    pass({ Result: { a: 'b' } }),
    {},
    { a: 'b' },
  ],
  [
    'a Pass with a Result of paths, which stay texts',
    recordedBy('base/test_base', 'TestSnfBase::test_state_pass_result_jsonpaths'),
    pass({ Result: { 'one.$': '$.x', 'two.$': '$$' } }),
    {},
    { 'one.$': '$.x', 'two.$': '$$' },
  ],
  [
    'InputPath and OutputPath null',
    recordedBy('base/test_base', 'TestSnfBase::test_state_pass_result_null_input_output_paths'),
    pass({ InputPath: null, OutputPath: null, Result: 'x' }),
    { a: 0 },
    {},
  ],
  [
    'the first of a list',
    recordedBy('base/test_base', 'TestSnfBase::test_json_path_array_access[$.items[0]]'),
    pass({ Parameters: { 'item.$': '$.items[0]' } }),
    { items: [{ k: 0 }, { k: 1 }] },
    { item: { k: 0 } },
  ],
  [
    'the eleventh of a list',
    recordedBy('base/test_base', 'TestSnfBase::test_json_path_array_access[$.items[10]]'),
    pass({ Parameters: { 'item.$': '$.items[10]' } }),
    { items: Array.from({ length: 12 }, (_, k) => ({ k })) },
    { item: { k: 10 } },
  ],
  [
    'a Map gives its results in order',
    recordedBy('scenarios/test_base_scenarios', 'TestBaseScenarios::test_map_state'),
    {
      M: {
        Type: 'Map',
        ItemsPath: '$.list',
        ResultPath: '$.list',
        End: true,
        ItemProcessor: { StartAt: 'P', States: { P: { Type: 'Pass', End: true } } },
      },
    },
    { list: [1, 'Hello', {}, null, 3.3] },
    { list: [1, 'Hello', {}, null, 3.3] },
  ],
  [
    'a Map’s error can be caught',
    recordedBy('scenarios/test_base_scenarios', 'TestBaseScenarios::test_map_state_catch'),
    {
      M: {
        Type: 'Map',
        ItemsPath: '$.list',
        End: true,
        Catch: [{ ErrorEquals: ['ItemError'], Next: 'Caught' }],
        ItemProcessor: { StartAt: 'F', States: { F: { Type: 'Fail', Error: 'ItemError', Cause: 'c' } } },
      },
      Caught: { Type: 'Pass', End: true },
    },
    { list: [1] },
    { Error: 'ItemError', Cause: 'c' },
  ],
];

/** Choices that AWS’s recorded comparisons decide: operator, value compared, value compared with, and whether it holds. */
const COMPARISONS: readonly (readonly [
  file: string,
  test: string,
  operator: string,
  value: unknown,
  wanted: unknown,
  holds: boolean,
])[] = [
  ['test_string_operators', 'TestStrings::test_string_equals', 'StringEquals', 'Hello', 'Hello', true],
  ['test_string_operators', 'TestStrings::test_string_equals', 'StringEquals', ' ', '     ', false],
  ['test_string_operators', 'TestStrings::test_string_equals', 'StringEquals', '\t\n', '\t\r\n', false],
  ...[null, 0, 1, 1.1, '', [], {}, false, true].map(
    (value) =>
      [
        'test_string_operators',
        'TestStrings::test_string_equals',
        'StringEquals',
        value,
        'HelloWorld',
        false,
      ] as const,
  ),
];

/** Executions that end in an error. */
const FAILURES: readonly (readonly [
  id: string,
  source: Source,
  states: Record<string, object>,
  input: unknown,
  end: object,
])[] = [
  [
    'a Fail state',
    recordedBy('base/test_base', 'TestSnfBase::test_state_fail'),
    { F: { Type: 'Fail', Error: 'SomeFailure', Cause: 'words' } },
    {},
    { status: 'FAILED', error: 'SomeFailure', cause: 'words' },
  ],
  [
    'a Fail state without anything',
    recordedBy('base/test_base', 'TestSnfBase::test_state_fail_empty'),
    { F: { Type: 'Fail' } },
    {},
    { status: 'FAILED', error: undefined, cause: undefined },
  ],
  [
    'a Map whose item fails',
    recordedBy('scenarios/test_base_scenarios', 'TestBaseScenarios::test_map_state_break_condition'),
    {
      M: {
        Type: 'Map',
        ItemsPath: '$.list',
        End: true,
        ItemProcessor: {
          StartAt: 'F',
          States: { F: { Type: 'Fail', Error: 'SomeFailure', Cause: 'words' } },
        },
      },
    },
    { list: [1, 2] },
    { status: 'FAILED', error: 'SomeFailure', cause: 'words' },
  ],
];

const START = { StartAt: 'A', States: { A: { Type: 'Pass', End: true } } };

export const states: readonly ConformanceCase[] = [
  ...OUTPUTS.map(([id, source, definition, input, output]): ConformanceCase => ({
    id,
    title: `${id}: ${JSON.stringify(input)} becomes ${JSON.stringify(output)}`,
    source,
    run: async (account) =>
      JSON.stringify(((await execute(account, definition, input)) as { output: unknown }).output),
    expected: JSON.stringify(output),
  })),
  ...COMPARISONS.map(([file, test, operator, value, wanted, holds]): ConformanceCase => ({
    id: `${operator} of ${JSON.stringify(value)} and ${JSON.stringify(wanted)}`,
    title: `${operator} of ${JSON.stringify(value)} and ${JSON.stringify(wanted)} ${holds ? 'holds' : 'does not hold'}`,
    source: recordedBy(`choice_operators/${file}`, test),
    run: (account) =>
      execute(
        account,
        {
          C: {
            Type: 'Choice',
            Default: 'No',
            Choices: [{ Variable: '$.v', [operator]: wanted, Next: 'Yes' }],
          },
          Yes: { Type: 'Pass', Result: true, End: true },
          No: { Type: 'Pass', Result: false, End: true },
        },
        { v: value },
      ),
    expected: { output: holds },
  })),
  ...FAILURES.map(([id, source, definition, input, end]): ConformanceCase => ({
    id,
    title: `${id} ends ${JSON.stringify(end)}`,
    source,
    run: (account) => execute(account, definition, input),
    expected: end,
  })),
  {
    id: 'a definition without States',
    title: 'a definition without States is InvalidDefinition, SCHEMA_VALIDATION_FAILED',
    source: recordedBy('test_sfn_api', 'TestSnfApi::test_create_delete_invalid_sm'),
    run: (account) => refusal(createMachine(account, { StartAt: 'A' })),
    expected: {
      code: 'InvalidDefinition',
      message: /^Invalid State Machine Definition: 'SCHEMA_VALIDATION_FAILED: /,
      status: 400,
    },
  },
  {
    id: 'a state machine twice',
    title: 'a name with another definition is StateMachineAlreadyExists, with the ARN',
    source: recordedBy('test_sfn_api', 'TestSnfApi::test_create_duplicate_sm_name'),
    run: async (account) => {
      const roleArn = await machineRole(account);
      const create = (definition: object): Promise<unknown> =>
        account
          .client(SFN)
          .createStateMachine({ name: 'machine', roleArn, definition: JSON.stringify(definition) });
      await create(START);
      return refusal(create({ ...START, Comment: 'another' }));
    },
    expected: {
      code: 'StateMachineAlreadyExists',
      message: "State Machine Already Exists: 'arn:aws:states:us-east-1:123456789012:stateMachine:machine'",
      status: 400,
    },
  },
  {
    id: 'an execution of nothing',
    title: 'StartExecution of a missing state machine is StateMachineDoesNotExist, with the ARN',
    source: recordedBy('test_sfn_api', 'TestSnfApi::test_invalid_start_execution_arn'),
    run: ({ client }) =>
      refusal(
        client(SFN).startExecution({
          stateMachineArn: 'arn:aws:states:us-east-1:123456789012:stateMachine:none',
        }),
      ),
    expected: {
      code: 'StateMachineDoesNotExist',
      message: "State Machine Does Not Exist: 'arn:aws:states:us-east-1:123456789012:stateMachine:none'",
      status: 400,
    },
  },
  {
    id: 'an input that is no JSON',
    title: 'StartExecution with what is not JSON is InvalidExecutionInput',
    source: recordedBy('test_sfn_api', 'TestSnfApi::test_invalid_start_execution_input'),
    run: async (account) =>
      refusal(
        account
          .client(SFN)
          .startExecution({ stateMachineArn: await createMachine(account, START), input: 'not json' }),
      ),
    expected: {
      code: 'InvalidExecutionInput',
      message: /^Invalid State Machine Execution Input: '/,
      status: 400,
    },
  },
  {
    id: 'an update of nothing',
    title: 'UpdateStateMachine without anything is MissingRequiredParameter',
    source: recordedBy('test_sfn_api', 'TestSnfApi::test_create_update_state_machine_base_update_none'),
    run: async (account) =>
      refusal(
        account.client(SFN).updateStateMachine({ stateMachineArn: await createMachine(account, START) }),
      ),
    expected: {
      code: 'MissingRequiredParameter',
      message:
        'Either the definition, the role ARN, the LoggingConfiguration, or the TracingConfiguration must be specified',
      status: 400,
    },
  },
  {
    id: 'an execution’s name twice',
    title: 'the name of an execution with another input is ExecutionAlreadyExists, with the ARN',
    source: recordedBy('test_sfn_api', 'TestSnfApi::test_start_execution_idempotent'),
    run: async (account) => {
      const stateMachineArn = await createMachine(account, {
        StartAt: 'W',
        States: { W: { Type: 'Wait', Seconds: 60, End: true } },
      });
      const start = (input: string): Promise<unknown> =>
        account.client(SFN).startExecution({ stateMachineArn, name: 'one', input });
      await start('{"a":1}');
      return refusal(start('{"a":2}'));
    },
    expected: {
      code: 'ExecutionAlreadyExists',
      message: "Execution Already Exists: 'arn:aws:states:us-east-1:123456789012:execution:machine:one'",
      status: 400,
    },
  },
  {
    id: 'too many results',
    title: 'ListStateMachines of 1,001 is refused by its constraint',
    source: recordedBy('test_sfn_api', 'TestSnfApi::test_list_sms_pagination'),
    run: ({ client }) => refusal(client(SFN).listStateMachines({ maxResults: 1001 })),
    expected: {
      code: 'ValidationException',
      message:
        "1 validation error detected: Value '1001' at 'maxResults' failed to satisfy constraint: Member must have value less than or equal to 1000",
      status: 400,
    },
  },
];
