import { gunzipSync } from 'node:zlib';
import { CloudWatchLogs } from '@aws-sdk/client-cloudwatch-logs';
import { Lambda } from '@aws-sdk/client-lambda';
import { SSM } from '@aws-sdk/client-ssm';
import { startLocalAws } from '../../src/local-aws';
import { ADMIN_ROLE, createAdminRole } from '../admin-role';
import { testStack } from '../cloudformation/test-stack';
import { deploy } from '../lambda/deployed-function';
import { refused } from '../support/refused';
import { clientOf, runningFor } from '../support/running';

const logGroupName = 'shop';
const stream = { logGroupName, logStreamName: 's' };
const destinationArn = 'arn:aws:lambda:us-east-1:123456789012:function:example';
const filter = { logGroupName, filterName: 'errors', filterPattern: 'ERROR', destinationArn };
/** Keeps what it receives as the parameter `/got`. */
const KEEPS = `const { SSM } = require('@aws-sdk/client-ssm');
exports.handler = async ({ awslogs }) => {
  await new SSM({}).putParameter({ Name: '/got', Value: awslogs.data, Type: 'String' });
};`;

const aws = runningFor('each test', () => startLocalAws({ functions: 'inline' }));
const logs = clientOf(aws, CloudWatchLogs);
const lambda = clientOf(aws, Lambda);
const ssm = clientOf(aws, SSM);
beforeEach(async () => {
  await createAdminRole(aws.endpoint);
  await logs.createLogGroup({ logGroupName });
  await logs.createLogStream(stream);
});

const allow = (): Promise<unknown> =>
  lambda.addPermission({
    FunctionName: 'example',
    StatementId: 's',
    Action: 'lambda:InvokeFunction',
    Principal: 'logs.amazonaws.com',
    SourceArn: `arn:aws:logs:us-east-1:123456789012:log-group:${logGroupName}:*`,
  });

async function got(): Promise<unknown> {
  for (;;) {
    const found = await ssm.getParameters({ Names: ['/got'] });
    const text = found.Parameters?.[0]?.Value;
    if (text !== undefined) return JSON.parse(gunzipSync(Buffer.from(text, 'base64')).toString());
  }
}

describe('a subscription filter', () => {
  it('sends a function the events that match', async () => {
    await deploy(lambda, KEEPS);
    await allow();
    await logs.putSubscriptionFilter(filter);
    const timestamp = Date.now();
    const logEvents = ['ERROR one', 'fine', 'ERROR two'].map((message) => ({ timestamp, message }));
    await logs.putLogEvents({ ...stream, logEvents });
    expect(await got()).toMatchObject({
      messageType: 'DATA_MESSAGE',
      owner: '123456789012',
      logGroup: logGroupName,
      logStream: 's',
      subscriptionFilters: ['errors'],
      logEvents: [
        { id: expect.any(String) as string, timestamp, message: 'ERROR one' },
        { timestamp, message: 'ERROR two' },
      ],
    });
    const { subscriptionFilters } = await logs.describeSubscriptionFilters({ logGroupName });
    expect(subscriptionFilters).toMatchObject([{ ...filter, distribution: 'ByLogStream' }]);
    await logs.deleteSubscriptionFilter({ logGroupName, filterName: 'errors' });
    expect((await logs.describeSubscriptionFilters({ logGroupName })).subscriptionFilters).toEqual([]);
  });

  it('fails without a permission of the function, and for what cannot be', async () => {
    await deploy(lambda, KEEPS);
    const put = (more: object): Promise<unknown> => logs.putSubscriptionFilter({ ...filter, ...more });
    await expect(put({})).rejects.toThrow(/Could not execute the lambda function/);
    await allow();
    await expect(put({ destinationArn: 'arn:aws:kinesis:us-east-1:1:stream/s' })).rejects.toThrow(/kinesis/);
    await logs.createLogGroup({ logGroupName: '/aws/lambda/example' });
    await expect(put({ logGroupName: '/aws/lambda/example' })).rejects.toThrow(/its own log/);
    for (const filterName of ['a', 'b']) await put({ filterName });
    await refused(put({ filterName: 'c' }), 'LimitExceededException');
  });

  it('is deployed and deleted by a stack', async () => {
    const stack = testStack(aws);
    const code = { Runtime: 'nodejs22.x', Handler: 'index.handler', Code: { ZipFile: KEEPS } };
    const permission = { FunctionName: { Ref: 'F' }, Action: 'lambda:InvokeFunction' };
    const DestinationArn = { 'Fn::GetAtt': ['F', 'Arn'] };
    await stack.deploy({
      F: { Type: 'AWS::Lambda::Function', Properties: { Role: ADMIN_ROLE, ...code } },
      P: { Type: 'AWS::Lambda::Permission', Properties: { ...permission, Principal: 'logs.amazonaws.com' } },
      S: {
        Type: 'AWS::Logs::SubscriptionFilter',
        DependsOn: 'P',
        Properties: { LogGroupName: logGroupName, FilterPattern: '', DestinationArn },
      },
    });
    const { subscriptionFilters } = await logs.describeSubscriptionFilters({ logGroupName });
    expect(subscriptionFilters![0].filterName).toMatch(/^s-S-\w{12}$/);
    expect(JSON.stringify(await stack.remove())).not.toContain('SubscriptionFilter');
  });
});
