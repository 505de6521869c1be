import { CloudWatchLogs } from '@aws-sdk/client-cloudwatch-logs';
import { Lambda } from '@aws-sdk/client-lambda';
import { SNS } from '@aws-sdk/client-sns';
import { startLocalAws } from '../../src/local-aws';
import { createAdminRole } from '../admin-role';
import { deploy } from '../lambda/deployed-function';

it('a subscribed function gets the message once its policy lets SNS call it', async () => {
  const aws = await startLocalAws();
  await createAdminRole(aws.endpoint);
  const [lambda, sns, logs] = [Lambda, SNS, CloudWatchLogs].map(
    (Client) => new Client({ endpoint: aws.endpoint, maxAttempts: 1 }),
  ) as [Lambda, SNS, CloudWatchLogs];
  const Endpoint = await deploy(
    lambda,
    'exports.handler = async ({ Records: [{ Sns }] }) => console.log(Sns.Subject, Sns.Message, Sns.MessageAttributes.a.Value);',
  );
  const { TopicArn } = await sns.createTopic({ Name: 't' });
  await expect(sns.subscribe({ TopicArn, Protocol: 'lambda', Endpoint: 'f' })).rejects.toThrow(
    'Lambda endpoint',
  );
  await sns.subscribe({ TopicArn, Protocol: 'lambda', Endpoint });
  const publish = (Message: string): Promise<unknown> =>
    sns.publish({
      TopicArn,
      Message,
      Subject: 'hello',
      MessageAttributes: { a: { DataType: 'String', StringValue: 'b' } },
    });
  await publish('denied');
  await lambda.addPermission({
    FunctionName: Endpoint,
    StatementId: 'sns',
    Action: 'lambda:InvokeFunction',
    Principal: 'sns.amazonaws.com',
    SourceArn: TopicArn,
  });
  await publish('allowed');
  const logGroupName = '/aws/lambda/example';
  for (;;) {
    const found = await logs
      .filterLogEvents({ logGroupName, filterPattern: '"hello"' })
      .catch(() => undefined);
    if (found?.events?.length !== 1) continue;
    expect(found.events[0].message).toContain('hello allowed b');
    break;
  }
  await aws.close();
});
