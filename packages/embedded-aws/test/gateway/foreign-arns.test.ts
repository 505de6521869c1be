import { CloudFormation } from '@aws-sdk/client-cloudformation';
import { CloudWatch } from '@aws-sdk/client-cloudwatch';
import { CloudWatchLogs } from '@aws-sdk/client-cloudwatch-logs';
import { EventBridge } from '@aws-sdk/client-eventbridge';
import { Glue } from '@aws-sdk/client-glue';
import { KMS } from '@aws-sdk/client-kms';
import { Lambda } from '@aws-sdk/client-lambda';
import { Personalize } from '@aws-sdk/client-personalize';
import { SFN } from '@aws-sdk/client-sfn';
import { SNS } from '@aws-sdk/client-sns';
import { SSM } from '@aws-sdk/client-ssm';
import { ADMIN_ROLE, createAdminRole } from '../admin-role';
import { deploy } from '../lambda/deployed-function';
import { awsForAll } from '../support/test-aws';
import { refused } from '../support/refused';

/** How a service's resource is made, and what is done with its ARN. */
type Case = readonly [
  service: string,
  create: () => Promise<string | undefined>,
  use: (arn: string) => Promise<unknown>,
];

const aws = awsForAll({ functions: 'inline' });
beforeAll(() => createAdminRole(aws.endpoint));
const cloudFormation = aws.client(CloudFormation);
const cloudWatch = aws.client(CloudWatch);
const events = aws.client(EventBridge);
const glue = aws.client(Glue);
const kms = aws.client(KMS);
const lambda = aws.client(Lambda);
const logs = aws.client(CloudWatchLogs);
const personalize = aws.client(Personalize);
const sns = aws.client(SNS);
const ssm = aws.client(SSM);
const states = aws.client(SFN);

const own = async (create: Promise<unknown>, service: string, resource: string): Promise<string> => {
  await create;
  return `arn:aws:${service}:us-east-1:123456789012:${resource}`;
};
const TEMPLATE = JSON.stringify({ Resources: { L: { Type: 'AWS::Logs::LogGroup' } } });
const ALARM = {
  AlarmName: 'shop',
  Namespace: 'n',
  MetricName: 'm',
  Statistic: 'Sum',
  Period: 60,
  EvaluationPeriods: 1,
  Threshold: 1,
  ComparisonOperator: 'GreaterThanThreshold',
} as const;
const JOB = {
  Name: 'shop',
  Role: ADMIN_ROLE,
  Command: { Name: 'glueetl', ScriptLocation: 's3://shop/script.py' },
  GlueVersion: '5.0',
};
const MACHINE = {
  name: 'shop',
  roleArn: ADMIN_ROLE,
  definition: JSON.stringify({ StartAt: 'A', States: { A: { Type: 'Succeed' } } }),
};

const CASES: readonly Case[] = [
  [
    'cloudformation',
    async () => (await cloudFormation.createStack({ StackName: 'shop', TemplateBody: TEMPLATE })).StackId,
    (StackName) => cloudFormation.describeStacks({ StackName }),
  ],
  [
    'cloudwatch',
    () => own(cloudWatch.putMetricAlarm(ALARM), 'cloudwatch', 'alarm:shop'),
    (ResourceARN) => cloudWatch.listTagsForResource({ ResourceARN }),
  ],
  [
    'events',
    async () => (await events.putRule({ Name: 'shop', ScheduleExpression: 'rate(1 day)' })).RuleArn,
    (ResourceARN) => events.listTagsForResource({ ResourceARN }),
  ],
  [
    'glue',
    () => own(glue.createJob(JOB), 'glue', 'job/shop'),
    (ResourceArn) => glue.getTags({ ResourceArn }),
  ],
  ['kms', async () => (await kms.createKey({})).KeyMetadata!.Arn, (KeyId) => kms.describeKey({ KeyId })],
  ['lambda', () => deploy(lambda, ''), (FunctionName) => lambda.getFunction({ FunctionName })],
  [
    'logs',
    () => own(logs.createLogGroup({ logGroupName: 'shop' }), 'logs', 'log-group:shop'),
    (resourceArn) => logs.listTagsForResource({ resourceArn }),
  ],
  [
    'personalize',
    async () => (await personalize.createDatasetGroup({ name: 'shop' })).datasetGroupArn,
    (datasetGroupArn) => personalize.describeDatasetGroup({ datasetGroupArn }),
  ],
  [
    'sns',
    async () => (await sns.createTopic({ Name: 'shop' })).TopicArn,
    (TopicArn) => sns.getTopicAttributes({ TopicArn }),
  ],
  [
    'ssm',
    () => own(ssm.putParameter({ Name: '/shop', Value: 'v', Type: 'String' }), 'ssm', 'parameter/shop'),
    (Name) => ssm.getParameter({ Name }),
  ],
  [
    'states',
    async () => (await states.createStateMachine(MACHINE)).stateMachineArn,
    (stateMachineArn) => states.describeStateMachine({ stateMachineArn }),
  ],
];

const elsewhere = (arn: string): string[] => [
  arn.replace(':us-east-1:', ':eu-west-1:'),
  arn.replace(':123456789012:', ':999999999999:'),
];

describe('an ARN', () => {
  it.each(CASES)('of %s finds nothing with another region or account (HTTP-15)', async (_, create, use) => {
    const arn = (await create())!;
    await use(arn);
    for (const foreign of elsewhere(arn)) {
      expect(foreign).not.toBe(arn);
      await expect(use(foreign)).rejects.toMatchObject({
        name: expect.stringMatching(
          /NotFound|DoesNotExist|ValidationError|InvalidParameter|AccessDenied|InvalidArn/,
        ) as string,
      });
    }
  });

  it('of a function elsewhere deletes none here, and says why (HTTP-15)', async () => {
    const arn = await deploy(lambda, '', { FunctionName: 'kept' });
    const [region, account] = elsewhere(arn);
    await expect(lambda.deleteFunction({ FunctionName: region })).rejects.toMatchObject({
      name: 'ResourceNotFoundException',
      message: "Functions from 'eu-west-1' are not reachable in this region ('us-east-1')",
    });
    await refused(lambda.deleteFunction({ FunctionName: account }), 'AccessDeniedException');
    await lambda.getFunction({ FunctionName: arn });
  });
});
