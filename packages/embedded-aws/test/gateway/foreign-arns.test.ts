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

const aws = awsForAll({ functions: 'inline' });
const { client } = aws;

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

beforeAll(async () => {
  await createAdminRole(aws.endpoint);
  await client(CloudWatch).putMetricAlarm(ALARM);
  await client(EventBridge).putRule({ Name: 'shop', ScheduleExpression: 'rate(1 day)' });
  await client(Glue).createJob(JOB);
  await deploy(client(Lambda), '');
  await client(CloudWatchLogs).createLogGroup({ logGroupName: 'shop' });
  await client(Personalize).createDatasetGroup({ name: 'shop' });
  await client(SNS).createTopic({ Name: 'shop' });
  await client(SSM).putParameter({ Name: '/shop', Value: 'v', Type: 'String' });
  await client(SFN).createStateMachine(MACHINE);
});

/** A resource, and what is done with its ARN. */
const CASES: readonly (readonly [resource: string, use: (arn: string) => Promise<unknown>])[] = [
  ['cloudwatch alarm:shop', (ResourceARN) => client(CloudWatch).listTagsForResource({ ResourceARN })],
  ['events rule/shop', (ResourceARN) => client(EventBridge).listTagsForResource({ ResourceARN })],
  ['glue job/shop', (ResourceArn) => client(Glue).getTags({ ResourceArn })],
  ['lambda function:example', (FunctionName) => client(Lambda).getFunction({ FunctionName })],
  ['logs log-group:shop', (resourceArn) => client(CloudWatchLogs).listTagsForResource({ resourceArn })],
  [
    'personalize dataset-group/shop',
    (datasetGroupArn) => client(Personalize).describeDatasetGroup({ datasetGroupArn }),
  ],
  ['sns shop', (TopicArn) => client(SNS).getTopicAttributes({ TopicArn })],
  ['ssm parameter/shop', (Name) => client(SSM).getParameter({ Name })],
  ['states stateMachine:shop', (stateMachineArn) => client(SFN).describeStateMachine({ stateMachineArn })],
];

describe('an ARN', () => {
  const findsNothingElsewhere = async (
    arn: string,
    use: (arn: string) => Promise<unknown>,
  ): Promise<void> => {
    await use(arn);
    for (const foreign of [
      arn.replace(':us-east-1:', ':eu-west-1:'),
      arn.replace(':123456789012:', ':999999999999:'),
    ]) {
      expect(foreign).not.toBe(arn);
      await expect(use(foreign)).rejects.toMatchObject({
        name: expect.stringMatching(
          /NotFound|DoesNotExist|ValidationError|InvalidParameter|AccessDenied|InvalidArn/,
        ) as string,
      });
    }
  };

  it.each(CASES)('of %s finds nothing with another region or account (HTTP-15)', async (resource, use) => {
    const [service, name] = resource.split(' ');
    await findsNothingElsewhere(`arn:aws:${service}:us-east-1:123456789012:${name}`, use);
  });

  it('of a key or a stack finds nothing with another region or account (HTTP-15)', async () => {
    const { KeyMetadata } = await client(KMS).createKey({});
    await findsNothingElsewhere(KeyMetadata!.Arn!, (KeyId) => client(KMS).describeKey({ KeyId }));
    const { StackId } = await client(CloudFormation).createStack({
      StackName: 'shop',
      TemplateBody: TEMPLATE,
    });
    const describe = (StackName: string) => client(CloudFormation).describeStacks({ StackName });
    await findsNothingElsewhere(StackId!, describe);
  });
});
