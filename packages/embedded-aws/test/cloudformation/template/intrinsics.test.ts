import { resolveValue } from '../../../src/services/cloudformation/template/resolve';
import type { Scope } from '../../../src/services/cloudformation/template/scope';

const SCOPE: Scope = {
  pseudo: { 'AWS::Region': 'eu-west-1', 'AWS::NotificationARNs': [] },
  parameters: { Stage: 'dev', Zones: ['x', 'y'], Long: 'x'.repeat(1_000) },
  mappings: { Sizes: { dev: { memory: 128 } } },
  isExtended: false,
  condition: (name) => name === 'Yes',
  physicalId: (logicalId) => `id-of-${logicalId}`,
  attribute: (logicalId, name) => `${name}-of-${logicalId}`,
  importValue: (name) => `imported-${name}`,
  withDynamicReferences: (text) => text.replaceAll('{{resolve:ssm:/zones}}', 'x,y'),
};

/** Nested Fn::Sub that each use their value twice: exponential growth. */
const doubled = (levels: number): object =>
  Array.from({ length: levels }).reduce<object>((value) => ({ 'Fn::Sub': ['${a}${a}', { a: value }] }), {
    'Fn::Sub': ['x', {}],
  });

const OPEN_REFERENCES = '{{resolve:'.repeat(90_000);

describe('intrinsic functions', () => {
  it.each<[string, unknown, unknown]>([
    ['Ref of a list parameter', { Ref: 'Zones' }, ['x', 'y']],
    ['GetAtt as text with dots', { 'Fn::GetAtt': 'Db.Endpoint.Port' }, 'Endpoint.Port-of-Db'],
    ['GetAtt with a computed attribute', { 'Fn::GetAtt': ['Role', { Ref: 'Stage' }] }, 'dev-of-Role'],
    ['what looks like dynamic references without ends', OPEN_REFERENCES, OPEN_REFERENCES],
    [
      'a dynamic reference that is split (CFN-32)',
      { 'Fn::Select': [1, { 'Fn::Split': [',', '{{resolve:ssm:/zones}}'] }] },
      'y',
    ],
    ['Split by several characters', { 'Fn::Split': ['aab', 'aaab-aab'] }, ['a', '-', '']],
    ['Split by nothing', { 'Fn::Split': ['', 'ab'] }, ['a', 'b']],
    [
      'Sub with names, attributes, literals and values of its own',
      { 'Fn::Sub': ['${Own}:${Stage}:${Role.Arn}:${!Literal}:${AWS::Region}', { Own: { Ref: 'Bucket' } }] },
      'id-of-Bucket:dev:Arn-of-Role:${Literal}:eu-west-1',
    ],
    ['Sub of plain text', { 'Fn::Sub': 'plain $5 {x}' }, 'plain $5 {x}'],
    ['ImportValue', { 'Fn::ImportValue': { 'Fn::Sub': '${Stage}-vpc' } }, 'imported-dev-vpc'],
    ['GetAZs', { 'Fn::GetAZs': '' }, ['eu-west-1a', 'eu-west-1b', 'eu-west-1c']],
    [
      'NoValue in a structure and a list',
      { A: { Ref: 'AWS::NoValue' }, B: [{ Ref: 'AWS::NoValue' }, 1] },
      { B: [1] },
    ],
    [
      'a structure whose only member is no function',
      { Condition: { Bool: true } },
      { Condition: { Bool: true } },
    ],
  ])('resolve %s', (_name, value, expected) => {
    expect(resolveValue(value, SCOPE)).toEqual(expected);
  });

  it.each<[string, unknown, RegExp]>([
    ['a function that CloudFormation does not have', { 'Fn::Nope': 1 }, /known function, got Fn::Nope/],
    ['a function that needs a transform', { 'Fn::Length': [1] }, /Fn::Length.*AWS::LanguageExtensions/],
    ['Cidr', { 'Fn::Cidr': ['10.0.0.0/16', 1, 8] }, /does not support the intrinsic function Fn::Cidr/],
    ['a list where text is due', { 'Fn::Join': [',', [['a']]] }, /requires strings, got \["a"\]/],
    ['Subs whose values hold others, each twice', doubled(33), /Fn::Sub makes a text of more than 1000000/],
    [
      'a Join of much text',
      { 'Fn::Join': [',', Array(2_000).fill({ Ref: 'Long' })] },
      /Fn::Join makes a text of more than/,
    ],
  ])('fails %s', (_name, value, words) => {
    expect(() => resolveValue(value, SCOPE)).toThrow(words);
  });
});

describe('the functions of AWS::LanguageExtensions', () => {
  it.each<[string, unknown, unknown]>([
    ['Length', { 'Fn::Length': { Ref: 'Zones' } }, 2],
    ['ToJsonString', { 'Fn::ToJsonString': { stage: { Ref: 'Stage' } } }, '{"stage":"dev"}'],
    [
      'FindInMap with a default',
      { 'Fn::FindInMap': ['Sizes', 'prod', 'memory', { DefaultValue: { Ref: 'Stage' } }] },
      'dev',
    ],
  ])('%s (CFN-30)', (_name, value, result) => {
    expect(resolveValue(value, { ...SCOPE, isExtended: true })).toEqual(result);
    expect(() => resolveValue(value, SCOPE)).toThrow();
  });
});
