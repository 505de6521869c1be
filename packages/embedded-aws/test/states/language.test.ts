import { SFN } from '@aws-sdk/client-sfn';
import type { Clock } from '../../src/clock';
import { History } from '../../src/services/states/language/history';
import { createAdminRole } from '../admin-role';
import { awsForAll } from '../support/test-aws';
import { create, ended, outcome, start } from './state-machine';

const aws = awsForAll();
const client = aws.client(SFN);

beforeEach(async () => {
  await createAdminRole(aws.endpoint);
});

afterEach(() => aws.reset());

const DONE = { Type: 'Succeed' };
const pass = (fields: object): object => ({ Type: 'Pass', End: true, ...fields });

describe('data', () => {
  const input = { a: { b: [10, 20] }, 'x y': 'text' };
  it.each([
    ['is selected by InputPath', { InputPath: "$['x y']" }, 'text'],
    ['is selected by an index', { InputPath: "$.a['b'][1]" }, 20],
    ['takes a result in at an index', { Result: 1, ResultPath: '$.a.b[0]' }, { ...input, a: { b: [1, 20] } }],
    ['is gathered by a wildcard', { InputPath: '$.a.b[*]' }, [10, 20]],
    [
      'fills the template of Parameters',
      { Parameters: { fixed: 'x', 'at.$': '$.a.b[0]', list: [{ 'state.$': '$$.State.Name' }] } },
      { fixed: 'x', at: 10, list: [{ state: 'only' }] },
    ],
  ])('%s', async (_what, fields, expected) => {
    expect(await outcome(client, { only: pass(fields) }, input)).toMatchObject({
      status: 'SUCCEEDED',
      output: expected,
    });
  });

  it.each([
    ['InputPath finds nothing', { InputPath: '$.gone' }, 'States.Runtime'],
    ['a template finds nothing', { Parameters: { 'a.$': '$.gone' } }, 'States.ParameterPathFailure'],
    ['ResultPath leads into a text', { Result: 1, ResultPath: '$.x.y' }, 'States.ResultPathMatchFailure'],
    ['Format lacks a value', { Parameters: { 'a.$': "States.Format('{}')" } }, 'States.IntrinsicFailure'],
  ])('fails where %s', async (_what, fields, error) => {
    const result = await outcome(client, { only: pass(fields) }, { x: 'text' });
    expect(result).toMatchObject({ status: 'FAILED', error });
    expect(result.cause).toContain("the state 'only'");
  });
});

describe('a choice', () => {
  const input = {
    text: 'banana',
    number: 5,
    yes: true,
    nothing: null,
    time: '2026-11-24T12:00:00Z',
    otherText: 'cherry',
    otherNumber: 5,
    otherTime: '2026-11-24T13:00:00+01:00',
    signs: 'a*b\\c',
    long: 'a'.repeat(1_000),
  };
  const chosen = async (rule: object): Promise<unknown> => {
    const states = {
      choose: { Type: 'Choice', Choices: [{ ...rule, Next: 'right' }], Default: 'wrong' },
      right: pass({ Result: true }),
      wrong: pass({ Result: false }),
    };
    return (await outcome(client, states, input)).output;
  };
  it.each([
    ['text', 'StringLessThan', 'cherry', true],
    ['text', 'StringGreaterThan', 'cherry', false],
    ['text', 'StringLessThanEquals', 'banana', true],
    ['text', 'StringGreaterThanEquals', 'banana', true],
    ['text', 'StringMatches', 'b*na', true],
    ['text', 'StringMatches', 'b.*', false],
    ['text', 'StringMatches', 'b\\*', false],
    ['signs', 'StringMatches', '*\\**\\\\*', true],
    ['long', 'StringMatches', `${'*a'.repeat(20)}*b`, false],
    ['long', 'StringMatches', `${'*a'.repeat(20)}*`, true],
    ['text', 'StringLessThanPath', '$.otherText', true],
    ['number', 'NumericEquals', 5, true],
    ['number', 'NumericLessThan', 5, false],
    ['number', 'NumericLessThanEquals', 5, true],
    ['number', 'NumericGreaterThan', 4.5, true],
    ['number', 'NumericGreaterThanEquals', 6, false],
    ['number', 'NumericEqualsPath', '$.otherNumber', true],
    ['yes', 'BooleanEquals', true, true],
    ['yes', 'BooleanEquals', false, false],
    ['text', 'BooleanEquals', true, false],
    ['time', 'TimestampEquals', '2026-11-24T12:00:00.000Z', true],
    ['time', 'TimestampEqualsPath', '$.otherTime', true],
    ['time', 'TimestampLessThan', '2026-11-24T12:00:01Z', true],
    ['time', 'TimestampGreaterThan', '2026-11-24T12:00:01Z', false],
    ['nothing', 'IsNull', true, true],
    ['text', 'IsNull', false, true],
    ['gone', 'IsPresent', false, true],
    ['nothing', 'IsPresent', true, true],
    ['number', 'IsNumeric', true, true],
    ['text', 'IsString', true, true],
    ['yes', 'IsBoolean', true, true],
    ['time', 'IsTimestamp', true, true],
    ['text', 'IsTimestamp', true, false],
  ])('of $.%s %s %j is %s', async (name, operator, operand, holds) => {
    expect(await chosen({ Variable: `$.${name}`, [operator]: operand })).toBe(holds);
  });

  const yes = { Variable: '$.yes', BooleanEquals: true };
  const no = { Variable: '$.yes', BooleanEquals: false };
  it.each([
    ['And', { And: [yes, yes] }, true],
    ['And', { And: [yes, no] }, false],
    ['Or', { Or: [no, yes] }, true],
    ['Or', { Or: [no, no] }, false],
    ['Not', { Not: no }, true],
    ['Not in And in Or', { Or: [no, { And: [yes, { Not: yes }] }] }, false],
  ])('joins rules by %s', async (_what, rule, holds) => {
    expect(await chosen(rule)).toBe(holds);
  });

  it.each([
    ['no rule holds and there is no default', no, {}, 'States.NoChoiceMatched'],
    ['the value is absent', { Variable: '$.gone', NumericEquals: 1 }, { Default: 'done' }, 'States.Runtime'],
  ])('fails where %s', async (_what, rule, more, error) => {
    const states = { choose: { Type: 'Choice', Choices: [{ ...rule, Next: 'done' }], ...more }, done: DONE };
    expect(await outcome(client, states, input)).toMatchObject({ error });
  });
});

const LONG = { Type: 'Wait', Seconds: 99_999, End: true };
const BAD = { Type: 'Fail', Error: 'Bad', Cause: 'why' };

describe('parallel branches', () => {
  const both = (Branches: object[], more: object): Record<string, object> => ({
    both: { Type: 'Parallel', Branches, End: true, ...more },
    done: DONE,
  });
  const branch = (B: object): object => ({ StartAt: 'B', States: { B } });

  it('end when one of them fails, and the error can be caught', async () => {
    const Catch = [{ ErrorEquals: ['Bad'], ResultPath: '$.error', Next: 'done' }];
    const { output } = await outcome(client, both([branch(LONG), branch(BAD)], { Catch }), { in: 0 });
    expect(output).toEqual({ in: 0, error: { Error: 'Bad', Cause: 'why' } });
  });
});

describe('a map', () => {
  const each = (States: object, more: object): Record<string, object> => ({
    each: {
      ...{ Type: 'Map', End: true },
      ItemProcessor: { ProcessorConfig: { Mode: 'INLINE' }, StartAt: Object.keys(States)[0], States },
      ...more,
    },
    done: DONE,
  });

  it.each([0, 1, 2])('gives the outputs in the order of the items, %i at once', async (MaxConcurrency) => {
    const ItemSelector = { 'item.$': '$$.Map.Item.Value', 'at.$': '$$.Map.Item.Index', 'of.$': '$.name' };
    const states = each({ one: pass({}) }, { ItemsPath: '$.items', MaxConcurrency, ItemSelector });
    const { output } = await outcome(client, states, { name: 'n', items: ['a', 'b', 'c'] });
    expect(output).toEqual(['a', 'b', 'c'].map((item, at) => ({ item, at, of: 'n' })));
  });

  it('fails where there is no list', async () => {
    const result = await outcome(client, each({ one: DONE }, {}), { a: 1 });
    expect(result).toMatchObject({ error: 'States.Runtime' });
  });
});

describe('an execution', () => {
  it('fails rather than going round for ever', async () => {
    const states = { a: { Type: 'Pass', Next: 'b' }, b: { Type: 'Pass', Next: 'a' } };
    const executionArn = await start(client, await create(client, states));
    const result = await ended(client, executionArn);
    const limit = {
      error: 'States.Runtime',
      cause: 'The execution reached the maximum number of history events (25000).',
    };
    expect(result).toMatchObject({ status: 'FAILED', ...limit });
    const last = { executionArn, reverseOrder: true, maxResults: 2 };
    expect((await client.getExecutionHistory(last)).events).toMatchObject([
      { id: 25_000, type: 'ExecutionFailed', executionFailedEventDetails: limit },
      { id: 24_999, type: 'PassStateExited' },
    ]);
  });

  it('may end with the event 25,000', () => {
    const onFull = jest.fn();
    const line = new History({ now: () => 0 } as Clock, undefined, onFull).line();
    line.add('ExecutionStarted');
    for (let event = 2; event < 25_000; event++) line.add('PassStateEntered');
    line.isCounted = false;
    line.add('LambdaFunctionFailed');
    line.isCounted = true;
    expect(() => line.add('ExecutionSucceeded')).not.toThrow();
    expect(onFull).not.toHaveBeenCalled();
    expect(() => line.add('PassStateExited')).toThrow('(25000)');
    expect(onFull).toHaveBeenCalled();
  });
});

describe('data made from others', () => {
  const many = (what: string): string => `States.Array(${Array(40_000).fill(what).join(',')})`;
  const text = 'x'.repeat(100_000);
  it.each([
    ['Parameters', { 'a.$': many('$') }],
    ['States.Format', { 'a.$': `States.Format('${'{}'.repeat(40_000)}'${',$'.repeat(40_000)})` }],
    ['States.JsonToString', { 'a.$': `States.JsonToString(${many('$')})` }],
  ])('fails at its limit before it is written, made by %s', async (maker, Parameters) => {
    const { error, cause } = await outcome(client, { only: pass({ Parameters }) }, text);
    expect(error).toBe('States.DataLimitExceeded');
    expect(cause).toContain(maker);
  });
});
