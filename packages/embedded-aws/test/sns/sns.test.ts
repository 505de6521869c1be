import { CloudWatchLogs } from '@aws-sdk/client-cloudwatch-logs';
import { Lambda } from '@aws-sdk/client-lambda';
import { SNS } from '@aws-sdk/client-sns';
import type { Message } from '../../src/messages';
import { createAdminRole } from '../admin-role';
import { assume, createRole } from '../authorization/session-of';
import { deploy } from '../lambda/deployed-function';
import { refused } from '../support/refused';
import { awsForEach } from '../support/test-aws';

const aws = awsForEach();
const sns = aws.client(SNS);
let TopicArn: string;

beforeEach(async () => {
  TopicArn = (await sns.createTopic({ Name: 'shop', Tags: [{ Key: 'a', Value: '1' }] })).TopicArn!;
});

const subscribe = (Endpoint: string, Protocol = 'email'): Promise<{ SubscriptionArn?: string }> =>
  sns.subscribe({ TopicArn, Protocol, Endpoint });
const setAttribute = (AttributeName: string, AttributeValue: string): Promise<unknown> =>
  sns.setTopicAttributes({ TopicArn, AttributeName, AttributeValue });
const messages = async (): Promise<Message[]> =>
  (await (await fetch(`${aws.endpoint}/_local/messages`)).json()) as Message[];

it('a topic is made once, has attributes and tags, and goes with its subscriptions', async () => {
  expect(TopicArn).toBe('arn:aws:sns:us-east-1:123456789012:shop');
  expect((await sns.createTopic({ Name: 'shop' })).TopicArn).toBe(TopicArn);
  await setAttribute('DisplayName', 'Shop');
  const { SubscriptionArn } = await subscribe('a@shop.test');
  const { Attributes } = await sns.getTopicAttributes({ TopicArn });
  expect(Attributes).toMatchObject({
    DisplayName: 'Shop',
    Owner: '123456789012',
    SubscriptionsConfirmed: '1',
    SubscriptionsPending: '0',
  });
  await sns.tagResource({ ResourceArn: TopicArn, Tags: [{ Key: 'b', Value: '2' }] });
  await sns.untagResource({ ResourceArn: TopicArn, TagKeys: ['a'] });
  expect((await sns.listTagsForResource({ ResourceArn: TopicArn })).Tags).toEqual([{ Key: 'b', Value: '2' }]);
  expect((await sns.listTopics({})).Topics).toEqual([{ TopicArn }]);
  expect(await aws.inventory()).toEqual([
    { type: 'AWS::SNS::Topic', id: TopicArn },
    { type: 'AWS::SNS::Subscription', id: SubscriptionArn },
  ]);
  await sns.deleteTopic({ TopicArn });
  await sns.deleteTopic({ TopicArn });
  expect(await aws.inventory()).toEqual([]);
});

it('what is published is kept for every subscriber, with its time (SNS-2, SNS-3)', async () => {
  for (const endpoint of ['a@shop.test', 'b@shop.test']) await subscribe(endpoint);
  const { Subscriptions } = await sns.listSubscriptionsByTopic({ TopicArn });
  expect(Subscriptions!.map(({ Endpoint }) => Endpoint).sort()).toEqual(['a@shop.test', 'b@shop.test']);
  const before = aws.clock.now();
  const MessageAttributes = { kind: { DataType: 'String', StringValue: 'x' } };
  await sns.publish({ TopicArn, Subject: 'Stock', Message: 'Low & <gone>', MessageAttributes });
  const kept = await messages();
  const mail = { topicArn: TopicArn, protocol: 'email', subject: 'Stock', message: 'Low & <gone>' };
  expect(kept).toMatchObject(['a@shop.test', 'b@shop.test'].map((endpoint) => ({ ...mail, endpoint })));
  expect(Date.parse(kept[0].time)).toBeGreaterThanOrEqual(Math.floor(before));
  const gone = (await sns.listSubscriptions({})).Subscriptions!.find(({ Endpoint }) => Endpoint![0] === 'b');
  await sns.unsubscribe({ SubscriptionArn: gone!.SubscriptionArn });
  await sns.publish({ TopicArn, Message: 'again' });
  expect((await messages()).map(({ endpoint }) => endpoint[0])).toEqual(['a', 'b', 'a']);
  await aws.reset();
  expect(await messages()).toEqual([]);
});

it.each<[string, () => Promise<unknown>, string]>([
  ['a subject of two lines', () => sns.publish({ TopicArn, Message: 'm', Subject: 'a\nb' }), 'Subject'],
  ['a queue', () => subscribe('a', 'sqs'), 'delivers to email'],
  ['what is no address', () => subscribe('a'), 'Email address'],
  ['a FIFO topic', () => sns.createTopic({ Name: 'shop.fifo' }), 'no FIFO topics'],
  [
    'a wrong policy, and makes no topic',
    () => sns.createTopic({ Name: 'other', Attributes: { Policy: '{}' } }),
    'Policy Error',
  ],
  ['an attribute that it does not have', () => setAttribute('DeliveryPolicy', '{}'), 'no DeliveryPolicy'],
])('fails for %s (SNS-1)', async (_what, call, words) => {
  const message = expect.stringContaining(words) as string;
  await expect(call()).rejects.toMatchObject({ Code: 'InvalidParameter', message });
  expect((await sns.listTopics({})).Topics).toHaveLength(1);
  expect(await messages()).toEqual([]);
});

it('a role publishes where its own policy or the topic’s lets it (SNS-4)', async () => {
  const role = await createRole(aws.endpoint, { name: 'shopkeeper' });
  const shopkeeper = aws.client(SNS, { credentials: await assume(aws.endpoint, role) });
  const publish = () => shopkeeper.publish({ TopicArn, Message: 'm' });
  // A topic's default policy is for services that act for the account.
  await expect(publish()).rejects.toMatchObject({ Code: 'AccessDenied' });
  const Statement = { Effect: 'Allow', Principal: { AWS: role }, Action: 'sns:Publish', Resource: TopicArn };
  await setAttribute('Policy', JSON.stringify({ Version: '2012-10-17', Statement }));
  expect((await publish()).MessageId).toMatch(/./);
  // As AWS::SNS::TopicPolicy does when it goes.
  await setAttribute('Policy', '');
  expect((await sns.getTopicAttributes({ TopicArn })).Attributes!.Policy).toContain('AWS:SourceOwner');
});

it('the tags of a topic that is not there are those of no resource', async () => {
  const ResourceArn = `${TopicArn}-none`;
  await refused(sns.listTagsForResource({ ResourceArn }), 'ResourceNotFoundException');
  const tag = sns.tagResource({ ResourceArn, Tags: [{ Key: 'a', Value: '1' }] });
  const $metadata = { httpStatusCode: 404 };
  await expect(tag).rejects.toMatchObject({ name: 'ResourceNotFoundException', $metadata });
});

it('attributes count towards the size of a message (SNS-1)', async () => {
  const Message = 'x'.repeat(262_144 - 20);
  const send = (StringValue: string): Promise<object> =>
    sns.publish({ TopicArn, Message, MessageAttributes: { a: { DataType: 'String', StringValue } } });
  await send('y'.repeat(20 - 'a'.length - 'String'.length));
  await expect(send('y'.repeat(20))).rejects.toThrow('Invalid parameter: Message too long');
});

it('a subscribed function gets the message once its policy lets SNS call it', async () => {
  await createAdminRole(aws.endpoint);
  const lambda = aws.client(Lambda);
  const logs = aws.client(CloudWatchLogs);
  const code =
    'exports.handler = async ({ Records: [{ Sns }] }) => console.log(Sns.Subject, Sns.Message, Sns.MessageAttributes.a.Value);';
  const Endpoint = await deploy(lambda, code);
  await expect(subscribe('f', 'lambda')).rejects.toThrow('Lambda endpoint');
  await subscribe(Endpoint, 'lambda');
  const MessageAttributes = { a: { DataType: 'String', StringValue: 'b' } };
  const publish = (Message: string): Promise<unknown> =>
    sns.publish({ TopicArn, Message, Subject: 'hello', MessageAttributes });
  await publish('denied');
  await lambda.addPermission({
    FunctionName: Endpoint,
    StatementId: 'sns',
    Action: 'lambda:InvokeFunction',
    Principal: 'sns.amazonaws.com',
    SourceArn: TopicArn,
  });
  await publish('allowed');
  const asked = { logGroupName: '/aws/lambda/example', filterPattern: '"hello"' };
  const found = async () => (await logs.filterLogEvents(asked).catch(() => undefined))?.events ?? [];
  while ((await found()).length === 0);
  expect((await found()).map(({ message }) => message)).toEqual([expect.stringContaining('hello allowed b')]);
});
