import { CloudWatchLogs } from '@aws-sdk/client-cloudwatch-logs';
import { Lambda } from '@aws-sdk/client-lambda';
import { SNS } from '@aws-sdk/client-sns';
import { startLocalAws } from '../../src/local-aws';
import { createAdminRole } from '../admin-role';
import { deploy } from '../lambda/deployed-function';
import { clientOf, runningFor } from '../support/running';

const aws = runningFor('each test', startLocalAws);
const lambda = clientOf(aws, Lambda);
const sns = clientOf(aws, SNS);
const logs = clientOf(aws, CloudWatchLogs);

it('a subscribed function gets the message once its policy lets SNS call it', async () => {
  await createAdminRole(aws.endpoint);
  const code =
    'exports.handler = async ({ Records: [{ Sns }] }) => console.log(Sns.Subject, Sns.Message, Sns.MessageAttributes.a.Value);';
  const Endpoint = await deploy(lambda, code);
  const { TopicArn } = await sns.createTopic({ Name: 't' });
  const none = sns.subscribe({ TopicArn, Protocol: 'lambda', Endpoint: 'f' });
  await expect(none).rejects.toThrow('Lambda endpoint');
  await sns.subscribe({ TopicArn, Protocol: 'lambda', Endpoint });
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
