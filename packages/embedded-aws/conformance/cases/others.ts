import { CloudWatchLogs } from '@aws-sdk/client-cloudwatch-logs';
import { EventBridge } from '@aws-sdk/client-eventbridge';
import { KMS } from '@aws-sdk/client-kms';
import { Lambda } from '@aws-sdk/client-lambda';
import { SNS } from '@aws-sdk/client-sns';
import { SSM } from '@aws-sdk/client-ssm';
import { refusal, type Account } from '../account';
import type { ConformanceCase } from '../conformance-case';
import { snapshot } from '../sources';

const logGroupName = '/shop';
const logStreamName = 'a';
const TOPIC = 'arn:aws:sns:us-east-1:123456789012:none';
const FUNCTION = 'arn:aws:lambda:us-east-1:123456789012:function:none';

const stream = async ({ client }: Account): Promise<CloudWatchLogs> => {
  const logs = client(CloudWatchLogs);
  await logs.createLogGroup({ logGroupName });
  await logs.createLogStream({ logGroupName, logStreamName });
  return logs;
};
const topic = async ({ client }: Account): Promise<{ sns: SNS; TopicArn: string }> => {
  const sns = client(SNS);
  return { sns, TopicArn: (await sns.createTopic({ Name: 'shop' })).TopicArn! };
};

/** Calls that AWS refuses: the suite’s file and test, the call, what AWS answers. */
const REFUSED: readonly (readonly [
  id: string,
  file: string,
  test: string,
  call: (account: Account) => Promise<unknown>,
  answer: object,
])[] = [
  [
    'a topic that is not there',
    'sns/test_sns',
    'TestSNSTopicCrud::test_create_topic_with_attributes',
    ({ client }) => client(SNS).getTopicAttributes({ TopicArn: TOPIC }),
    { code: 'NotFoundException', message: 'Topic does not exist', status: 404 },
  ],
  [
    'a publication to a topic that is not there',
    'sns/test_sns',
    'TestSNSPublishCrud::test_unknown_topic_publish',
    ({ client }) => client(SNS).publish({ TopicArn: TOPIC, Message: 'x' }),
    { code: 'NotFoundException', message: 'Topic does not exist', status: 404 },
  ],
  [
    'an empty message',
    'sns/test_sns',
    'TestSNSPublishCrud::test_empty_sns_message',
    async (account) => {
      const { sns, TopicArn } = await topic(account);
      return sns.publish({ TopicArn, Message: '' });
    },
    { code: 'InvalidParameterException', message: 'Invalid parameter: Empty message', status: 400 },
  ],
  [
    'an empty subject',
    'sns/test_sns',
    'TestSNSPublishCrud::test_publish_with_empty_subject',
    async (account) => {
      const { sns, TopicArn } = await topic(account);
      return sns.publish({ TopicArn, Message: 'x', Subject: '' });
    },
    { code: 'InvalidParameterException', message: 'Invalid parameter: Subject', status: 400 },
  ],
  [
    'a message over 256 KB',
    'sns/test_sns',
    'TestSNSPublishCrud::test_publish_too_long_message',
    async (account) => {
      const { sns, TopicArn } = await topic(account);
      return sns.publish({ TopicArn, Message: 'x'.repeat(262_145) });
    },
    { code: 'InvalidParameterException', message: 'Invalid parameter: Message too long', status: 400 },
  ],
  [
    'a topic again with other tags',
    'sns/test_sns',
    'TestSNSTopicCrud::test_create_duplicate_topic_with_more_tags',
    async (account) => {
      const { sns } = await topic(account);
      return sns.createTopic({ Name: 'shop', Tags: [{ Key: 'a', Value: '1' }] });
    },
    {
      code: 'InvalidParameterException',
      message: 'Invalid parameter: Tags Reason: Topic already exists with different tags',
      status: 400,
    },
  ],
  [
    'an invalid key id',
    'kms/test_kms',
    'TestKMS::test_get_key_invalid_uuid',
    ({ client }) => client(KMS).describeKey({ KeyId: 'fake-key-id' }),
    { code: 'NotFoundException', status: 400 },
  ],
  [
    'a log group twice',
    'logs/test_logs_groups',
    'TestLogsGroups::test_create_log_group_duplicate_error',
    async (account) => (await stream(account)).createLogGroup({ logGroupName }),
    {
      code: 'ResourceAlreadyExistsException',
      message: 'The specified log group already exists',
      status: 400,
    },
  ],
  [
    'a log stream twice',
    'logs/test_logs_streams',
    'TestLogsStreams::test_create_log_stream_duplicate_error',
    async (account) => (await stream(account)).createLogStream({ logGroupName, logStreamName }),
    {
      code: 'ResourceAlreadyExistsException',
      message: 'The specified log stream already exists',
      status: 400,
    },
  ],
  [
    'events for a stream that is not there',
    'logs/test_logs_events',
    'TestLogsEvents::test_put_log_events_to_invalid_stream',
    async (account) =>
      (await stream(account)).putLogEvents({
        logGroupName,
        logStreamName: 'none',
        logEvents: [{ timestamp: Date.now(), message: 'x' }],
      }),
    { code: 'ResourceNotFoundException', message: 'The specified log stream does not exist.', status: 400 },
  ],
  [
    'events out of order',
    'logs/test_logs_events',
    'TestLogsEvents::test_put_log_events_wrong_order',
    async (account) =>
      (await stream(account)).putLogEvents({
        logGroupName,
        logStreamName,
        logEvents: [
          { timestamp: Date.now(), message: 'x' },
          { timestamp: Date.now() - 1000, message: 'y' },
        ],
      }),
    {
      code: 'InvalidParameterException',
      message: 'Log events in a single PutLogEvents request must be in chronological order.',
      status: 400,
    },
  ],
  [
    'a token of another making',
    'logs/test_logs_events',
    'TestLogsEvents::test_get_log_events_invalid_token',
    async (account) =>
      (await stream(account)).getLogEvents({ logGroupName, logStreamName, nextToken: 'invalid' }),
    { code: 'InvalidParameterException', message: 'The specified nextToken is invalid.', status: 400 },
  ],
  [
    'too many events of a page',
    'logs/test_logs_events',
    'TestLogsEvents::test_get_log_events_limit_validation',
    async (account) => (await stream(account)).getLogEvents({ logGroupName, logStreamName, limit: 10_001 }),
    {
      code: 'InvalidParameterException',
      message:
        "1 validation error detected: Value '10001' at 'limit' failed to satisfy constraint: Member must have value less than or equal to 10000",
      status: 400,
    },
  ],
  [
    'events of a group that is not there',
    'logs/test_logs_events',
    'TestLogsEventsErrors::test_resource_does_not_exist',
    ({ client }) => client(CloudWatchLogs).getLogEvents({ logGroupName, logStreamName }),
    { code: 'ResourceNotFoundException', message: 'The specified log group does not exist.', status: 400 },
  ],
  [
    'a prefix and a pattern of groups',
    'logs/test_logs_groups',
    'TestLogsGroups::test_describe_log_groups_prefix_and_pattern_error',
    ({ client }) =>
      client(CloudWatchLogs).describeLogGroups({ logGroupNamePrefix: 'a', logGroupNamePattern: 'b' }),
    {
      code: 'InvalidParameterException',
      message: 'LogGroup name prefix and LogGroup name pattern are mutually exclusive parameters.',
      status: 400,
    },
  ],
  [
    'a function that is not there',
    'lambda_/test_lambda_api',
    'TestLambdaFunction::test_ops_on_nonexisting_fn[get_function]',
    ({ client }) => client(Lambda).getFunction({ FunctionName: 'none' }),
    { code: 'ResourceNotFoundException', message: `Function not found: ${FUNCTION}`, status: 404 },
  ],
  [
    'the configuration of a function that is not there',
    'lambda_/test_lambda_api',
    'TestLambdaFunction::test_ops_on_nonexisting_fn[get_function_configuration]',
    ({ client }) => client(Lambda).getFunctionConfiguration({ FunctionName: 'none' }),
    { code: 'ResourceNotFoundException', message: `Function not found: ${FUNCTION}`, status: 404 },
  ],
  [
    'the deletion of a function that is not there',
    'lambda_/test_lambda_api',
    'TestLambdaFunction::test_ops_on_nonexisting_fn[delete_function]',
    ({ client }) => client(Lambda).deleteFunction({ FunctionName: 'none' }),
    { code: 'ResourceNotFoundException', message: `Function not found: ${FUNCTION}`, status: 404 },
  ],
  [
    'a function of another region',
    'lambda_/test_lambda_api',
    'TestLambdaFunction::test_get_function_wrong_region[get_function]',
    ({ client }) =>
      client(Lambda).getFunction({ FunctionName: 'arn:aws:lambda:eu-west-1:123456789012:function:none' }),
    {
      code: 'ResourceNotFoundException',
      message: "Functions from 'eu-west-1' are not reachable in this region ('us-east-1')",
      status: 404,
    },
  ],
  [
    'the deletion of a function of another region',
    'lambda_/test_lambda_api',
    'TestLambdaFunction::test_get_function_wrong_region[delete_function]',
    ({ client }) =>
      client(Lambda).deleteFunction({ FunctionName: 'arn:aws:lambda:eu-west-1:123456789012:function:none' }),
    {
      code: 'ResourceNotFoundException',
      message: "Functions from 'eu-west-1' are not reachable in this region ('us-east-1')",
      status: 404,
    },
  ],
  [
    'a rule that is not there',
    'events/test_events',
    'TestEventRule::test_describe_nonexistent_rule',
    ({ client }) => client(EventBridge).describeRule({ Name: 'none' }),
    {
      code: 'ResourceNotFoundException',
      message: 'Rule none does not exist on EventBus default.',
      status: 400,
    },
  ],
  [
    'too many bytes of events',
    'events/test_events',
    'TestEvents::test_put_event_with_too_big_detail',
    ({ client }) =>
      client(EventBridge).putEvents({
        Entries: [{ Source: 's', DetailType: 'd', Detail: JSON.stringify({ a: 'x'.repeat(1_048_577) }) }],
      }),
    {
      code: 'ValidationException',
      message: 'Total size of the entries in the request is over the limit.',
      status: 400,
    },
  ],
];

/** Cases of services that have few. */
export const others: readonly ConformanceCase[] = [
  ...REFUSED.map(([id, path, test, call, answer]): ConformanceCase => ({
    id,
    title: `${id}: ${Object.values(answer).join(', ')}`,
    source: snapshot(path, test),
    run: (account) => refusal(call(account)),
    expected: answer,
  })),
  {
    id: 'a parameter by its ARN',
    title: 'GetParameter takes a parameter’s ARN, and answers its name',
    source: snapshot('ssm/test_ssm', 'TestSSM::test_get_parameter_by_arn'),
    run: async ({ client }) => {
      await client(SSM).putParameter({ Name: 'colour', Value: 'red', Type: 'String' });
      return (await client(SSM).getParameter({ Name: 'arn:aws:ssm:us-east-1:123456789012:parameter/colour' }))
        .Parameter;
    },
    expected: {
      ARN: 'arn:aws:ssm:us-east-1:123456789012:parameter/colour',
      DataType: 'text',
      Name: 'colour',
      Type: 'String',
      Value: 'red',
      Version: 1,
    },
  },
  {
    id: 'a parameter with a path',
    title: 'the ARN of a parameter with a path has no second slash',
    source: snapshot('ssm/test_ssm', 'TestSSM::test_parameters_with_path'),
    run: async ({ client }) => {
      const put = await client(SSM).putParameter({ Name: '/shop/colour', Value: '123', Type: 'String' });
      return [put, (await client(SSM).getParameter({ Name: '/shop/colour' })).Parameter];
    },
    expected: [
      { Tier: 'Standard', Version: 1 },
      { ARN: 'arn:aws:ssm:us-east-1:123456789012:parameter/shop/colour', Name: '/shop/colour' },
    ],
  },
];
