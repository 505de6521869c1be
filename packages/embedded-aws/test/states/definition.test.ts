import { parseDefinition } from '../../src/services/states/language/parse-definition';

const DONE = { Type: 'Succeed' };
const TASK = 'arn:aws:lambda:us-east-1:123456789012:function:f';
const INVOKE = 'arn:aws:states:::lambda:invoke';
const machine = (only: object): string =>
  JSON.stringify({ StartAt: 'only', States: { only: { End: true, ...only }, done: DONE } });
const pass = (more: object): object => ({ Type: 'Pass', ...more });
const choice = (rule: object): object => ({ End: undefined, Type: 'Choice', Choices: [rule] });

it.each<[RegExp, object]>([
  [/Type must be one of Choice, Fail, .*got "Dance" at \/States\/only/, { End: undefined, Type: 'Dance' }],
  [/'Output' is not known/, pass({ Output: 1 })],
  [/'1a' at 'Assign.key'/, pass({ Assign: { '1a': 1 } })],
  [/'Seconds' is not known/, pass({ Seconds: 1 })],
  [/MISSING_TRANSITION_TARGET.*'gone'/, pass({ End: undefined, Next: 'gone' })],
  [/exactly one of Next and End/, pass({ End: undefined })],
  [/exactly one of Next and End/, pass({ Next: 'done' })],
  [
    /aws-sdk:dynamodb:getItem.*personalize, /,
    { Type: 'Task', Resource: 'arn:aws:states:::aws-sdk:dynamodb:getItem' },
  ],
  [/waitForTaskToken/, { Type: 'Task', Resource: `${INVOKE}.waitForTaskToken` }],
  [/needs FunctionName/, { Type: 'Task', Resource: INVOKE, Parameters: {} }],
  [/cannot read the path/, pass({ InputPath: '$.a[?(@.b)]' })],
  [/not a reference path/, pass({ ResultPath: '$.a[*]' })],
  [/no intrinsic function States.UUID/, pass({ Parameters: { 'a.$': 'States.UUID()' } })],
  [/Expected a string/, pass({ Parameters: { 'a.$': "States.Array('x" } })],
  [/exactly one of Seconds/, { Type: 'Wait', Seconds: 1, SecondsPath: '$.s' }],
  [/got 'noon'/, { Type: 'Wait', Timestamp: 'noon' }],
  [/no operator IsNice/, choice({ Variable: '$.a', IsNice: true, Next: 'done' })],
  [/NumericEquals cannot compare with "1"/, choice({ Variable: '$.a', NumericEquals: '1', Next: 'done' })],
  [/exactly one operator/, choice({ Variable: '$.a', IsNull: true, IsString: true, Next: 'done' })],
  [/only they may/, choice({ Not: { Variable: '$.a', IsNull: true, Next: 'done' }, Next: 'done' })],
  [/'gone'/, choice({ Variable: '$.a', IsNull: true, Next: 'gone' })],
  [/'gone'/, { Type: 'Task', Resource: TASK, Catch: [{ ErrorEquals: ['X'], Next: 'gone' }] }],
  [
    /States.ALL must be alone/,
    { Type: 'Task', Resource: TASK, Retry: [{ ErrorEquals: ['States.ALL'] }, { ErrorEquals: ['X'] }] },
  ],
  [
    /at \/States\/only\/States\/b'/,
    { Type: 'Parallel', Branches: [{ StartAt: 'b', States: { b: { Type: 'Pass' } } }] },
  ],
  [
    /DISTRIBUTED/,
    {
      Type: 'Map',
      ItemProcessor: { ProcessorConfig: { Mode: 'DISTRIBUTED' }, StartAt: 'b', States: { b: DONE } },
    },
  ],
])('a definition fails with %s for %j (STATES-2)', (message, state) => {
  expect(() => parseDefinition(machine(state))).toThrow(message);
});

it('a definition fails that is not JSON, or whose start is not there', () => {
  expect(() => parseDefinition('{')).toThrow(/INVALID_JSON_DESCRIPTION/);
  const lost = JSON.stringify({ StartAt: 'a', States: { b: DONE } });
  expect(() => parseDefinition(lost)).toThrow(/There is no state named 'a'/);
});
