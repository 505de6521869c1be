import { CloudWatchLogs } from '@aws-sdk/client-cloudwatch-logs';
import { EventBridge } from '@aws-sdk/client-eventbridge';
import { IAM } from '@aws-sdk/client-iam';
import { KMS, type CreateKeyRequest } from '@aws-sdk/client-kms';
import { Lambda, type CreateFunctionRequest, type InvocationType } from '@aws-sdk/client-lambda';
import { SNS } from '@aws-sdk/client-sns';
import { STS } from '@aws-sdk/client-sts';
import { strToU8, zipSync } from 'fflate';
import { refusal, type Account } from '../account';
import type { ConformanceCase } from '../conformance-case';
import { snapshot } from '../sources';

const trust = (principal: object, ...actions: string[]): string =>
  JSON.stringify({
    Version: '2012-10-17',
    Statement: { Effect: 'Allow', Principal: principal, Action: ['sts:AssumeRole', ...actions] },
  });

/** A function without a handler's answer, or with `more`; what CreateFunction answers. */
async function create({ client }: Account, more: Partial<CreateFunctionRequest> = {}): Promise<object> {
  const { Role } = await client(IAM).createRole({
    RoleName: 'function',
    AssumeRolePolicyDocument: trust({ Service: 'lambda.amazonaws.com' }),
  });
  return client(Lambda).createFunction({
    FunctionName: 'shop',
    Runtime: 'nodejs22.x',
    Role: Role!.Arn,
    Handler: 'index.handler',
    Code: { ZipFile: zipSync({ 'index.js': strToU8('exports.handler = async () => {};') }) },
    ...more,
  });
}

async function invoke(account: Account, InvocationType: InvocationType): Promise<unknown> {
  await create(account);
  const { StatusCode, ExecutedVersion, FunctionError, Payload } = await account
    .client(Lambda)
    .invoke({ FunctionName: 'shop', InvocationType });
  return { StatusCode, ExecutedVersion, FunctionError, Payload: Payload?.transformToString() ?? '' };
}

const key = async ({ client }: Account, more: CreateKeyRequest = {}): Promise<string> =>
  (await client(KMS).createKey(more)).KeyMetadata!.KeyId!;
const HMAC = { KeySpec: 'HMAC_256', KeyUsage: 'GENERATE_VERIFY_MAC' } as const;
const forgedMac = async (account: Account): Promise<unknown> => {
  const kms = account.client(KMS);
  const input = { KeyId: await key(account, HMAC), MacAlgorithm: 'HMAC_SHA_256' } as const;
  const { Mac } = await kms.generateMac({ ...input, Message: Buffer.from('important') });
  return kms.verifyMac({ ...input, Message: Buffer.from('another'), Mac });
};
const RESERVED = { code: 'TagException', message: 'Tags beginning with aws: are reserved', status: 400 };
const NO_RUNTIME = (runtime: string): string =>
  `The runtime parameter of ${runtime} is no longer supported for creating or updating AWS Lambda functions. We recommend you use a supported runtime while creating or updating functions.`;
const rule = (arn: string): string => `arn:aws:events:us-east-1:123456789012:${arn}`;
const EVENT_PATTERN = JSON.stringify({ body: { count: [{ numeric: ['>', 100] }] } });
const badEvent =
  (Event: string): ((account: Account) => Promise<unknown>) =>
  ({ client }) =>
    client(EventBridge).testEventPattern({ Event, EventPattern: EVENT_PATTERN });
const NO_EVENT = { code: 'ValidationException', message: 'Parameter Event is not valid.', status: 400 };
const badPattern =
  (EventPattern: string): ((account: Account) => Promise<unknown>) =>
  ({ client }) =>
    client(EventBridge).testEventPattern({
      EventPattern,
      Event: JSON.stringify({
        id: '1',
        source: 's',
        'detail-type': 'd',
        account: '123456789012',
        region: 'us-east-1',
        time: '2026-07-13T13:48:01Z',
      }),
    });

const WORDS = 'refuses it with its own message';

type Row = readonly [
  id: string,
  file: string,
  test: string,
  call: (account: Account) => Promise<unknown>,
  answer: object,
  wrong?: string,
];

/** Calls that AWS refuses: the suite’s file and test, the call, what AWS answers, and what is wrong with ours. */
const EVENTS: readonly Row[] = [
  [
    'an event that is a text',
    'events/test_events_patterns',
    'TestEventPattern::test_plain_string_payload',
    badEvent('plain text'),
    NO_EVENT,
  ],
  [
    'an event that is a list',
    'events/test_events_patterns',
    'TestEventPattern::test_array_event_payload',
    badEvent('["a text"]'),
    NO_EVENT,
  ],
  [
    'an event without what every event has',
    'events/test_events_patterns',
    'TestEventPattern::test_invalid_event_payload',
    badEvent('{"a":"b"}'),
    NO_EVENT,
  ],
  [
    'a pattern that is a list',
    'events/test_events_patterns',
    'TestEventPattern::test_invalid_json_event_pattern[["not", "a", "dict", "but valid json"]]',
    badPattern('["no", "object"]'),
    {
      code: 'InvalidEventPatternException',
      message: /^Event pattern is not valid\. Reason: Filter is not an object/,
      status: 400,
    },
  ],
  [
    'a pattern in single quotes',
    'events/test_events_patterns',
    "TestEventPattern::test_invalid_json_event_pattern[{'bad': 'quotation'}]",
    badPattern("{'a': 'b'}"),
    {
      code: 'InvalidEventPatternException',
      message:
        /^Event pattern is not valid\. Reason: Unexpected character \(''' \(code 39\)\): was expecting double-quote to start field name/,
      status: 400,
    },
    WORDS,
  ],
  [
    'an event bus twice',
    'events/test_events',
    'TestEventBus::test_create_multiple_event_buses_same_name',
    async ({ client }) => {
      await client(EventBridge).createEventBus({ Name: 'shop' });
      return client(EventBridge).createEventBus({ Name: 'shop' });
    },
    { code: 'ResourceAlreadyExistsException', message: 'Event bus shop already exists.', status: 400 },
  ],
  [
    'the deletion of the default event bus',
    'events/test_events',
    'TestEventBus::test_delete_default_event_bus',
    ({ client }) => client(EventBridge).deleteEventBus({ Name: 'default' }),
    { code: 'ValidationException', message: 'Cannot delete event bus default.', status: 400 },
  ],
  ...(['default', 'custom'] as const).map((bus): Row => [
    `eleven events for the ${bus} bus`,
    'events/test_events',
    `TestEvents::test_put_events_exceed_limit_ten_entries[${bus}]`,
    async ({ client }) => {
      if (bus === 'custom') await client(EventBridge).createEventBus({ Name: bus });
      const entry = { Source: 's', DetailType: 'd', Detail: '{}', EventBusName: bus };
      return client(EventBridge).putEvents({ Entries: Array.from({ length: 11 }, () => entry) });
    },
    {
      code: 'ValidationException',
      message: /at 'entries' failed to satisfy constraint: Member must have length less than or equal to 10$/,
      status: 400,
    },
    'names the member Entries',
  ]),
  [
    'a schedule on another bus',
    'events/test_events_schedule',
    'TestScheduleRate::tests_put_rule_with_schedule_custom_event_bus',
    async ({ client }) => {
      await client(EventBridge).createEventBus({ Name: 'shop' });
      return client(EventBridge).putRule({
        Name: 'often',
        EventBusName: 'shop',
        ScheduleExpression: 'rate(1 minute)',
      });
    },
    {
      code: 'ValidationException',
      message: 'ScheduleExpression is supported only on the default event bus.',
      status: 400,
    },
  ],
  [
    'tags of a deleted rule',
    'events/test_events_tags',
    'TestRuleTags::test_list_tags_for_deleted_rule',
    async ({ client }) => {
      await client(EventBridge).putRule({
        Name: 'sales',
        EventPattern: '{"source":["s"]}',
        Tags: [{ Key: 'a', Value: 'b' }],
      });
      await client(EventBridge).deleteRule({ Name: 'sales' });
      return client(EventBridge).listTagsForResource({ ResourceARN: rule('rule/sales') });
    },
    {
      code: 'ResourceNotFoundException',
      message: 'Rule sales does not exist on EventBus default.',
      status: 400,
    },
  ],
  [
    'tags of a deleted bus',
    'events/test_events_tags',
    'TestEventBusTags::test_list_tags_for_deleted_event_bus',
    async ({ client }) => {
      await client(EventBridge).createEventBus({ Name: 'shop', Tags: [{ Key: 'a', Value: 'b' }] });
      await client(EventBridge).deleteEventBus({ Name: 'shop' });
      return client(EventBridge).listTagsForResource({ ResourceARN: rule('event-bus/shop') });
    },
    { code: 'ResourceNotFoundException', message: 'Event bus shop does not exist.', status: 400 },
  ],
];

const OTHERS: readonly Row[] = [
  [
    'an alias without its prefix',
    'kms/test_kms',
    'TestKMS::test_create_alias',
    async (account) =>
      account.client(KMS).createAlias({ AliasName: 'shop', TargetKeyId: await key(account) }),
    {
      code: 'ValidationException',
      message:
        'Alias must start with the prefix "alias/". Please see https://docs.aws.amazon.com/kms/latest/developerguide/kms-alias.html',
      status: 400,
    },
    WORDS,
  ],
  [
    'the MAC of another message',
    'kms/test_kms',
    'TestKMS::test_invalid_verify_mac[HMAC_256-HMAC_SHA_256-some different important message]',
    (account) => forgedMac(account),
    { code: 'KMSInvalidMacException', status: 400 },
  ],
  [
    'a plaintext of more than 4,096 bytes',
    'kms/test_kms',
    'TestKMS::test_plaintext_size_for_encrypt',
    async (account) =>
      account.client(KMS).encrypt({ KeyId: await key(account), Plaintext: Buffer.alloc(4097) }),
    {
      code: 'ValidationException',
      message:
        "1 validation error detected: Value at 'plaintext' failed to satisfy constraint: Member must have length less than or equal to 4096",
      status: 400,
    },
    WORDS,
  ],
  [
    'a data key decrypted without its context',
    'kms/test_kms',
    'TestKMSGenerateKeys::test_encryption_context_generate_data_key',
    async (account) => {
      const kms = account.client(KMS);
      const KeyId = await key(account);
      const EncryptionContext = { shop: 'one' };
      const { CiphertextBlob } = await kms.generateDataKey({ KeyId, KeySpec: 'AES_256', EncryptionContext });
      return kms.decrypt({ KeyId, CiphertextBlob });
    },
    { code: 'InvalidCiphertextException', status: 400 },
  ],
  [
    'a tag of a key twice',
    'kms/test_kms',
    'TestKMS::test_tag_key_with_duplicate_tag_keys_raises_error',
    async (account) =>
      account.client(KMS).tagResource({
        KeyId: await key(account),
        Tags: [
          { TagKey: 'a', TagValue: '1' },
          { TagKey: 'a', TagValue: '2' },
        ],
      }),
    { code: 'TagException', message: 'Duplicate tag keys', status: 400 },
  ],
  [
    'more tags of a key than 50',
    'kms/test_kms',
    'TestKMS::test_create_key_with_too_many_tags_raises_error',
    (account) =>
      key(account, { Tags: Array.from({ length: 51 }, (_, n) => ({ TagKey: `k${n}`, TagValue: 'v' })) }),
    { code: 'TagException', message: 'Too many tags', status: 400 },
  ],
  ...(['lowercase_prefix', 'uppercase_prefix'] as const).map((variant): Row => [
    `a key with a tag of AWS, ${variant}`,
    'kms/test_kms',
    `TestKMS::test_create_key_with_invalid_tag_key[${variant}]`,
    (account) =>
      key(account, { Tags: [{ TagKey: variant === 'lowercase_prefix' ? 'aws:a' : 'AWS:A', TagValue: 'v' }] }),
    RESERVED,
  ]),
  [
    'a tag of AWS for a key',
    'kms/test_kms',
    'TestKMS::test_tag_existing_key_with_invalid_tag_key',
    async (account) =>
      account
        .client(KMS)
        .tagResource({ KeyId: await key(account), Tags: [{ TagKey: 'aws:a', TagValue: 'v' }] }),
    RESERVED,
  ],
  [
    'a subscription by an unknown protocol',
    'sns/test_sns',
    'TestSNSSubscriptionCrud::test_subscribe_with_invalid_protocol',
    async ({ client }) => {
      const { TopicArn } = await client(SNS).createTopic({ Name: 'sales' });
      return client(SNS).subscribe({ TopicArn, Protocol: 'carrier-pigeon', Endpoint: 'a@example.com' });
    },
    {
      code: 'InvalidParameterException',
      message: 'Invalid parameter: Amazon SNS does not support this protocol string: carrier-pigeon',
      status: 400,
    },
    WORDS,
  ],
  [
    'a subscription to a topic that is not there',
    'sns/test_sns',
    'TestSNSSubscriptionCrudV2::test_subscribe_unknown_topic',
    ({ client }) =>
      client(SNS).subscribe({
        TopicArn: 'arn:aws:sns:us-east-1:123456789012:none',
        Protocol: 'email',
        Endpoint: 'a@example.com',
      }),
    { code: 'NotFoundException', message: 'Topic does not exist', status: 404 },
  ],
  [
    'the end of a subscription that is no ARN',
    'sns/test_sns',
    'TestSNSSubscriptionCrudV2::test_unsubscribe_from_deleted_topic',
    ({ client }) => client(SNS).unsubscribe({ SubscriptionArn: 'none' }),
    {
      code: 'InvalidParameterException',
      message: 'Invalid parameter: SubscriptionArn Reason: An ARN must have at least 6 elements, not 1',
      status: 400,
    },
    'NotFound, 404',
  ],
  [
    'a log group’s name of more than 512 characters',
    'logs/test_logs_groups',
    'TestLogsGroups::test_create_log_group_invalid_name_length',
    ({ client }) => client(CloudWatchLogs).createLogGroup({ logGroupName: 'x'.repeat(513) }),
    {
      code: 'InvalidParameterException',
      message: 'Invalid LogGroup or LogStream, both must have length less than or equal to 512.',
      status: 400,
    },
    WORDS,
  ],
  [
    'more than 10,000 filtered events of a page',
    'logs/test_logs_filter_events',
    'TestFilterLogEvents::test_filter_log_events_limit_validation',
    async ({ client }) => {
      await client(CloudWatchLogs).createLogGroup({ logGroupName: '/shop' });
      return client(CloudWatchLogs).filterLogEvents({ logGroupName: '/shop', limit: 10_001 });
    },
    {
      code: 'InvalidParameterException',
      message:
        "1 validation error detected: Value '10001' at 'limit' failed to satisfy constraint: Member must have value less than or equal to 10000",
      status: 400,
    },
  ],
  [
    'filtered events by a token of another making',
    'logs/test_logs_filter_events',
    'TestFilterLogEvents::test_filter_log_events_unknown_token',
    async ({ client }) => {
      await client(CloudWatchLogs).createLogGroup({ logGroupName: '/shop' });
      return client(CloudWatchLogs).filterLogEvents({ logGroupName: '/shop', nextToken: 'unknown' });
    },
    { code: 'InvalidParameterException', message: 'The specified nextToken is invalid.', status: 400 },
    WORDS,
  ],
  [
    'subscription filters of a group that is not there',
    'logs/test_logs_subscription_filters',
    'TestSubscriptionFilters::test_describe_subscription_filters_log_group_not_found',
    ({ client }) => client(CloudWatchLogs).describeSubscriptionFilters({ logGroupName: '/none' }),
    { code: 'ResourceNotFoundException', message: 'The specified log group does not exist.', status: 400 },
  ],
  ...(['get_function_configuration', 'invoke'] as const).map((call): Row => [
    `${call} of a function of another region`,
    'lambda_/test_lambda_api',
    `TestLambdaFunction::test_get_function_wrong_region[${call}]`,
    ({ client }) => {
      const input = { FunctionName: 'arn:aws:lambda:eu-west-1:123456789012:function:none' };
      return call === 'invoke'
        ? client(Lambda).invoke(input)
        : client(Lambda).getFunctionConfiguration(input);
    },
    {
      code: 'ResourceNotFoundException',
      message: "Functions from 'eu-west-1' are not reachable in this region ('us-east-1')",
      status: 404,
    },
  ]),
  ...(['get_function', 'get_function_configuration'] as const).map((call): Row => [
    `${call} of a version that is not there`,
    'lambda_/test_lambda_api',
    `TestLambdaFunction::test_ops_on_nonexisting_version[${call}]`,
    async (account) => {
      await create(account);
      const input = { FunctionName: 'shop', Qualifier: '1221' };
      return call === 'get_function'
        ? account.client(Lambda).getFunction(input)
        : account.client(Lambda).getFunctionConfiguration(input);
    },
    {
      code: 'ResourceNotFoundException',
      message: 'Function not found: arn:aws:lambda:us-east-1:123456789012:function:shop:1221',
      status: 404,
    },
  ]),
  [
    'an invocation of a function that is not there',
    'lambda_/test_lambda',
    'TestLambdaFeatures::test_invoke_exceptions',
    ({ client }) => client(Lambda).invoke({ FunctionName: 'none' }),
    {
      code: 'ResourceNotFoundException',
      message: /^Function not found: arn:aws:lambda:us-east-1:123456789012:function:none(:\$LATEST)?$/,
      status: 404,
    },
  ],
  [
    'six layers',
    'lambda_/test_lambda_api',
    'TestLambdaLayer::test_layer_function_quota_exception',
    async (account) => {
      const Content = { ZipFile: zipSync({ 'a.txt': strToU8('a') }) };
      const Layers: string[] = [];
      for (let n = 0; n < 6; n += 1) {
        const layer = await account.client(Lambda).publishLayerVersion({ LayerName: `layer${n}`, Content });
        Layers.push(layer.LayerVersionArn!);
      }
      return create(account, { Layers });
    },
    { code: 'InvalidParameterValueException', message: 'Cannot reference more than 5 layers.', status: 400 },
    'ValidationException',
  ],
  ...(
    [
      'java8',
      'go1.x',
      'provided',
      'ruby2.7',
      'nodejs14.x',
      'python3.7',
      'dotnetcore3.1',
      'nodejs12.x',
    ] as const
  ).map((Runtime): Row => [
    `a function of the ended runtime ${Runtime}`,
    'lambda_/test_lambda_api',
    `TestRuntimeValidation::test_create_deprecated_function_runtime_with_validation_enabled[${Runtime}]`,
    (account) => create(account, { Runtime }),
    { code: 'InvalidParameterValueException', message: NO_RUNTIME(Runtime), status: 400 },
  ]),
  ...(['LARGE', 'SMALL'] as const).map((first): Row => [
    `environment variables over 4 KB, ${first}`,
    'lambda_/test_lambda_api',
    `TestLambdaSizeLimits::${first === 'LARGE' ? 'test_large_environment_variables_fails' : 'test_large_environment_fails_multiple_keys'}`,
    (account) =>
      create(account, {
        Environment: {
          Variables:
            first === 'LARGE' ? { LARGE: 'x'.repeat(4096) } : { SMALL: 'ok', LARGE: 'x'.repeat(4096) },
        },
      }),
    {
      code: 'InvalidParameterValueException',
      message:
        /^Lambda was unable to configure your environment variables because the environment variables you have provided exceeded the 4KB limit\. String measured: \{/,
      status: 400,
    },
  ]),
];

const refused = (rows: readonly Row[]): ConformanceCase[] =>
  rows.map(([id, path, test, call, answer, wrong]) => ({
    id,
    title: `${id}: ${Object.values(answer).join(', ')}`,
    source: snapshot(path, test),
    ...(wrong && { wrong }),
    run: (account) => refusal(call(account)),
    expected: answer,
  }));

/** Recordings of EventBridge. */
export const eventsRecorded: readonly ConformanceCase[] = refused(EVENTS);

/** Recordings of STS. */
export const stsRecorded: readonly ConformanceCase[] = [
  {
    id: 'the assumed role',
    title: 'AssumedRoleId is the role’s id, a colon and the name of the session',
    source: snapshot('sts/test_sts', 'TestSTSIntegrations::test_assume_role'),
    answers: 3,
    run: async ({ client }) => {
      const { Role } = await client(IAM).createRole({
        RoleName: 'carlos',
        AssumeRolePolicyDocument: trust({ AWS: '123456789012' }),
      });
      const { AssumedRoleUser } = await client(STS).assumeRole({
        RoleArn: Role!.Arn,
        RoleSessionName: 'session',
      });
      return { ...AssumedRoleUser, isOfRole: AssumedRoleUser?.AssumedRoleId === `${Role?.RoleId}:session` };
    },
    expected: { Arn: 'arn:aws:sts::123456789012:assumed-role/carlos/session', isOfRole: true },
  },
];

/** Recordings of Lambda, SNS, KMS and Logs. */
export const othersRecorded: readonly ConformanceCase[] = [
  ...refused(OTHERS),
  {
    id: 'a function that begins',
    title: 'CreateFunction answers a function that is Pending, Creating',
    source: snapshot('lambda_/test_lambda_api', 'TestLambdaFunction::test_function_lifecycle'),
    run: (account) => create(account),
    expected: {
      State: 'Pending',
      StateReason: 'The function is being created.',
      StateReasonCode: 'Creating',
      LoggingConfig: { LogFormat: 'Text', LogGroup: '/aws/lambda/shop' },
      PackageType: 'Zip',
      Version: '$LATEST',
    },
  },
  ...(
    [
      [
        'RequestResponse',
        { StatusCode: 200, ExecutedVersion: '$LATEST', FunctionError: undefined, Payload: 'null' },
      ],
      ['Event', { StatusCode: 202, ExecutedVersion: undefined, FunctionError: undefined, Payload: '' }],
    ] as const
  ).map(([type, expected]): ConformanceCase => ({
    id: `nothing returned, ${type}`,
    title: `an invocation ${type} of a function that returns nothing: ${JSON.stringify(expected)}`,
    source: snapshot(
      'lambda_/test_lambda',
      `TestLambdaFeatures::test_invocation_type_no_return_payload[nodejs-${type}]`,
    ),
    run: (account) => invoke(account, type),
    expected,
  })),
];
