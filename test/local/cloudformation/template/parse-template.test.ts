import { parseTemplate } from '../../../../local/services/cloudformation/template/parse-template';

const RESOURCE = { A: { Type: 'Custom::X' } };

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
    ['YAML that is none', 'a: b: c', /YAML not well-formed/],
    ['text', 'hello', /unsupported structure/],
    ['no resources', {}, /At least one Resources member must be defined/],
    [
      'an unknown section',
      { Resources: RESOURCE, Extras: {} },
      /Invalid template property or properties \[Extras\]/,
    ],
    [
      'a transform',
      { Resources: RESOURCE, Transform: 'AWS::Serverless-2016-10-31' },
      /AWS::Serverless-2016-10-31/,
    ],
    ['a resource without a type', { Resources: { A: {} } }, /must contain a Type member/],
    ['an odd logical id', { Resources: { 'a-b': { Type: 'Custom::X' } } }, /a-b is non alphanumeric/],
    [
      'an update policy',
      { Resources: { A: { Type: 'Custom::X', UpdatePolicy: {} } } },
      /UpdatePolicy of resource A/,
    ],
    [
      'a snapshot',
      { Resources: { A: { Type: 'Custom::X', DeletionPolicy: 'Snapshot' } } },
      /Snapshot of resource A/,
    ],
  ])('fails for %s', (_name, template, words) => {
    const text = typeof template === 'string' ? template : JSON.stringify(template);
    expect(() => parseTemplate(text)).toThrow(words);
  });
});
