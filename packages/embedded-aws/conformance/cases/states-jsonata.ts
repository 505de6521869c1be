import { SFN } from '@aws-sdk/client-sfn';
import type { Account } from '../account';
import type { ConformanceCase } from '../conformance-case';
import { snapshot } from '../sources';
import { machineRole } from './states';

/** The output of an execution, or the error and the cause of its end. */
async function execute(account: Account, definition: object, input: unknown): Promise<unknown> {
  const client = account.client(SFN);
  const { stateMachineArn } = await client.createStateMachine({
    name: 'machine',
    roleArn: await machineRole(account),
    definition: JSON.stringify(definition),
  });
  const { executionArn } = await client.startExecution({ stateMachineArn, input: JSON.stringify(input) });
  for (;;) {
    const { status, output, error, cause } = await client.describeExecution({ executionArn });
    if (status === 'SUCCEEDED') return JSON.parse(output!) as unknown;
    if (status !== 'RUNNING') return { error, cause };
  }
}

const failed = (expression: string, field: string, what: string): object => ({
  error: 'States.QueryEvaluationError',
  cause:
    "An error occurred while executing the state 'State0' (entered at the event id #2). " +
    `The JSONata expression '${expression}' specified for the field '${field}' ${what}`,
});

const only = (state: object): object => ({
  StartAt: 'State0',
  States: { State0: { QueryLanguage: 'JSONata', Type: 'Pass', End: true, ...state } },
});

const NOTHING = 'returned nothing (undefined).';
const ASSIGN = 'assign/test_assign_reference_variables';

/** File and test of the suite, the state machine, its input, and how AWS ends it. */
const EXECUTIONS: readonly (readonly [
  title: string,
  file: string,
  test: string,
  definition: object,
  input: unknown,
  end: unknown,
])[] = [
  [
    'an undefined Output fails',
    ASSIGN,
    'TestAssignReferenceVariables::test_undefined_reference[BASE_UNDEFINED_OUTPUT]',
    only({ Output: '{% $doesNotExist %}' }),
    {},
    failed('$doesNotExist', 'Output', NOTHING),
  ],
  [
    'an undefined member of Output fails by its path',
    ASSIGN,
    'TestAssignReferenceVariables::test_undefined_reference[BASE_UNDEFINED_OUTPUT_FIELD]',
    only({ Output: { result: '{% $doesNotExist %}' } }),
    {},
    failed('$doesNotExist', 'Output/result', NOTHING),
  ],
  [
    'an undefined member of Assign fails by its path',
    ASSIGN,
    'TestAssignReferenceVariables::test_undefined_reference[BASE_UNDEFINED_ASSIGN]',
    only({ Assign: { result: '{% $doesNotExist %}' } }),
    {},
    failed('$doesNotExist', 'Assign/result', NOTHING),
  ],
  [
    'undefined Arguments fail',
    ASSIGN,
    'TestAssignReferenceVariables::test_undefined_reference[BASE_UNDEFINED_ARGUMENTS]',
    only({
      Type: 'Task',
      Resource: 'arn:aws:states:::lambda:invoke',
      Arguments: '{% $doesNotExist %}',
    }),
    {},
    failed('$doesNotExist', 'Arguments', NOTHING),
  ],
  [
    'a call of what is no function fails with the code of JSONata',
    'intrinsic_functions/test_math_operations_jsonata',
    'TestMathOperationsJSONata::test_math_random_seeded',
    only({ Output: { FunctionResult: '{% $randomSeeded($states.input.FunctionInput.fst) %}' } }),
    { FunctionInput: 'fst' },
    failed(
      '$randomSeeded($states.input.FunctionInput.fst)',
      'Output/FunctionResult',
      'threw an error during evaluation. T1006: Attempted to invoke a non-function',
    ),
  ],
  [
    'a state sees variables as they were before its own Assign',
    ASSIGN,
    'TestAssignReferenceVariables::test_state_assign_evaluation_order[BASE_EVALUATION_ORDER_PASS_STATE]',
    {
      StartAt: 'State0',
      States: {
        State0: {
          Type: 'Pass',
          Result: { theQuestion: 'What is the answer?' },
          Assign: { 'question.$': '$.theQuestion', answer: 42 },
          Next: 'State1',
        },
        State1: {
          Type: 'Pass',
          InputPath: '$answer',
          ResultPath: '$.theAnswer',
          OutputPath: '$answer',
          Assign: { answer: '' },
          End: true,
        },
      },
    },
    {},
    42,
  ],
  [
    'a literal $name in Result stays text, in Parameters it is the variable',
    ASSIGN,
    'TestAssignReferenceVariables::test_reference_assign[BASE_REFERENCE_IN_PARAMETERS]',
    {
      StartAt: 'State0',
      States: {
        State0: { Type: 'Pass', Result: { result: '$result' }, Assign: { result: 'foobar' }, Next: 'State1' },
        State1: {
          Type: 'Pass',
          Parameters: { 'result.$': '$result' },
          ResultPath: '$.result',
          End: true,
        },
      },
    },
    {},
    { result: { result: 'foobar' } },
  ],
];

/** JSONata and variables. */
export const statesJsonata: readonly ConformanceCase[] = EXECUTIONS.map(
  ([title, file, test, definition, input, expected]) => ({
    id: test,
    title,
    source: snapshot(`stepfunctions/v2/${file}`, test),
    run: (account) => execute(account, definition, input),
    expected,
  }),
);
