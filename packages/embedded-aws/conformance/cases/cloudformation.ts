import { SSM } from '@aws-sdk/client-ssm';
import { refusal } from '../account';
import type { ConformanceCase, Source } from '../conformance-case';
import { asserted, snapshot } from '../sources';
import {
  StackName,
  ENGINE,
  parameter,
  bodyOf,
  clientOf,
  settled,
  create,
  update,
  remove,
  outputsOf,
  eventsOf,
  changeSet,
  described,
  CREATE,
  withName,
} from '../stack-calls';

const only = (outputs: object, rest: object = {}): object => ({
  ...rest,
  Resources: { A: parameter() },
  Outputs: Object.fromEntries(
    Object.entries(outputs).map(([name, Value]) => [name, { Value: Value as unknown }]),
  ),
});

const FN_SELECT =
  'Template error: Fn::Select requires a list argument with two elements: an integer index and a list';

/** Templates that AWS refuses before anything begins, and its words. */
const REFUSED_TEMPLATES: readonly (readonly [
  id: string,
  source: readonly [path: string, test: string],
  template: object | string,
  message: string | RegExp,
  wrong?: string,
])[] = [
  [
    'no resources',
    ['cloudformation/api/test_validations', 'test_missing_resources_block'],
    {},
    'Template format error: At least one Resources member must be defined.',
  ],
  [
    'a resource that is no object',
    ['cloudformation/api/test_stacks', 'test_linting_error_during_creation'],
    { Resources: { A: 'x' } },
    'Template format error: Any Resources member must be an object.',
  ],
  [
    'a resource without a type',
    ['cloudformation/api/test_validations', 'test_resources_blocks[missing-type]'],
    { Resources: { A: { Properties: {} } } },
    'Template format error: [/Resources/A] Every Resources object must contain a Type member.',
  ],
  [
    'an unknown attribute of a resource',
    ['cloudformation/api/test_validations', 'test_resources_blocks[invalid-key]'],
    { Resources: { A: parameter({}, { Invalid: 1 }) } },
    "Invalid template resource property 'Invalid'",
  ],
  [
    'an output of null',
    ['cloudformation/api/test_validations', 'test_invalid_output_structure[none-value]'],
    { Resources: { A: parameter() }, Outputs: { Out: { Value: null } } },
    "[/Outputs/Out/Value] 'null' values are not allowed in templates",
  ],
  [
    'an output without a value',
    ['cloudformation/api/test_validations', 'test_invalid_output_structure[multiple-nones]'],
    { Resources: { A: parameter() }, Outputs: { Out: {} } },
    'Template format error: Every Outputs member must contain a Value object',
  ],
  [
    'a logical id that is not alphanumeric',
    ['cloudformation/api/test_changesets', 'test_using_pseudoparameters_in_places[resource]'],
    { Resources: { 'AWS::NoValue': parameter() } },
    'Template format error: Resource name AWS::NoValue is non alphanumeric.',
  ],
  [
    'a parameter whose name is not alphanumeric',
    ['cloudformation/api/test_changesets', 'test_using_pseudoparameters_in_places[parameter]'],
    { Parameters: { 'AWS::NoValue': { Type: 'String', Default: 'x' } }, Resources: { A: parameter() } },
    'Template format error: Parameter name AWS::NoValue is non alphanumeric.',
  ],
  [
    'an unresolved reference',
    ['cloudformation/engine/test_references', 'test_useful_error_when_invalid_ref'],
    { Resources: { A: parameter({ Value: { Ref: 'Nothing' } }) } },
    'Template format error: Unresolved resource dependencies [Nothing] in the Resources block of the template',
  ],
  [
    'an unresolved dependency',
    ['cloudformation/engine/test_references', 'TestDependsOn::test_depends_on_with_missing_reference'],
    { Resources: { A: parameter({}, { DependsOn: 'Nothing' }) } },
    'Template format error: Unresolved resource dependencies [Nothing] in the Resources block of the template',
  ],
  [
    'a reference to a resource that its condition leaves out',
    ['cloudformation/engine/test_conditions', 'TestCloudFormationConditions::test_dependent_ref'],
    {
      Conditions: { No: { 'Fn::Equals': ['a', 'b'] } },
      Resources: { A: parameter({}, { Condition: 'No' }), B: parameter({ Value: { Ref: 'A' } }) },
    },
    'Template format error: Unresolved resource dependencies [A] in the Resources block of the template',
  ],
  [
    'an attribute of a resource that its condition leaves out',
    ['cloudformation/engine/test_conditions', 'TestCloudFormationConditions::test_dependent_get_att'],
    {
      Conditions: { No: { 'Fn::Equals': ['a', 'b'] } },
      Resources: {
        A: parameter({}, { Condition: 'No' }),
        B: parameter({ Value: { 'Fn::GetAtt': ['A', 'Value'] } }),
      },
    },
    'Template format error: Unresolved resource dependencies [A] in the Resources block of the template',
  ],
  [
    'an output of a resource that its condition leaves out',
    [
      'cloudformation/engine/test_conditions',
      'TestCloudFormationConditions::test_output_reference_to_skipped_resource',
    ],
    {
      Conditions: { No: { 'Fn::Equals': ['a', 'b'] } },
      Resources: { A: parameter({}, { Condition: 'No' }), B: parameter() },
      Outputs: { Out: { Value: { Ref: 'A' } } },
    },
    'Unresolved resource dependencies [A] in the Outputs block of the template',
  ],
  [
    'Fn::Equals of one value',
    ['cloudformation/engine/test_conditions', 'TestValidateConditions::test_validate_equals_args_len'],
    { Conditions: { No: { 'Fn::Equals': ['a'] } }, Resources: { A: parameter() } },
    'Template error: every Fn::Equals object requires a list of 2 string parameters.',
  ],
  [
    'a mapping’s missing key',
    ['cloudformation/engine/test_mappings', 'TestCloudFormationMappings::test_mapping_with_nonexisting_key'],
    {
      Mappings: { Sizes: { S: { Width: '1' } } },
      Resources: { A: parameter({ Value: { 'Fn::FindInMap': ['Sizes', 'C', 'Width'] } }) },
    },
    'Template error: Unable to get mapping for Sizes::C::Width',
  ],
  [
    'a reference in a mapping',
    ['cloudformation/engine/test_mappings', 'TestCloudFormationMappings::test_mapping_with_invalid_refs'],
    { Mappings: { Sizes: { S: { Width: { Ref: 'AWS::Region' } } } }, Resources: { A: parameter() } },
    'Template format error: Every Mappings attribute must be a String or a List.',
  ],
  [
    'a mapping of one level',
    ['cloudformation/engine/test_mappings', 'TestCloudFormationMappings::test_mapping_minimum_nesting_depth'],
    { Mappings: { Sizes: { S: '1' } }, Resources: { A: parameter() } },
    'Template format error: Every Mappings member S must be a map',
  ],
  [
    'Fn::Select beyond its list',
    [
      'cloudformation/test_change_set_fn_select',
      'TestChangeSetFnSelect::test_invalid_select_index_type[index-out-of-range]',
    ],
    { Resources: { A: parameter({ Value: { 'Fn::Select': [3, ['a', 'b']] } }) } },
    FN_SELECT,
  ],
  [
    'Fn::Select by a text',
    [
      'cloudformation/test_change_set_fn_select',
      'TestChangeSetFnSelect::test_invalid_select_index_type[non-integer-index]',
    ],
    { Resources: { A: parameter({ Value: { 'Fn::Select': ['x', ['a', 'b']] } }) } },
    FN_SELECT,
  ],
  [
    'JSON that is not well-formed',
    ['cloudformation/api/test_templates', 'test_validate_invalid_json_template_should_fail'],
    '{"Resources": {"A": ',
    /^Template format error: JSON not well-formed\. \(line \d+, column \d+\)$/,
    'names no line and column',
  ],
  [
    'YAML that is not well-formed',
    ['cloudformation/api/test_templates', 'test_create_stack_invalid_yaml_template_should_fail'],
    'Resources:\n  A: [',
    /^Template format error: YAML not well-formed\./,
  ],
];

/** Outputs that intrinsic functions give. */
const RESOLVED: readonly (readonly [
  id: string,
  source: Source,
  value: unknown,
  result: string,
  rest?: object,
])[] = [
  [
    'Fn::Join of nothing but AWS::NoValue',
    snapshot(ENGINE, 'TestIntrinsicFunctions::test_join_no_value_construct'),
    { 'Fn::Join': ['', [{ Ref: 'AWS::NoValue' }]] },
    '',
  ],
  [
    'Fn::Join with AWS::NoValue',
    snapshot(ENGINE, 'TestIntrinsicFunctions::test_join_no_value_construct'),
    { 'Fn::Join': [',', ['Sample', { Ref: 'AWS::NoValue' }]] },
    'Sample',
  ],
  [
    'Fn::Join with a condition that gives AWS::NoValue',
    snapshot(ENGINE, 'TestIntrinsicFunctions::test_join_no_value_construct'),
    { 'Fn::Join': ['', [{ 'Fn::If': ['No', 'x', { Ref: 'AWS::NoValue' }] }]] },
    '',
    { Conditions: { No: { 'Fn::Equals': ['a', 'b'] } } },
  ],
  [
    'Fn::Select with a mapping in it',
    snapshot(ENGINE, 'TestIntrinsicFunctions::test_fn_select_has_intrinsic_function'),
    { 'Fn::Select': ['0', { 'Fn::FindInMap': ['Flags', 'on', 'values'] }] },
    'true',
    { Mappings: { Flags: { on: { values: ['true', 'false'] } } } },
  ],
  [
    'Fn::Base64 of Fn::Sub',
    asserted(ENGINE, 'TestIntrinsicFunctions::test_base64_sub_and_getatt_functions'),
    { 'Fn::Base64': { 'Fn::Sub': 'item-${AWS::Region}' } },
    Buffer.from('item-us-east-1').toString('base64'),
  ],
  [
    'Fn::Select of Fn::Split',
    asserted(ENGINE, 'TestIntrinsicFunctions::test_split_length_and_join_functions'),
    { 'Fn::Select': [0, { 'Fn::Split': [';', 'one;two'] }] },
    'one',
  ],
  [
    'Fn::Join of texts',
    asserted(ENGINE, 'TestIntrinsicFunctions::test_split_length_and_join_functions'),
    { 'Fn::Join': ['_', ['one', 'two']] },
    'one_two',
  ],
  [
    'Fn::FindInMap',
    asserted(ENGINE, 'TestIntrinsicFunctions::test_find_map_function'),
    { 'Fn::FindInMap': ['Places', { Ref: 'AWS::Region' }, 'name'] },
    'us-east-1',
    { Mappings: { Places: { 'us-east-1': { name: 'us-east-1' } } } },
  ],
  [
    'Fn::Sub of a number',
    asserted(ENGINE, 'TestIntrinsicFunctions::test_sub_number_type'),
    { 'Fn::Sub': ['alarm-${n}', { n: 60 }] },
    'alarm-60',
  ],
];

/** Which of Fn::And and Fn::Or create a resource, by two conditions. */
const LOGIC = (['Fn::And', 'Fn::Or'] as const).flatMap((name) =>
  (['0', '1'] as const).flatMap((one) =>
    (['0', '1'] as const).map((other) => ({
      name,
      one,
      other,
      created: name === 'Fn::And' ? one === '1' && other === '1' : one === '1' || other === '1',
    })),
  ),
);

/** Cases of CloudFormation. */
export const cloudFormation: readonly ConformanceCase[] = [
  ...REFUSED_TEMPLATES.map(([id, [path, test], template, message, wrong]): ConformanceCase => ({
    id,
    title: `refuses ${id} before anything begins`,
    source: snapshot(path, test),
    ...(wrong && { wrong }),
    run: (account) => refusal(clientOf(account).createStack({ StackName, TemplateBody: bodyOf(template) })),
    expected: { code: 'ValidationError', message, status: 400 },
  })),
  ...RESOLVED.map(([id, source, value, result, rest]): ConformanceCase => ({
    id,
    title: `resolves ${id}`,
    source,
    run: async (account) => outputsOf(await create(account, only({ Out: value }, rest))),
    expected: { Out: result },
  })),
  ...LOGIC.map(({ name, one, other, created }): ConformanceCase => ({
    id: `${name} ${one} ${other}`,
    title: `${name} of conditions ${one} and ${other} is ${created}`,
    source: asserted(ENGINE, 'TestIntrinsicFunctions::test_and_or_functions'),
    run: async (account) => {
      const equals = (value: string): object => ({ 'Fn::Equals': [value, '1'] });
      const stack = await create(account, {
        Conditions: { Both: { [name]: [equals(one), equals(other)] } },
        Resources: { A: parameter(), B: parameter({ Name: 'b' }, { Condition: 'Both' }) },
      });
      const { StackResources = [] } = await clientOf(account).describeStackResources({
        StackName: stack.StackName,
      });
      return StackResources.some(({ LogicalResourceId }) => LogicalResourceId === 'B');
    },
    expected: created,
  })),
  {
    id: 'events of a change set that creates',
    title:
      'a stack made by a change set has the events REVIEW_IN_PROGRESS, CREATE_IN_PROGRESS, its resources’ three, CREATE_COMPLETE',
    source: snapshot('cloudformation/api/test_stacks', 'TestStacksApi::test_list_events_after_deployment'),
    run: async (account) => {
      await changeSet(account, 'first', withName('items'), CREATE);
      await described(account, 'first');
      await clientOf(account).executeChangeSet({ StackName, ChangeSetName: 'first' });
      await settled(account);
      while ((await settled(account)).StackStatus === 'REVIEW_IN_PROGRESS');
      return eventsOf(account, StackName);
    },
    expected: [
      'shop REVIEW_IN_PROGRESS User Initiated',
      'shop CREATE_IN_PROGRESS User Initiated',
      'Topic CREATE_IN_PROGRESS',
      'Topic CREATE_IN_PROGRESS Resource creation Initiated',
      'Topic CREATE_COMPLETE',
      'shop CREATE_COMPLETE',
    ],
  },
  {
    id: 'events of a replacement',
    title:
      'a replacement is UPDATE_IN_PROGRESS, UPDATE_COMPLETE, then DELETE_IN_PROGRESS and DELETE_COMPLETE of the old',
    source: snapshot('cloudformation/engine/test_replacement', 'test_requires_replacement'),
    run: async (account) => {
      await create(account, withName('old'));
      await update(account, withName('new'));
      const statuses = (await eventsOf(account, StackName, 'Topic')).map((line) => line.split(' ')[1]);
      return statuses.filter((status, at) => status !== statuses[at - 1]);
    },
    expected: [
      'CREATE_IN_PROGRESS',
      'CREATE_COMPLETE',
      'UPDATE_IN_PROGRESS',
      'UPDATE_COMPLETE',
      'DELETE_IN_PROGRESS',
      'DELETE_COMPLETE',
    ],
  },
  {
    id: 'the name of an unnamed parameter',
    title: 'an SSM parameter without a name is called CFN-<LogicalId>-<12 characters>',
    source: snapshot('cloudformation/api/test_stacks', 'test_stack_deploy_order[A-B-C]'),
    run: async (account) => outputsOf(await create(account, only({ Out: { Ref: 'A' } }))),
    expected: { Out: /^CFN-A-[A-Za-z0-9]{12}$/ },
  },
  ...(['ABC', 'ACB', 'BAC'] as const).map((order): ConformanceCase => ({
    id: `order ${order}`,
    title: `resources are created by their references and deleted the other way round, written as ${[...order].join('-')}`,
    source: snapshot('cloudformation/api/test_stacks', `test_stack_deploy_order[${[...order].join('-')}]`),
    run: async (account) => {
      const resources: Record<string, object> = {
        A: parameter({ Value: 'root' }),
        B: parameter({ Value: { Ref: 'A' } }),
        C: parameter({ Value: { Ref: 'B' } }),
      };
      const stack = await create(account, {
        Resources: Object.fromEntries([...order].map((name) => [name, resources[name]])),
      });
      await remove(account, stack);
      return (await eventsOf(account, stack.StackId)).filter((line) => /^[ABC] \w+_COMPLETE/.test(line));
    },
    expected: [
      'A CREATE_COMPLETE',
      'B CREATE_COMPLETE',
      'C CREATE_COMPLETE',
      'C DELETE_COMPLETE',
      'B DELETE_COMPLETE',
      'A DELETE_COMPLETE',
    ],
  })),
  {
    id: 'a missing stack',
    title: 'DescribeStacks of a missing stack: Stack with id … does not exist',
    source: snapshot('cloudformation/api/test_stacks', 'TestStacksApi::test_stack_lifecycle'),
    run: (account) => refusal(clientOf(account).describeStacks({ StackName: 'none' })),
    expected: { code: 'ValidationError', message: 'Stack with id none does not exist', status: 400 },
  },
  {
    id: 'events of a missing stack',
    title: 'DescribeStackEvents of a missing stack: Stack [none] does not exist',
    source: snapshot('cloudformation/api/test_stacks', 'test_describe_stack_events_errors'),
    run: (account) => refusal(clientOf(account).describeStackEvents({ StackName: 'none' })),
    expected: { code: 'ValidationError', message: 'Stack [none] does not exist', status: 400 },
  },
  {
    id: 'a deleted stack by name',
    title: 'a deleted stack is found by its ARN, DELETE_COMPLETE, and not by its name',
    source: snapshot('cloudformation/api/test_stacks', 'test_name_conflicts'),
    run: async (account) => {
      const stack = await create(account, { Resources: { A: parameter() } });
      const deleted = await remove(account, stack);
      return [deleted.StackStatus, await refusal(clientOf(account).describeStacks({ StackName }))];
    },
    expected: ['DELETE_COMPLETE', { code: 'ValidationError', message: 'Stack with id shop does not exist' }],
  },
  {
    id: 'a stack twice',
    title: 'a second stack of a name: Stack [shop] already exists',
    source: snapshot('cloudformation/api/test_stacks', 'test_name_conflicts'),
    run: async (account) => {
      await create(account, { Resources: { A: parameter() } });
      return refusal(create(account, { Resources: { A: parameter() } }));
    },
    expected: { code: 'AlreadyExistsException', message: 'Stack [shop] already exists', status: 400 },
  },
  {
    id: 'the name of a stack',
    title: 'a stack’s name that breaks its pattern is refused by the constraint',
    source: snapshot('cloudformation/api/test_stacks', 'TestStacksApi::test_stack_name_creation'),
    run: (account) => refusal(create(account, { Resources: { A: parameter() } }, { StackName: '*@a_$' })),
    differs: 'HTTP-8',
    expected: {
      code: 'ValidationError',
      message:
        "1 validation error detected: Value '*@a_$' at 'StackName' failed to satisfy constraint: Member must satisfy regular expression pattern: [a-zA-Z][-a-zA-Z0-9]*",
    },
  },
  {
    id: 'an update without changes',
    title: 'UpdateStack without a change: No updates are to be performed.',
    source: snapshot(
      'cloudformation/api/test_stacks',
      'TestStacksApi::test_update_stack_with_same_template_withoutchange',
    ),
    run: async (account) => {
      await create(account, withName('items'));
      return refusal(update(account, withName('items')));
    },
    expected: { code: 'ValidationError', message: 'No updates are to be performed.', status: 400 },
  },
  {
    id: 'an update without a template',
    title: 'UpdateStack without a template and without a change of anything is refused',
    source: snapshot('cloudformation/api/test_update_stack', 'test_no_template_error'),
    run: async (account) => {
      await create(account, withName('items'));
      return refusal(clientOf(account).updateStack({ StackName }));
    },
    expected: {
      code: 'ValidationError',
      message: 'Either Template URL or Template Body must be specified.',
      status: 400,
    },
  },
  {
    id: 'termination protection',
    title: 'UpdateTerminationProtection is shown by DescribeStacks',
    source: snapshot('cloudformation/api/test_stacks', 'test_update_termination_protection'),
    run: async (account) => {
      const states = [];
      await create(account, withName('items'));
      for (const EnableTerminationProtection of [true, false]) {
        await clientOf(account).updateTerminationProtection({ StackName, EnableTerminationProtection });
        states.push((await settled(account)).EnableTerminationProtection);
      }
      return states;
    },
    expected: [true, false],
  },
  ...(
    [
      [false, 0],
      [true, 1],
    ] as const
  ).map(([DisableRollback, count]): ConformanceCase => ({
    id: `a failed creation, DisableRollback ${DisableRollback}`,
    title: `a creation whose second resource fails leaves ${count} CREATE_COMPLETE with DisableRollback ${DisableRollback}`,
    source: asserted(
      'cloudformation/api/test_stacks',
      'TestStacksApi::test_failure_options_for_stack_creation',
    ),
    run: async (account) => {
      const bucket = (BucketName: string, more: object = {}): object => ({
        Type: 'AWS::S3::Bucket',
        Properties: { BucketName },
        ...more,
      });
      await create(
        account,
        { Resources: { One: bucket('one-bucket'), Two: bucket('two!#$', { DependsOn: 'One' }) } },
        { DisableRollback },
      );
      const { StackResources = [] } = await clientOf(account).describeStackResources({ StackName });
      return StackResources.filter(({ ResourceStatus }) => ResourceStatus === 'CREATE_COMPLETE').length;
    },
    expected: count,
  })),
  {
    id: 'a blocked deletion',
    title: 'a deletion that a resource blocks is DELETE_FAILED and names it',
    source: snapshot('cloudformation/api/test_stacks', 'test_blocked_stack_deletion'),
    run: async (account) => {
      const { S3 } = await import('@aws-sdk/client-s3');
      await create(account, {
        Resources: { Data: { Type: 'AWS::S3::Bucket', Properties: { BucketName: 'shop-data' } } },
      });
      await account.client(S3).putObject({ Bucket: 'shop-data', Key: 'a', Body: 'x' });
      await clientOf(account).deleteStack({ StackName });
      const { StackStatus, StackStatusReason } = await settled(account);
      return [StackStatus, StackStatusReason];
    },
    expected: ['DELETE_FAILED', 'The following resource(s) failed to delete: [Data]. '],
  },
  {
    id: 'exports',
    title: 'exports are listed with the stack that exports them',
    source: snapshot('cloudformation/test_template_engine', 'TestImportValues::test_cfn_with_exports'),
    run: async (account) => {
      await create(account, {
        Resources: { A: parameter() },
        Outputs: Object.fromEntries(
          [0, 1, 2].map((n) => [
            `O${n}`,
            { Value: 'test', Export: { Name: { 'Fn::Sub': `\${AWS::StackName}-x-${n}` } } },
          ]),
        ),
      });
      return (await clientOf(account).listExports({})).Exports;
    },
    expected: [0, 1, 2].map((n) => ({
      Name: `shop-x-${n}`,
      Value: 'test',
      ExportingStackId: /:stack\/shop\//,
    })),
  },
  {
    id: 'a parameter from SSM',
    title: 'a parameter of the type AWS::SSM::Parameter::Value shows its value as ResolvedValue',
    source: snapshot(
      'cloudformation/test_template_engine',
      'TestSsmParameters::test_create_stack_with_ssm_parameters',
    ),
    run: async (account) => {
      await account.client(SSM).putParameter({ Name: 'colour', Value: 'red', Type: 'String' });
      const stack = await create(
        account,
        only(
          { Out: { Ref: 'P' } },
          { Parameters: { P: { Type: 'AWS::SSM::Parameter::Value<String>', Default: 'colour' } } },
        ),
      );
      return [stack.Parameters, outputsOf(stack)];
    },
    expected: [[{ ParameterKey: 'P', ParameterValue: 'colour', ResolvedValue: 'red' }], { Out: 'red' }],
  },
  {
    id: 'the stack’s own id',
    title: 'AWS::StackId is the stack’s ARN',
    source: snapshot('cloudformation/test_template_engine', 'TestPseudoParameters::test_stack_id'),
    run: async (account) => {
      const stack = await create(account, only({ Id: { Ref: 'AWS::StackId' } }));
      return outputsOf(stack).Id === stack.StackId;
    },
    expected: true,
  },
  {
    id: 'a change set of an existing stack’s name',
    title: 'a change set that creates cannot take the name of an existing stack',
    source: snapshot('cloudformation/api/test_changesets', 'test_name_conflicts'),
    run: async (account) => {
      await create(account, withName('items'));
      return refusal(changeSet(account, 'again', withName('items'), CREATE));
    },
    expected: {
      code: 'ValidationError',
      message: 'Stack [shop] already exists and cannot be created again with the changeSet [again].',
      status: 400,
    },
  },
  {
    id: 'a stack in review',
    title: 'a change set that creates leaves its stack REVIEW_IN_PROGRESS, User Initiated',
    source: snapshot('cloudformation/api/test_changesets', 'test_name_conflicts'),
    run: async (account) => {
      await changeSet(account, 'first', withName('items'), CREATE);
      return settled(account);
    },
    expected: { StackStatus: 'REVIEW_IN_PROGRESS', StackStatusReason: 'User Initiated' },
  },
  {
    id: 'additions of a change set',
    title: 'a change set of a new stack has an Add without details and scope for each resource',
    source: snapshot('cloudformation/api/test_changesets', 'test_multiple_create_changeset'),
    run: async (account) => {
      await changeSet(account, 'first', { Resources: { A: parameter() } }, CREATE);
      return described(account, 'first');
    },
    expected: {
      Status: 'CREATE_COMPLETE',
      ExecutionStatus: 'AVAILABLE',
      Changes: [
        {
          Type: 'Resource',
          ResourceChange: { Action: 'Add', LogicalResourceId: 'A', ResourceType: 'AWS::SSM::Parameter' },
        },
      ],
    },
  },
  {
    id: 'two change sets that create',
    title: 'a stack in review takes another change set that creates',
    source: snapshot('cloudformation/api/test_changesets', 'test_multiple_create_changeset'),
    run: async (account) => {
      const ids = [];
      for (const name of ['first', 'second'])
        ids.push(await changeSet(account, name, { Resources: { A: parameter() } }, CREATE));
      return ids;
    },
    expected: [/:changeSet\/first\//, /:changeSet\/second\//],
  },
  {
    id: 'a replacement in a change set',
    title: 'a change of a create-only property is Modify with Replacement True and RequiresRecreation Always',
    source: snapshot(
      'cloudformation/api/test_changesets',
      'test_create_change_set_update_without_parameters',
    ),
    run: async (account) => {
      await create(account, withName('old'));
      await changeSet(account, 'second', withName('new'));
      return described(account, 'second');
    },
    expected: {
      Status: 'CREATE_COMPLETE',
      ExecutionStatus: 'AVAILABLE',
      Changes: [
        {
          Type: 'Resource',
          ResourceChange: {
            Action: 'Modify',
            LogicalResourceId: 'Topic',
            PhysicalResourceId: 'arn:aws:sns:us-east-1:123456789012:old',
            Replacement: 'True',
            Scope: ['Properties'],
            Details: [
              {
                Target: { Attribute: 'Properties', Name: 'TopicName', RequiresRecreation: 'Always' },
                Evaluation: 'Static',
                ChangeSource: 'DirectModification',
              },
            ],
          },
        },
      ],
    },
  },
  {
    id: 'a change set without changes',
    title: 'a change set without changes is FAILED and UNAVAILABLE, in words that tools look for',
    source: snapshot('cloudformation/api/test_changesets', 'test_empty_changeset'),
    run: async (account) => {
      await create(account, withName('items'));
      await changeSet(account, 'same', withName('items'));
      return described(account, 'same');
    },
    expected: {
      Status: 'FAILED',
      ExecutionStatus: 'UNAVAILABLE',
      StatusReason:
        "The submitted information didn't contain changes. Submit different information to create a change set.",
    },
  },
  {
    id: 'the execution of a failed change set',
    title: 'a FAILED change set cannot be executed: InvalidChangeSetStatus',
    source: snapshot('cloudformation/api/test_changesets', 'test_empty_changeset'),
    run: async (account) => {
      await create(account, withName('items'));
      const ChangeSetName = await changeSet(account, 'same', withName('items'));
      await described(account, 'same');
      return refusal(clientOf(account).executeChangeSet({ ChangeSetName }));
    },
    expected: {
      code: /^InvalidChangeSetStatus/,
      message: /^ChangeSet \[arn:.*\] cannot be executed in its current status of \[FAILED\]$/,
    },
  },
  {
    id: 'a change set of a missing stack',
    title: 'DeleteChangeSet of a missing stack: Stack [nostack] does not exist',
    source: snapshot('cloudformation/api/test_changesets', 'test_delete_change_set_exception'),
    run: (account) =>
      refusal(clientOf(account).deleteChangeSet({ StackName: 'nostack', ChangeSetName: 'x' })),
    expected: { code: 'ValidationError', message: 'Stack [nostack] does not exist', status: 400 },
  },
  {
    id: 'a change set by its name alone',
    title: 'DeleteChangeSet by a bare name needs the stack’s name',
    source: snapshot('cloudformation/api/test_changesets', 'test_delete_change_set_exception'),
    run: (account) => refusal(clientOf(account).deleteChangeSet({ ChangeSetName: 'x' })),
    expected: {
      code: 'ValidationError',
      message: 'StackName must be specified if ChangeSetName is not specified as an ARN.',
      status: 400,
    },
  },
  {
    id: 'a deleted change set',
    title: 'a deleted change set is ChangeSetNotFound, 404',
    source: snapshot('cloudformation/api/test_changesets', 'test_describe_changeset_after_delete'),
    run: async (account) => {
      await create(account, withName('items'));
      await changeSet(account, 'second', withName('new'));
      await clientOf(account).deleteChangeSet({ StackName, ChangeSetName: 'second' });
      return refusal(described(account, 'second'));
    },
    expected: { code: /^ChangeSetNotFound/, message: 'ChangeSet [second] does not exist', status: 404 },
  },
  {
    id: 'CreateStack of a stack in review',
    title: 'CreateStack may create a stack in review, and its change set is OBSOLETE',
    source: snapshot('cloudformation/api/test_changesets', 'test_create_while_in_review'),
    run: async (account) => {
      const ChangeSetName = await changeSet(account, 'first', { Resources: { A: parameter() } }, CREATE);
      await described(account, 'first');
      const { StackStatus } = await create(account, { Resources: { A: parameter() } }).then(async (stack) =>
        stack.StackStatus === 'REVIEW_IN_PROGRESS' ? settled(account) : stack,
      );
      const { ExecutionStatus } = await described(account, ChangeSetName);
      return [StackStatus, ExecutionStatus];
    },
    expected: ['CREATE_COMPLETE', 'OBSOLETE'],
  },
  {
    id: 'a change set of a deleted stack',
    title: 'a change set for a deleted stack’s ARN: … is in DELETE_COMPLETE state and can not be updated.',
    source: snapshot('cloudformation/api/test_changesets', 'test_changeset_for_deleted_stack'),
    run: async (account) => {
      const stack = await create(account, withName('items'));
      await remove(account, stack);
      return refusal(changeSet(account, 'late', withName('new'), { StackName: stack.StackId }));
    },
    expected: {
      code: 'ValidationError',
      message: /^Stack:arn:.* is in DELETE_COMPLETE state and can not be updated\.$/,
      status: 400,
    },
  },
  {
    id: 'a summary of a stack in review',
    title: 'GetTemplateSummary of a stack in review is refused',
    source: snapshot(
      'cloudformation/api/test_templates',
      'test_get_template_summary_non_executed_change_set',
    ),
    run: async (account) => {
      await changeSet(account, 'first', withName('items'), CREATE);
      return refusal(clientOf(account).getTemplateSummary({ StackName }));
    },
    expected: {
      code: 'ValidationError',
      message: 'GetTemplateSummary cannot be called on REVIEW_IN_PROGRESS stacks.',
      status: 400,
    },
  },
  {
    id: 'the template of a missing stack',
    title: 'GetTemplate of a missing stack: Stack with id … does not exist',
    source: snapshot('cloudformation/api/test_templates', 'test_get_template_missing_resources_stack'),
    run: (account) => refusal(clientOf(account).getTemplate({ StackName: 'none' })),
    expected: { code: 'ValidationError', message: 'Stack with id none does not exist', status: 400 },
  },
  {
    id: 'the template of nothing',
    title: 'GetTemplate without a stack and a change set is refused',
    source: snapshot('cloudformation/api/test_templates', 'test_get_template_no_arguments'),
    run: (account) => refusal(clientOf(account).getTemplate({})),
    expected: {
      code: 'ValidationError',
      message: 'StackName is required if ChangeSetName is not specified.',
      status: 400,
    },
  },
  {
    id: 'a template from elsewhere',
    title: 'an invalid TemplateURL is refused',
    source: snapshot(
      'cloudformation/api/test_templates',
      'test_create_stack_from_s3_template_url[http_invalid]',
    ),
    run: (account) =>
      refusal(clientOf(account).createStack({ StackName, TemplateURL: 'http://example.com/template' })),
    expected: { code: 'ValidationError', message: 'TemplateURL must be a supported URL.', status: 400 },
  },
  {
    id: 'a template over 51,200 bytes',
    title: 'a template of more than 51,200 bytes in a request is refused by its constraint',
    source: snapshot(
      'cloudformation/test_template_engine',
      'TestMacros::test_to_validate_template_limit_for_macro',
    ),
    run: (account) =>
      refusal(
        create(account, { Description: 'x', Resources: { A: parameter({ Value: 'y'.repeat(51_200) }) } }),
      ),
    differs: 'HTTP-8',
    expected: {
      code: 'ValidationError',
      message:
        /at 'TemplateBody' failed to satisfy constraint: Member must have length less than or equal to 51200$/,
      status: 400,
    },
  },
];
