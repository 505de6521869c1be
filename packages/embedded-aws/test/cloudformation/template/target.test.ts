import { resolveParameters } from '../../../src/services/cloudformation/template/parameters';
import { parseTemplate } from '../../../src/services/cloudformation/template/parse-template';
import { createTarget, type Target } from '../../../src/services/cloudformation/template/target';

const targetOf = async (template: object, given: Record<string, string> = {}): Promise<Target> => {
  const parsed = parseTemplate(JSON.stringify(template));
  const inputs = Object.entries(given).map(([ParameterKey, ParameterValue]) => ({
    ParameterKey,
    ParameterValue,
  }));
  const call = async <O extends object>(): Promise<O> => ({ Parameter: { Value: '33' } }) as unknown as O;
  const parameters = await resolveParameters(parsed.parameters, inputs, {}, call);
  return createTarget(parsed, parameters, { 'AWS::Region': 'us-east-1' });
};

const resource = (properties: object = {}, attributes: object = {}): object => ({
  Type: 'Custom::X',
  Properties: properties,
  ...attributes,
});

/** One with a property of that value. */
const having = (value: unknown): object => resource({ X: value });

describe('createTarget', () => {
  it('finds dependencies in Ref, GetAtt, Sub and DependsOn, and in the branch that a condition takes', async () => {
    const { graph } = await targetOf({
      Conditions: { Yes: { 'Fn::Equals': [{ Ref: 'AWS::Region' }, 'us-east-1'] } },
      Resources: {
        A: resource({ Direct: { Ref: 'B' } }),
        B: resource({ Att: [{ 'Fn::GetAtt': ['C', 'Arn'] }] }),
        C: resource({ Sub: { 'Fn::Sub': ['${D.Arn} ${Own}', { Own: { Ref: 'E' } }] } }),
        D: resource({ If: { 'Fn::If': ['Yes', 'x', { Ref: 'A' }] } }),
        E: resource({}, { DependsOn: ['D'] }),
      },
    });
    const plain = [...graph].map(([name, dependencies]) => [name, [...dependencies].sort()]);
    expect(Object.fromEntries(plain)).toEqual({ A: ['B'], B: ['C'], C: ['D', 'E'], D: [], E: ['D'] });
  });

  it('leaves out resources whose condition does not hold', async () => {
    const { graph } = await targetOf({
      Conditions: { Never: { 'Fn::Equals': ['a', 'b'] } },
      Resources: { A: resource({}, { DependsOn: 'B' }), B: resource({}, { Condition: 'Never' }) },
    });
    expect([...graph]).toEqual([['A', new Set()]]);
  });

  const BACKTRACKS = 'cannot use AllowedPattern (a+)+ of the parameter P: it backtracks for too long';
  const assertion = {
    Assert: { 'Fn::Not': [{ 'Fn::Contains': [['33', '34'], { Ref: 'Version' }] }] },
    AssertDescription: 'too old',
  };

  it.each<[string, object, string, object?]>([
    [
      'an attribute without a name',
      { A: resource(), B: having({ 'Fn::GetAtt': ['A'] }) },
      'Template error: every Fn::GetAtt object requires two non-empty parameters',
    ],
    [
      'a circle, and names what is on it alone',
      { A: having({ Ref: 'B' }), B: having({ Ref: 'A' }), Before: having({ Ref: 'A' }), After: resource() },
      'Circular dependency between resources: [A, B]',
    ],
    [
      'a condition that is not there',
      { A: resource({}, { Condition: 'Nope' }) },
      'Template format error: Unresolved condition dependency Nope',
    ],
    [
      'a condition that needs itself',
      { A: resource() },
      'Template error: circular dependency in condition A',
      { Conditions: { A: { Condition: 'A' } } },
    ],
    [
      'a rule that does not hold, in its own words',
      { A: resource() },
      'Template error: rule Check failed: too old',
      {
        Parameters: { Version: { Type: 'AWS::SSM::Parameter::Value<String>', Default: '/version' } },
        Rules: { Check: { Assertions: [assertion] } },
      },
    ],
  ])('fails for %s (CFN-3)', async (_name, Resources, words, rest = {}) => {
    await expect(targetOf({ Resources, ...rest })).rejects.toThrow(words);
  });

  it('leaves to its time what a resource or an untaken branch gives', async () => {
    const missing = { 'Fn::FindInMap': ['M', 'a', 'z'] };
    const template = {
      Conditions: { Never: { 'Fn::Equals': ['a', 'b'] } },
      Mappings: { M: { a: { b: 'c' } } },
      Resources: {
        A: having({ 'Fn::If': ['Never', missing, 'x'] }),
        B: having({ 'Fn::Select': [5, { 'Fn::Split': ['/', { Ref: 'A' }] }] }),
      },
    };
    await expect(targetOf(template)).resolves.toBeDefined();
  });

  it.each<[string, object, string | undefined, string]>([
    ['a value that is missing', {}, undefined, 'Parameters: [P] must have values'],
    ['a value that is not allowed', { AllowedValues: ['a'] }, 'b', 'must be one of AllowedValues [a]'],
    ['no match', { AllowedPattern: '[a-z]+' }, 'B', "Parameter 'P' must match pattern [a-z]+"],
    ['a pattern that backtracks', { AllowedPattern: '(a+)+' }, `${'a'.repeat(50)}b`, BACKTRACKS],
    ['a pattern that is none', { AllowedPattern: '(?i)a' }, 'a', 'Invalid regular expression'],
    ['text where a number is due', { Type: 'Number' }, 'b', 'Parameter value b is not a number'],
    ['a small number', { Type: 'Number', MinValue: 5 }, '4', 'must be a number not less than 5'],
    ['an unknown type', { Type: 'AWS::EC2::VPC::Id' }, 'x', 'support the parameter type AWS::EC2::VPC::Id'],
  ])('fails for a parameter with %s', async (_name, definition, P, words) => {
    const template = { Parameters: { P: { Type: 'String', ...definition } }, Resources: { A: resource() } };
    await expect(targetOf(template, P === undefined ? {} : { P })).rejects.toThrow(words);
  });

  it('fails for a value that no parameter asks for', async () => {
    const target = targetOf({ Resources: { A: resource() } }, { Q: '1' });
    await expect(target).rejects.toThrow('Parameters: [Q] do not exist');
  });
});

it('fails for a policy that its parameter makes one of none (CFN-1)', async () => {
  const template = {
    Parameters: { Keep: { Type: 'String' } },
    Resources: { B: resource({}, { UpdateReplacePolicy: { Ref: 'Keep' } }) },
  };
  await expect(targetOf(template, { Keep: 'yes' })).rejects.toThrow(/UpdateReplacePolicy yes of resource B/);
});
