import { parseDefinition } from '../../src/services/states/language/parse-definition';

const DONE = { Type: 'Succeed' };
const TASK = 'arn:aws:lambda:us-east-1:123456789012:function:f';
const machine = (only: object, more: object = {}): string =>
  JSON.stringify({ StartAt: 'only', States: { only, done: DONE, ...more } });

describe('a definition', () => {
  it.each([
    ['of a task', { Type: 'Task', Resource: TASK, End: true }],
    [
      'of a task through the integration',
      {
        Type: 'Task',
        Resource: 'arn:aws:states:::lambda:invoke',
        Parameters: { 'FunctionName.$': '$.f' },
        End: true,
      },
    ],
    ['of a wait', { Type: 'Wait', TimestampPath: '$.at', Next: 'done' }],
  ])('%s is accepted', (_what, state) => {
    expect(parseDefinition(machine(state)).StartAt).toBe('only');
  });

  it.each([
    [
      'an unknown type',
      { Type: 'Dance' },
      /Type must be one of Choice, Fail, .*got "Dance" at \/States\/only/,
    ],
    ['a field of JSONata', { Type: 'Pass', Output: 1, End: true }, /'Output' is not known/],
    ['a variable with a bad name', { Type: 'Pass', Assign: { '1a': 1 }, End: true }, /'1a' at 'Assign.key'/],
    ['a field of another type', { Type: 'Pass', Seconds: 1, End: true }, /'Seconds' is not known/],
    ['a successor that is not there', { Type: 'Pass', Next: 'gone' }, /MISSING_TRANSITION_TARGET.*'gone'/],
    ['neither Next nor End', { Type: 'Pass' }, /exactly one of Next and End/],
    ['both Next and End', { Type: 'Pass', Next: 'done', End: true }, /exactly one of Next and End/],
    [
      'a service',
      { Type: 'Task', Resource: 'arn:aws:states:::aws-sdk:dynamodb:getItem', End: true },
      /aws-sdk:dynamodb:getItem/,
    ],
    [
      'a callback',
      { Type: 'Task', Resource: 'arn:aws:states:::lambda:invoke.waitForTaskToken', End: true },
      /waitForTaskToken/,
    ],
    [
      'an integration without its function',
      { Type: 'Task', Resource: 'arn:aws:states:::lambda:invoke', Parameters: {}, End: true },
      /needs FunctionName/,
    ],
    ['a filter in a path', { Type: 'Pass', InputPath: '$.a[?(@.b)]', End: true }, /cannot read the path/],
    ['a wildcard in ResultPath', { Type: 'Pass', ResultPath: '$.a[*]', End: true }, /not a reference path/],
    [
      'an unknown function',
      { Type: 'Pass', Parameters: { 'a.$': 'States.UUID()' }, End: true },
      /no intrinsic function States.UUID/,
    ],
    [
      'an expression that does not end',
      { Type: 'Pass', Parameters: { 'a.$': "States.Array('x" }, End: true },
      /Expected a string/,
    ],
    [
      'two times of a wait',
      { Type: 'Wait', Seconds: 1, SecondsPath: '$.s', End: true },
      /exactly one of Seconds/,
    ],
    ['a time that is none', { Type: 'Wait', Timestamp: 'noon', End: true }, /got 'noon'/],
    [
      'an unknown operator',
      { Type: 'Choice', Choices: [{ Variable: '$.a', IsNice: true, Next: 'done' }] },
      /no operator IsNice/,
    ],
    [
      'an operand of the wrong type',
      { Type: 'Choice', Choices: [{ Variable: '$.a', NumericEquals: '1', Next: 'done' }] },
      /NumericEquals cannot compare with "1"/,
    ],
    [
      'a rule with two operators',
      { Type: 'Choice', Choices: [{ Variable: '$.a', IsNull: true, IsString: true, Next: 'done' }] },
      /exactly one operator/,
    ],
    [
      'a rule inside another that leads somewhere',
      { Type: 'Choice', Choices: [{ Not: { Variable: '$.a', IsNull: true, Next: 'done' }, Next: 'done' }] },
      /only they may/,
    ],
    [
      'a rule that leads nowhere',
      { Type: 'Choice', Choices: [{ Variable: '$.a', IsNull: true, Next: 'gone' }] },
      /'gone'/,
    ],
    [
      'a catcher that leads nowhere',
      { Type: 'Task', Resource: TASK, Catch: [{ ErrorEquals: ['X'], Next: 'gone' }], End: true },
      /'gone'/,
    ],
    [
      'States.ALL before another retrier',
      {
        Type: 'Task',
        Resource: TASK,
        Retry: [{ ErrorEquals: ['States.ALL'] }, { ErrorEquals: ['X'] }],
        End: true,
      },
      /States.ALL must be alone/,
    ],
    [
      'an error in a branch',
      { Type: 'Parallel', Branches: [{ StartAt: 'b', States: { b: { Type: 'Pass' } } }], End: true },
      /at \/States\/only\/States\/b'/,
    ],
    [
      'a distributed map',
      {
        Type: 'Map',
        ItemProcessor: { ProcessorConfig: { Mode: 'DISTRIBUTED' }, StartAt: 'b', States: { b: DONE } },
        End: true,
      },
      /DISTRIBUTED/,
    ],
  ])('fails for %s (STATES-2)', (_what, state, message) => {
    expect(() => parseDefinition(machine(state))).toThrow(message);
  });

  it('fails for what is not JSON, and for a start that is not there', () => {
    expect(() => parseDefinition('{')).toThrow(/INVALID_JSON_DESCRIPTION/);
    expect(() => parseDefinition(JSON.stringify({ StartAt: 'a', States: { b: DONE } }))).toThrow(
      /There is no state named 'a'/,
    );
  });
});
