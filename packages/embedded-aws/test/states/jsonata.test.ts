import { Lambda } from '@aws-sdk/client-lambda';
import { SFN } from '@aws-sdk/client-sfn';
import { createAdminRole } from '../admin-role';
import { deploy } from '../lambda/deployed-function';
import { awsForEach } from '../support/test-aws';
import { create, ended, events, outcome, start } from './state-machine';

const aws = awsForEach();
const client = aws.client(SFN);

beforeEach(() => createAdminRole(aws.endpoint));

/** A state in JSONata. */
const jsonata = (state: object): object => ({ QueryLanguage: 'JSONata', End: true, ...state });

const outputOf = async (states: Record<string, object>, input: unknown = {}): Promise<unknown> => {
  const { output, error, cause } = await outcome(client, states, input);
  return error === undefined ? output : { error, cause };
};

describe('a state in JSONata', () => {
  it.each([
    ['its input', { Output: '{% $states.input.a %}' }, { a: 1 }, 1],
    ['its input by default', {}, { a: 1 }, { a: 1 }],
    ['structures', { Output: { n: ['{% $sum($states.input) %}', 'x'] } }, [1, 2], { n: [3, 'x'] }],
    ['texts around an expression as they are', { Output: ' {% 1 %}' }, {}, ' {% 1 %}'],
    ['the context', { Output: '{% $states.context.State.Name %}' }, {}, 'Only'],
    [
      '$parse, $partition, $range',
      { Output: '{% [$parse("[1]"), $partition([1..3], 2), $range(0, 4, 2)] %}' },
      {},
      [1, [1, 2], [3], 0, 2, 4],
    ],
    ['$hash', { Output: '{% $hash("hello", "MD5") %}' }, {}, '5d41402abc4b2a76b9719d911017c592'],
    ['$random of a seed, again', { Output: '{% $random(7) = $random(7) %}' }, {}, true],
    [
      'the embedded AWS’s time',
      { Output: '{% $substring($now("[Y0001]"), 0, 2) & $length($uuid()) %}' },
      {},
      '2036',
    ],
  ])('gives %s (STATES-18)', async (_what, state, input, output) => {
    expect(await outputOf({ Only: jsonata({ Type: 'Pass', ...state }) }, input)).toEqual(output);
  });

  it.each([
    ['$eval', '{% $eval("1") %}', '$parse reads JSON'],
    ['an endless expression', '{% ($f := function($n) { $f($n + 1) }; $f(1)) %}', 'took more than 1000 ms'],
  ])('fails with %s (STATES-18)', async (_what, expression, text) => {
    const Only = jsonata({ Type: 'Pass', Output: { a: expression } });
    const { error, cause } = await outcome(client, { Only });
    expect(error).toBe('States.QueryEvaluationError');
    expect(cause).toContain(text);
  });

  it('of each type takes expressions (STATES-18)', async () => {
    const FAIL = { QueryLanguage: 'JSONata', Type: 'Fail' };
    const code = 'exports.handler = async ({ n }) => n * 2;';
    const FunctionName = await deploy(aws.client(Lambda), code);
    const processor = {
      StartAt: 'Double',
      States: {
        Double: jsonata({
          Type: 'Task',
          Resource: 'arn:aws:states:::lambda:invoke',
          Arguments: { FunctionName, Payload: { n: '{% $states.input.n %}' } },
          TimeoutSeconds: '{% 10 %}',
          Output: '{% $states.result.Payload %}',
        }),
      },
    };
    const states = {
      Wait: jsonata({ Type: 'Wait', Seconds: '{% 0 * $states.input.wait %}', End: undefined, Next: 'Each' }),
      Each: jsonata({
        Type: 'Map',
        Items: '{% $states.input.list %}',
        MaxConcurrency: '{% 1 %}',
        ItemSelector: { n: '{% $states.context.Map.Item.Value %}' },
        ItemProcessor: processor,
        End: undefined,
        Next: 'Both',
      }),
      Both: jsonata({
        Type: 'Parallel',
        Arguments: '{% $sum($states.input) %}',
        Branches: [{ StartAt: 'Same', States: { Same: jsonata({ Type: 'Pass' }) } }],
        Output: '{% $states.result[0] %}',
        End: undefined,
        Next: 'Choose',
      }),
      Choose: jsonata({
        Type: 'Choice',
        Choices: [{ Condition: '{% $states.input > 100 %}', Next: 'Done' }],
        Default: 'Fail',
        End: undefined,
      }),
      Done: { QueryLanguage: 'JSONata', Type: 'Succeed' },
      Fail: { ...FAIL, Error: "{% 'Sum' & $states.input %}", Cause: '{% "low" %}' },
    };
    expect(await outputOf(states, { wait: 5, list: [1, 2, 3] })).toEqual({ error: 'Sum12', cause: 'low' });
  });

  it('catches errors with an output of its own (STATES-18)', async () => {
    const Branches = [
      { StartAt: 'Only', States: { Only: jsonata({ Type: 'Pass', Output: '{% $none %}' }) } },
    ];
    const Output = { was: '{% $states.errorOutput.Error %}', of: '{% $states.input.a %}' };
    const Catch = [{ ErrorEquals: ['States.QueryEvaluationError'], Output, Next: 'End' }];
    const outer = { Try: jsonata({ Type: 'Parallel', Branches, Catch }), End: { Type: 'Pass', End: true } };
    expect(await outputOf(outer, { a: 1 })).toEqual({ was: 'States.QueryEvaluationError', of: 1 });
  });

  const sns = { Type: 'Task', Resource: 'arn:aws:states:::sns:publish' };
  it.each([
    ['a field of JSONPath', { Type: 'Pass', InputPath: '$' }, /InputPath/],
    ['a syntax error', { Type: 'Pass', Output: { a: '{% 1 + %}' } }, /Output\/a cannot be parsed: S0207/],
    ['no Condition', { Type: 'Choice', Choices: [{ Next: 'Only' }], End: undefined }, /Condition/],
    ['parameters that the service does not take', { ...sns, Arguments: { Fax: 1 } }, /Fax/],
  ])('fails to be created with %s (STATES-18)', async (_what, state, message) => {
    await expect(outcome(client, { Only: jsonata(state) })).rejects.toThrow(message);
  });

  it('has the language of its state machine, which it cannot leave (STATES-18)', async () => {
    const run = (state: object): Promise<string> =>
      create(client, { Only: { Type: 'Pass', End: true, ...state } }, { QueryLanguage: 'JSONata' });
    await expect(run({ QueryLanguage: 'JSONPath' })).rejects.toThrow(/another QueryLanguage/);
    const executionArn = await start(client, await run({ Output: '{% 1 + 1 %}' }));
    expect((await ended(client, executionArn)).output).toBe('2');
  });
});

describe('variables', () => {
  it('live from state to state, in either language, change after a state, and are in the history', async () => {
    const assign = { Assign: { n: '{% $n + 1 %}' }, Output: '{% $n %}' };
    const stateMachineArn = await create(client, {
      First: { Type: 'Pass', Result: { n: 1 }, Assign: { 'n.$': '$.n', list: [1, 2] }, Next: 'Second' },
      Second: jsonata({ Type: 'Pass', ...assign, End: undefined, Next: 'Third' }),
      Third: { Type: 'Pass', Parameters: { 'now.$': '$n', 'first.$': '$list[0]', 'was.$': '$' }, End: true },
    });
    const executionArn = await start(client, stateMachineArn);
    const { output } = await ended(client, executionArn);
    expect(JSON.parse(output!)).toEqual({ now: 2, first: 1, was: 1 });
    const exited = await events(client, executionArn, 'PassStateExited');
    expect(exited.map(({ stateExitedEventDetails }) => stateExitedEventDetails!.assignedVariables)).toEqual([
      { n: '1', list: '[1,2]' },
      { n: '2' },
      undefined,
    ]);
  });

  it('reach into iterations, each with its own, and not out of them', async () => {
    const assign = { Assign: { x: '{% $x + $states.input %}' }, End: undefined, Next: 'Out' };
    const States = {
      In: jsonata({ Type: 'Pass', ...assign }),
      Out: jsonata({ Type: 'Pass', Output: '{% $x %}' }),
    };
    const states = {
      Set: { Type: 'Pass', Assign: { x: 10 }, Next: 'Each' },
      Each: { Type: 'Map', ItemProcessor: { StartAt: 'In', States }, Next: 'After' },
      After: jsonata({ Type: 'Pass', Output: { each: '{% $states.input %}', x: '{% $x %}' } }),
    };
    expect(await outputOf(states, [1, 2])).toEqual({ each: [11, 12], x: 10 });
  });

  const show = { Type: 'Pass', Parameters: { 'by.$': '$by' }, End: true };

  it('are assigned by the rule that decides', async () => {
    const choose = {
      Type: 'Choice',
      Choices: [{ Variable: '$.a', NumericEquals: 1, Assign: { by: 'rule' }, Next: 'Show' }],
      Assign: { by: 'default' },
      Default: 'Show',
    };
    const each = (a: number): object => ({
      StartAt: 'Choose',
      States: { Choose: { ...choose, InputPath: `$[${a}]` }, Show: show },
    });
    const states = { Both: { Type: 'Parallel', Branches: [each(0), each(1)], End: true } };
    expect(await outputOf(states, [{ a: 1 }, { a: 2 }])).toEqual([{ by: 'rule' }, { by: 'default' }]);
  });

  it('are assigned by the catcher that decides', async () => {
    const Branches = [{ StartAt: 'F', States: { F: { Type: 'Fail', Error: 'E' } } }];
    const Catch = [{ ErrorEquals: ['States.ALL'], Assign: { 'by.$': '$.Error' }, Next: 'Show' }];
    const states = { Try: { Type: 'Parallel', Branches, Catch, End: true }, Show: show };
    expect(await outputOf(states)).toEqual({ by: 'E' });
  });

  it('that were not assigned fail the state', async () => {
    const failed = await outputOf({ Only: { Type: 'Pass', InputPath: '$none', End: true } });
    expect(failed).toMatchObject({ error: 'States.Runtime' });
  });
});
