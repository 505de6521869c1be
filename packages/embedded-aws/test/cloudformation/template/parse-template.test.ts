import { parseTemplate } from '../../../src/services/cloudformation/template/parse-template';

const RESOURCE = { A: { Type: 'Custom::X' } };

const having = (more: object): object => ({ Resources: { A: { ...RESOURCE.A, ...more } } });
const members = (count: number, value: object): object =>
  Object.fromEntries(Array.from({ length: count }, (_, at) => [`A${at}`, value]));

describe('parseTemplate', () => {
  it('reads the short forms of YAML as the long ones of JSON', () => {
    const yaml = `
AWSTemplateFormatVersion: 2010-09-09
Conditions:
  Both: !And [!Condition One, !Not [!Equals [a, b]]]
  One: !Equals [!Ref P, "1"]
Resources:
  A:
    Type: Custom::X
    Properties:
      Name: !Sub "\${AWS::StackName}-x"
      Attribute: !GetAtt B.Endpoint.Port
      Listed: !GetAtt [B, Arn]
      Joined: !Join
        - ","
        - [!Ref P, !If [Both, x, !Ref AWS::NoValue]]
      Mapped: !Sub ["\${Own}", { Own: !ImportValue shared }]
`;
    const { conditions, resources } = parseTemplate(yaml);
    expect(conditions).toEqual({
      Both: { 'Fn::And': [{ Condition: 'One' }, { 'Fn::Not': [{ 'Fn::Equals': ['a', 'b'] }] }] },
      One: { 'Fn::Equals': [{ Ref: 'P' }, '1'] },
    });
    expect(resources.A.Properties).toEqual({
      Name: { 'Fn::Sub': '${AWS::StackName}-x' },
      Attribute: { 'Fn::GetAtt': ['B', 'Endpoint.Port'] },
      Listed: { 'Fn::GetAtt': ['B', 'Arn'] },
      Joined: { 'Fn::Join': [',', [{ Ref: 'P' }, { 'Fn::If': ['Both', 'x', { Ref: 'AWS::NoValue' }] }]] },
      Mapped: { 'Fn::Sub': ['${Own}', { Own: { 'Fn::ImportValue': 'shared' } }] },
    });
  });

  it.each<[string, string | object, RegExp]>([
    ['JSON that breaks off', '{"Resources": ', /JSON not well-formed/],
    ['YAML that is none', 'a: b: c', /YAML not well-formed\. \(line 1, column 4\) Nested mappings/],
    ['a key twice', 'Resources:\n  A: 1\n  B: 2\n  "A": 3', /\(line 4, column 3\) Map keys must be unique/],
    ['a key that is a map', 'Resources:\n  ? {a: 1}\n  : 2', /\(line 2, column 5\) Map keys must be/],
    ['two documents', '---\nResources: {}\n---\nResources: {}', /multiple documents/],
    ['an alias', 'Resources: &a {}\nOutputs: *a', /YAML aliases are not allowed/],
    ['an alias of what comes later', 'Resources: *a\nOutputs: &a {}', /YAML/],
    ['YAML of very many symbols', `Metadata: [${'a,'.repeat(130_000)}]`, /more than 250000 symbols/],
    ['maps as keys of maps as keys', `Metadata:\n  ${'? '.repeat(400)}a`, /Map keys must be/],
    ['YAML as deep as its reader goes', `Metadata: ${'['.repeat(5_000)}${']'.repeat(5_000)}`, /call stack/],
    ['text', 'hello', /unsupported structure/],
    ['an unknown section', { Resources: RESOURCE, Extras: {} }, /property or properties \[Extras\]/],
    ['a transform', { Resources: RESOURCE, Transform: 'AWS::Serverless' }, /AWS::Serverless/],
    [
      'resources in a loop',
      {
        Resources: { 'Fn::ForEach::Topics': ['Name', ['a', 'b'], {}] },
        Transform: 'AWS::LanguageExtensions',
      },
      /does not support Fn::ForEach, which Resources has: Fn::ForEach::Topics/,
    ],
    ['501 resources', { Resources: members(501, RESOURCE.A) }, /Number of resources, 501, .* allowed, 500/],
    [
      '201 parameters',
      { Parameters: members(201, { Type: 'String' }), Resources: RESOURCE },
      /Number of parameters, 201, is greater than maximum allowed, 200/,
    ],
    ['an update policy', having({ UpdatePolicy: {} }), /UpdatePolicy of resource A/],
    ['a snapshot', having({ DeletionPolicy: 'Snapshot' }), /Snapshot of resource A/],
  ])('fails for %s (CFN-1)', (_name, template, words) => {
    const text = typeof template === 'string' ? template : JSON.stringify(template);
    expect(() => parseTemplate(text)).toThrow(words);
  });
});
