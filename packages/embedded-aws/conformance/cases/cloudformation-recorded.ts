import { SNS } from '@aws-sdk/client-sns';
import { S3 } from '@aws-sdk/client-s3';
import { SSM } from '@aws-sdk/client-ssm';
import { refusal, type Account } from '../account';
import type { ConformanceCase } from '../conformance-case';
import { snapshot } from '../sources';
import {
  changeSet,
  clientOf,
  CREATE,
  described,
  ENGINE,
  eventsOf,
  outputsOf,
  parameter,
  remove,
  settled,
  StackName,
} from '../stack-calls';

const Parameters = (values: Record<string, string>): object => ({
  Parameters: Object.entries(values).map(([ParameterKey, ParameterValue]) => ({
    ParameterKey,
    ParameterValue,
  })),
});

/** Deploys by a change set, as most recordings do; the settled stack. */
async function deploy(
  account: Account,
  name: string,
  template: object,
  more: object = {},
): Promise<Awaited<ReturnType<typeof settled>>> {
  await changeSet(account, name, template, more);
  await described(account, name);
  await clientOf(account).executeChangeSet({ StackName, ChangeSetName: name });
  for (;;) {
    const stack = await settled(account);
    if (stack.StackStatus !== 'REVIEW_IN_PROGRESS') return stack;
  }
}

/** Statuses by logical id, each once in a row. */
async function statusesOf(account: Account, stackId: string | undefined): Promise<Record<string, string[]>> {
  const statuses: Record<string, string[]> = {};
  for (const line of await eventsOf(account, stackId)) {
    const [id, status] = line.split(' ');
    const list = (statuses[id] ??= []);
    if (list.at(-1) !== status) list.push(status);
  }
  return statuses;
}

const BY_ENVIRONMENT = {
  Parameters: { Content: { Type: 'String' }, Stage: { Type: 'String', AllowedValues: ['test', 'live'] } },
  Conditions: { Lasting: { 'Fn::Equals': [{ Ref: 'Stage' }, 'live'] } },
  Resources: {
    Kept: parameter(
      { Value: { Ref: 'Content' } },
      { DeletionPolicy: { 'Fn::If': ['Lasting', 'Retain', 'Delete'] } },
    ),
  },
  Outputs: { Name: { Value: { Ref: 'Kept' } } },
};

/** A template, its parameters, and what CreateChangeSet answers. */
const REFUSED: readonly (readonly [
  id: string,
  source: readonly [path: string, test: string],
  template: object,
  message: string,
  parameters?: Record<string, string>,
  wrong?: string,
])[] = [
  [
    'a mapping of three levels',
    ['cloudformation/engine/test_mappings', 'TestCloudFormationMappings::test_mapping_maximum_nesting_depth'],
    { Mappings: { Sizes: { S: { Width: { Small: '1' } } } }, Resources: { A: parameter() } },
    'Template format error: Every Mappings attribute must be a String or a List.',
  ],
  ...(['first', 'second'] as const).map(
    (level) =>
      [
        `a mapping’s missing key of the ${level} level, by a parameter`,
        [
          'cloudformation/engine/test_mappings',
          `TestCloudFormationMappings::test_async_mapping_error_${level}_level_v2`,
        ],
        {
          Parameters: { One: { Type: 'String' }, Two: { Type: 'String' } },
          Mappings: { Sizes: { S: { Width: '1' } } },
          Resources: {
            A: parameter({ Value: { 'Fn::FindInMap': ['Sizes', { Ref: 'One' }, { Ref: 'Two' }] } }),
          },
        },
        `Template error: Unable to get mapping for Sizes::${level === 'first' ? 'C::Width' : 'S::Other'}`,
        level === 'first' ? { One: 'C', Two: 'Width' } : { One: 'S', Two: 'Other' },
      ] as const,
  ),
  [
    'an output with a null and another null',
    ['cloudformation/api/test_validations', 'test_invalid_output_structure[missing-def]'],
    { Resources: { A: parameter() }, Outputs: { Out: { Value: null, Other: null } } },
    "[/Outputs/Out/Value] 'null' values are not allowed in templates",
  ],
  [
    'Fn::Select of what is no list',
    [
      'cloudformation/test_change_set_fn_select',
      'TestChangeSetFnSelect::test_invalid_select_index_type[non-list-list]',
    ],
    { Resources: { A: parameter({ Value: { 'Fn::Select': [0, 'a text'] } }) } },
    'Template error: Fn::Select requires a list argument with two elements: an integer index and a list',
  ],
  [
    'a resource without a type, in a change set',
    [ENGINE, 'test_no_type'],
    { Resources: { A: { Properties: { TopicName: 'items' } } } },
    'Template format error: [/Resources/A] Every Resources object must contain a Type member.',
  ],
  [
    'a parameter of a missing SSM parameter',
    [ENGINE, 'TestSsmParameters::test_resolve_ssm_missing_parameter'],
    {
      Parameters: { P: { Type: 'AWS::SSM::Parameter::Value<String>' } },
      Resources: { A: parameter({ Value: { Ref: 'P' } }) },
    },
    'Parameter P should either have input value or default value',
    { P: 'not-there' },
    'Unable to fetch parameters [not-there] …',
  ],
];

const named = (TopicName: string, DisplayName: unknown): object => ({
  Type: 'AWS::SNS::Topic',
  Properties: { TopicName, DisplayName },
});
const OF_ONE = { 'Fn::GetAtt': ['One', 'DisplayName'] };
const changed = (before: string, after: string): object => ({
  ChangeSource: 'DirectModification',
  Evaluation: 'Static',
  Target: {
    AfterValue: after,
    Attribute: 'Properties',
    AttributeChangeType: 'Modify',
    BeforeValue: before,
    Name: 'DisplayName',
    Path: '/Properties/DisplayName',
    RequiresRecreation: 'Never',
  },
});

/** Two templates, and the changes of the second with their property values. */
const PROPERTY_VALUES: readonly (readonly [
  title: string,
  test: string,
  before: object,
  after: object,
  changes: readonly object[],
])[] = [
  [
    'a change set with property values shows an attribute of a resource that stays as its value',
    'TestChangeSetFnGetAttr::test_resource_addition',
    { One: named('one', 'first') },
    { One: named('one', 'first'), Two: named('two', OF_ONE) },
    [
      {
        Action: 'Add',
        LogicalResourceId: 'Two',
        AfterContext: { Properties: { TopicName: 'two', DisplayName: 'first' } },
      },
    ],
  ],
  [
    'a change set with property values shows a value before and after, and not what follows from it',
    'TestChangeSetFnGetAttr::test_direct_attribute_value_change',
    { One: named('one', 'first'), Two: named('two', OF_ONE) },
    { One: named('one', 'second'), Two: named('two', OF_ONE) },
    [{ Action: 'Modify', LogicalResourceId: 'One', Details: [changed('first', 'second')] }],
  ],
];

/** CloudFormation's recordings by change sets, and those that the embedded AWS fails. */
export const cloudFormationRecorded: readonly ConformanceCase[] = [
  ...REFUSED.map(([id, [path, test], template, message, parameters, wrong]): ConformanceCase => ({
    id,
    title: `CreateChangeSet refuses ${id}`,
    source: snapshot(path, test),
    ...(wrong && { wrong }),
    run: (account) =>
      refusal(
        changeSet(account, 'first', template, { ...CREATE, ...(parameters && Parameters(parameters)) }),
      ),
    expected: { code: 'ValidationError', message, status: 400 },
  })),
  {
    id: 'a DeletionPolicy that a condition makes Retain',
    title: 'a DeletionPolicy with Fn::If that is Retain: the resource stays, DELETE_SKIPPED',
    source: snapshot('cloudformation/engine/test_deletion_policy', 'test_deletion_policy_with_retain'),
    run: async (account) => {
      const more = { ...CREATE, ...Parameters({ Content: 'x', Stage: 'live' }) };
      const stack = await deploy(account, 'first', BY_ENVIRONMENT, more);
      await remove(account, stack);
      return statusesOf(account, stack.StackId);
    },
    expected: {
      Kept: ['CREATE_IN_PROGRESS', 'CREATE_COMPLETE', 'DELETE_SKIPPED'],
      shop: [
        'REVIEW_IN_PROGRESS',
        'CREATE_IN_PROGRESS',
        'CREATE_COMPLETE',
        'DELETE_IN_PROGRESS',
        'DELETE_COMPLETE',
      ],
    },
  },
  {
    id: 'a DeletionPolicy that a condition makes Delete',
    title: 'a DeletionPolicy with Fn::If that is Delete: the resource goes with its stack',
    source: snapshot('cloudformation/engine/test_deletion_policy', 'test_deletion_policy_with_deletion'),
    run: async (account) => {
      const more = { ...CREATE, ...Parameters({ Content: 'x', Stage: 'test' }) };
      const stack = await deploy(account, 'first', BY_ENVIRONMENT, more);
      const { Name } = outputsOf(stack);
      const { Parameter } = await account.client(SSM).getParameter({ Name });
      await remove(account, stack);
      return [Parameter?.Value, await refusal(account.client(SSM).getParameter({ Name }))];
    },
    expected: ['x', { code: 'ParameterNotFound', status: 400 }],
  },
  {
    id: 'an SSM reference within Fn::Sub',
    title: '{{resolve:ssm:…}} is resolved also where Fn::Join and Fn::Sub make it',
    source: snapshot(ENGINE, 'TestSsmParameters::test_resolve_ssm'),
    run: async (account) => {
      await account.client(SSM).putParameter({ Name: 'colour', Value: 'red', Type: 'String' });
      const template = {
        Parameters: { Name: { Type: 'String' } },
        Resources: {
          Topic: {
            Type: 'AWS::SNS::Topic',
            Properties: { TopicName: { 'Fn::Join': ['', ['{{resolve:ssm:', { Ref: 'Name' }, '}}']] } },
          },
          A: parameter({ Value: { 'Fn::Sub': 'is:{{resolve:ssm:${Name}}}' } }),
        },
        Outputs: {
          Value: { Value: { 'Fn::GetAtt': ['A', 'Value'] } },
          TopicName: { Value: { 'Fn::GetAtt': ['Topic', 'TopicName'] } },
        },
      };
      return outputsOf(
        await deploy(account, 'first', template, { ...CREATE, ...Parameters({ Name: 'colour' }) }),
      );
    },
    expected: { Value: 'is:red', TopicName: 'red' },
  },
  {
    id: 'an attribute that the type does not have',
    title:
      'an output’s Fn::GetAtt of what the type does not have rolls the stack back before its first resource',
    source: snapshot(
      'cloudformation/engine/test_attributes',
      'TestResourceAttributes::test_invalid_getatt_fails',
    ),
    wrong: 'creates the resource first, and then fails with its own message',
    run: async (account) => {
      const template = {
        Resources: { A: parameter() },
        Outputs: { Out: { Value: { 'Fn::GetAtt': ['A', 'Invalid'] } } },
      };
      await deploy(account, 'first', template, CREATE);
      return eventsOf(account, StackName);
    },
    expected: [
      'shop REVIEW_IN_PROGRESS User Initiated',
      'shop CREATE_IN_PROGRESS User Initiated',
      'shop ROLLBACK_IN_PROGRESS [Error] /Outputs/Out/Value/Fn::GetAtt: Resource type AWS::SSM::Parameter does not support attribute {Invalid}. Rollback requested by user.',
      'shop ROLLBACK_COMPLETE',
    ],
  },
  {
    id: 'a missing property',
    title: 'a resource without a required property is CREATE_FAILED: Property validation failure: …',
    source: snapshot(ENGINE, 'TestStackEvents::test_invalid_stack_deploy'),
    run: async (account) => {
      const template = { Resources: { A: { Type: 'AWS::SSM::Parameter', Properties: { Value: 'abc123' } } } };
      await deploy(account, 'first', template, CREATE);
      return (await eventsOf(account, StackName, 'A')).filter((line) => line.includes('CREATE_FAILED'));
    },
    expected: ['A CREATE_FAILED Property validation failure: [The property {/Type} is required]'],
  },
  {
    id: 'a number in Fn::Sub',
    title: 'Fn::Sub takes a parameter of the type Number',
    source: snapshot('cloudformation/engine/test_references', 'TestFnSub::test_non_string_parameter_in_sub'),
    run: async (account) => {
      const template = {
        Parameters: { Name: { Type: 'String' }, Count: { Type: 'Number', Default: 3 } },
        Resources: {
          A: parameter({
            Name: { Ref: 'Name' },
            Value: { 'Fn::Sub': ['there are ${n}', { n: { Ref: 'Count' } }] },
          }),
        },
      };
      await deploy(account, 'first', template, { ...CREATE, ...Parameters({ Name: 'counted' }) });
      return (await account.client(SSM).getParameter({ Name: 'counted' })).Parameter;
    },
    expected: {
      ARN: 'arn:aws:ssm:us-east-1:123456789012:parameter/counted',
      DataType: 'text',
      Name: 'counted',
      Type: 'String',
      Value: 'there are 3',
      Version: 1,
    },
  },
  ...(
    [
      ['http_path', 'https://s3.amazonaws.com/shop-data/a/template.json'],
      ['http_host', 'https://shop-data.s3.amazonaws.com/a/template.json'],
      ['s3_url', 's3://shop-data/a/template.json'],
    ] as const
  ).map(([style, TemplateURL]): ConformanceCase => ({
    id: `a template at ${TemplateURL}`,
    title:
      style === 's3_url'
        ? 'a TemplateURL of the scheme s3 is no domain of S3'
        : `a template is read from ${TemplateURL}`,
    source: snapshot('cloudformation/api/test_templates', `test_create_stack_from_s3_template_url[${style}]`),
    run: async (account) => {
      const s3 = account.client(S3);
      await s3.createBucket({ Bucket: 'shop-data' });
      const Body = JSON.stringify({
        Parameters: { Name: { Type: 'String' } },
        Resources: { Topic: { Type: 'AWS::SNS::Topic', Properties: { TopicName: { Ref: 'Name' } } } },
      });
      await s3.putObject({ Bucket: 'shop-data', Key: 'a/template.json', Body });
      const answer = await refusal(
        clientOf(account).createStack({ StackName, TemplateURL, ...Parameters({ Name: 'sales' }) }),
      );
      if (style === 's3_url') return answer;
      await settled(account);
      return (await account.client(SNS).listTopics({})).Topics;
    },
    expected:
      style === 's3_url'
        ? {
            code: 'ValidationError',
            message: 'S3 error: Domain name specified in shop-data is not a valid S3 domain',
            status: 400,
          }
        : [{ TopicArn: 'arn:aws:sns:us-east-1:123456789012:sales' }],
  })),
  {
    id: 'the template of a missing change set',
    title: 'GetTemplate of a change set by its name alone: StackName is a required parameter.',
    source: snapshot('cloudformation/api/test_templates', 'test_get_template_missing_resources_change_set'),
    wrong: 'StackName must be specified if ChangeSetName is not specified as an ARN.',
    run: (account) => refusal(clientOf(account).getTemplate({ ChangeSetName: 'not-there' })),
    expected: { code: 'ValidationError', message: 'StackName is a required parameter.', status: 400 },
  },
  {
    id: 'the template of a missing change set by its ARN',
    title: 'GetTemplate of a missing change set by its ARN is ChangeSetNotFound, 404',
    source: snapshot(
      'cloudformation/api/test_templates',
      'test_get_template_missing_resources_change_set_id',
    ),
    run: (account) =>
      refusal(
        clientOf(account).getTemplate({
          ChangeSetName: 'arn:aws:cloudformation:us-east-1:123456789012:changeSet/not-there/d065e78c',
        }),
      ),
    expected: {
      code: /^ChangeSetNotFound/,
      message:
        'ChangeSet [arn:aws:cloudformation:us-east-1:123456789012:changeSet/not-there/d065e78c] does not exist',
      status: 404,
    },
  },
  {
    id: 'a summary without resources',
    title: 'GetTemplateSummary of a template without resources is refused',
    source: snapshot('cloudformation/api/test_templates', 'test_get_template_summary_no_resources'),
    run: (account) => refusal(clientOf(account).getTemplateSummary({ TemplateBody: '{}' })),
    expected: {
      code: 'ValidationError',
      message: 'Template format error: At least one Resources member must be defined.',
      status: 400,
    },
  },
  {
    id: 'a summary of a failed stack',
    title: 'GetTemplateSummary of a stack that failed names its types and their identifiers',
    source: snapshot('cloudformation/api/test_templates', 'test_get_template_summary_failed_stack'),
    wrong: 'no ResourceIdentifierSummaries',
    run: async (account) => {
      const template = { Resources: { A: { Type: 'AWS::SSM::Parameter', Properties: { Type: 'String' } } } };
      await deploy(account, 'first', template, CREATE);
      return clientOf(account).getTemplateSummary({ StackName });
    },
    expected: {
      Parameters: [],
      ResourceIdentifierSummaries: [
        { LogicalResourceIds: ['A'], ResourceIdentifiers: ['Name'], ResourceType: 'AWS::SSM::Parameter' },
      ],
      ResourceTypes: ['AWS::SSM::Parameter'],
      Version: '2010-09-09',
    },
  },
  {
    id: 'the parameters of a template',
    title: 'ValidateTemplate describes the parameters',
    source: snapshot('cloudformation/api/test_templates', 'test_validate_template'),
    run: (account) =>
      clientOf(account).validateTemplate({
        TemplateBody: JSON.stringify({
          Parameters: { P: { Type: 'String', Description: 'says what it is' } },
          Resources: { A: parameter({ Value: { Ref: 'P' } }) },
        }),
      }),
    expected: { Parameters: [{ Description: 'says what it is', NoEcho: false, ParameterKey: 'P' }] },
  },
  ...PROPERTY_VALUES.map(([title, test, before, after, changes]): ConformanceCase => ({
    id: test,
    title,
    source: snapshot('cloudformation/test_change_set_fn_get_attr', test),
    run: async (account) => {
      await deploy(account, 'first', { Resources: before }, CREATE);
      await changeSet(account, 'second', { Resources: after });
      await described(account, 'second');
      const input = { StackName, ChangeSetName: 'second', IncludePropertyValues: true };
      const { Changes = [] } = await clientOf(account).describeChangeSet(input);
      return Changes.map(({ ResourceChange }) => ({
        ...ResourceChange,
        AfterContext: JSON.parse(ResourceChange?.AfterContext ?? 'null') as unknown,
      }));
    },
    expected: changes,
  })),
];
