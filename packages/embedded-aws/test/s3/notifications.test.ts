import { CloudWatchLogs } from '@aws-sdk/client-cloudwatch-logs';
import { EventBridge } from '@aws-sdk/client-eventbridge';
import { Lambda } from '@aws-sdk/client-lambda';
import { S3, type NotificationConfiguration } from '@aws-sdk/client-s3';
import { SNS } from '@aws-sdk/client-sns';
import { createAdminRole } from '../admin-role';
import { testStack } from '../cloudformation/test-stack';
import { deploy } from '../lambda/deployed-function';
import { refused } from '../support/refused';
import { awsForEach } from '../support/test-aws';

const Bucket = 'shop-data';
const BUCKET_ARN = `arn:aws:s3:::${Bucket}`;

const aws = awsForEach();
const s3 = aws.client(S3);
const sns = aws.client(SNS);

const configure = (NotificationConfiguration: NotificationConfiguration): Promise<unknown> =>
  s3.putBucketNotificationConfiguration({ Bucket, NotificationConfiguration });

/** A topic whose messages are kept. */
async function topic(): Promise<string> {
  const { TopicArn } = await sns.createTopic({ Name: 't' });
  await sns.subscribe({ TopicArn, Protocol: 'email', Endpoint: 'a@example.com' });
  return TopicArn!;
}

interface Message {
  readonly Event?: string;
  readonly Records?: readonly { readonly eventName: string; readonly s3: { readonly object: object } }[];
  /** Of an event of EventBridge. */
  readonly detail?: object;
}

/** Messages of the topic so far, once there are that many. */
async function messages(count: number): Promise<Message[]> {
  for (;;) {
    const found = (await (await fetch(`${aws.endpoint}/_local/messages`)).json()) as { message: string }[];
    if (found.length >= count) return found.map(({ message }) => JSON.parse(message) as Message);
  }
}

it('a topic hears of the changes of keys with a prefix and a suffix (S3-20)', async () => {
  const TopicArn = await topic();
  await s3.createBucket({ Bucket });
  const FilterRules = [
    { Name: 'prefix' as const, Value: 'in/' },
    { Name: 'suffix' as const, Value: '.csv' },
  ];
  const Filter = { Key: { FilterRules } };
  const Events = ['s3:ObjectCreated:*' as const, 's3:ObjectRemoved:*' as const];
  await configure({ TopicConfigurations: [{ Id: 'one', TopicArn, Events, Filter }] });
  for (const Key of ['in/a.txt', 'out/a.csv', 'in/a b.csv']) await s3.putObject({ Bucket, Key, Body: 'xyz' });
  await s3.copyObject({ Bucket, Key: 'in/c.csv', CopySource: `${Bucket}/in/a.txt` });
  await s3.deleteObject({ Bucket, Key: 'in/c.csv' });
  const [test, put, copy, removal] = await messages(4);
  expect(test).toMatchObject({ Service: 'Amazon S3', Event: 's3:TestEvent', Bucket });
  expect(put.Records).toMatchObject([
    {
      eventVersion: '2.1',
      eventSource: 'aws:s3',
      awsRegion: 'us-east-1',
      eventName: 'ObjectCreated:Put',
      s3: {
        configurationId: 'one',
        bucket: { name: Bucket, arn: BUCKET_ARN },
        object: { key: 'in/a+b.csv', size: 3, eTag: expect.stringMatching(/^[0-9a-f]{32}$/) as string },
      },
    },
  ]);
  expect([copy, removal].map(({ Records }) => Records![0].eventName)).toEqual([
    'ObjectCreated:Copy',
    'ObjectRemoved:Delete',
  ]);
  const { TopicConfigurations } = await s3.getBucketNotificationConfiguration({ Bucket });
  expect(TopicConfigurations).toMatchObject([{ Id: 'one', TopicArn, Filter }]);
});

it('a function hears of changes once its policy lets S3 call it (S3-20)', async () => {
  await createAdminRole(aws.endpoint);
  const lambda = aws.client(Lambda);
  const code =
    'exports.handler = async ({ Records }) => console.log(Records[0].eventName, Records[0].s3.object.key);';
  const LambdaFunctionArn = await deploy(lambda, code);
  await s3.createBucket({ Bucket });
  const Events = ['s3:ObjectCreated:Put' as const];
  const toFunction = { LambdaFunctionConfigurations: [{ LambdaFunctionArn, Events }] };
  await refused(configure(toFunction), 'InvalidArgument');
  await lambda.addPermission({
    FunctionName: LambdaFunctionArn,
    StatementId: 's3',
    Action: 'lambda:InvokeFunction',
    Principal: 's3.amazonaws.com',
    SourceArn: BUCKET_ARN,
  });
  await configure(toFunction);
  await s3.putObject({ Bucket, Key: 'k', Body: 'x' });
  const logs = aws.client(CloudWatchLogs);
  const asked = { logGroupName: '/aws/lambda/example', filterPattern: '"ObjectCreated:Put k"' };
  while ((await logs.filterLogEvents(asked).catch(() => undefined))?.events?.length !== 1);
  expect((await logs.filterLogEvents(asked)).events).toHaveLength(1);
});

it('notifications and events of a bucket with versioning tell of versions (S3-18)', async () => {
  const TopicArn = await topic();
  const events = aws.client(EventBridge);
  await events.putRule({ Name: 'all', EventPattern: JSON.stringify({ source: ['aws.s3'] }) });
  await events.putTargets({ Rule: 'all', Targets: [{ Id: '1', Arn: TopicArn }] });
  await s3.createBucket({ Bucket });
  await s3.putBucketVersioning({ Bucket, VersioningConfiguration: { Status: 'Enabled' } });
  const TopicConfigurations = [{ TopicArn, Events: ['s3:ObjectRemoved:*' as const] }];
  await configure({ EventBridgeConfiguration: {}, TopicConfigurations });
  const object = { Bucket, Key: 'k' };
  const { VersionId: version } = await s3.putObject({ ...object, Body: 'x' });
  const { VersionId: marker } = await s3.deleteObject(object);
  await s3.deleteObject({ ...object, VersionId: version });
  const found = await messages(6);
  expect(found.flatMap(({ detail = [] }) => detail)).toMatchObject([
    { reason: 'PutObject', object: { 'version-id': version } },
    { reason: 'DeleteObject', 'deletion-type': 'Delete Marker Created', object: { 'version-id': marker } },
    { reason: 'DeleteObject', 'deletion-type': 'Permanently Deleted', object: { 'version-id': version } },
  ]);
  expect(found.flatMap(({ Records = [] }) => Records)).toMatchObject([
    { eventName: 'ObjectRemoved:DeleteMarkerCreated', s3: { object: { versionId: marker } } },
    { eventName: 'ObjectRemoved:Delete', s3: { object: { versionId: version } } },
  ]);
});

it('fails for queues and for destinations that share an event (S3-20)', async () => {
  const TopicArn = await topic();
  await s3.createBucket({ Bucket });
  const all = { Events: ['s3:ObjectCreated:*' as const] };
  const queues = { QueueConfigurations: [{ QueueArn: 'q', ...all }] };
  await expect(configure(queues)).rejects.toThrow(/QueueConfiguration/);
  const puts = { TopicArn, Events: ['s3:ObjectCreated:Put' as const] };
  const both = { TopicConfigurations: [{ TopicArn, ...all }, puts] };
  await expect(configure(both)).rejects.toThrow('Configurations overlap');
});

it('a stack makes a bucket with notifications (S3-20)', async () => {
  const stack = testStack(aws);
  const Topic = { Ref: 'Topic' };
  const Principal = { Service: 's3.amazonaws.com' };
  const Statement = [{ Effect: 'Allow', Principal, Action: 'sns:Publish', Resource: Topic }];
  const PolicyDocument = { Version: '2012-10-17', Statement };
  const Filter = { S3Key: { Rules: [{ Name: 'prefix', Value: 'in/' }] } };
  const bucket = (Event: string): object => ({
    BucketName: Bucket,
    NotificationConfiguration: { TopicConfigurations: [{ Event, Topic, Filter }] },
  });
  const resources = (event: string): object => ({
    Topic: { Type: 'AWS::SNS::Topic' },
    Policy: { Type: 'AWS::SNS::TopicPolicy', Properties: { Topics: [Topic], PolicyDocument } },
    Bucket: { Type: 'AWS::S3::Bucket', DependsOn: 'Policy', Properties: bucket(event) },
  });
  await stack.deploy(resources('s3:ObjectCreated:*'));
  await stack.deploy(resources('s3:ObjectRemoved:*'));
  const { TopicConfigurations } = await s3.getBucketNotificationConfiguration({ Bucket });
  expect(TopicConfigurations).toMatchObject([
    { Events: ['s3:ObjectRemoved:*'], Filter: { Key: { FilterRules: [{ Name: 'prefix', Value: 'in/' }] } } },
  ]);
  expect(await stack.remove()).toEqual([]);
});
