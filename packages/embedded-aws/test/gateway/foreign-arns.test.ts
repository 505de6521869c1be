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
import { startLocalAws, type LocalAws } from '../../src/local-aws';
import { ADMIN_ROLE, createAdminRole } from '../admin-role';
import { zipOf } from '../lambda/deployed-function';

/** How a service's resource is made, and what is done with its ARN. */
interface Case {
  readonly create: (endpoint: string) => Promise<string | undefined>;
  readonly use: (endpoint: string, arn: string) => Promise<unknown>;
}

const at = (endpoint: string): { endpoint: string; maxAttempts: number } => ({ endpoint, maxAttempts: 1 });
const own = (service: string, resource: string): string =>
  `arn:aws:${service}:us-east-1:123456789012:${resource}`;
const TEMPLATE = JSON.stringify({ Resources: { L: { Type: 'AWS::Logs::LogGroup' } } });
const DEFINITION = JSON.stringify({ StartAt: 'A', States: { A: { Type: 'Succeed' } } });

const createFunction = async (endpoint: string, FunctionName: string): Promise<string | undefined> => {
  const lambda = new Lambda(at(endpoint));
  const { FunctionArn } = await lambda.createFunction({
    FunctionName,
    Runtime: 'nodejs22.x',
    Role: ADMIN_ROLE,
    Handler: 'index.handler',
    Code: { ZipFile: zipOf({ 'index.js': '' }) },
  });
  return FunctionArn;
};

const CASES: Record<string, Case> = {
  cloudformation: {
    create: async (endpoint) =>
      (await new CloudFormation(at(endpoint)).createStack({ StackName: 'shop', TemplateBody: TEMPLATE }))
        .StackId,
    use: (endpoint, StackName) => new CloudFormation(at(endpoint)).describeStacks({ StackName }),
  },
  cloudwatch: {
    create: async (endpoint) => {
      await new CloudWatch(at(endpoint)).putMetricAlarm({
        AlarmName: 'shop',
        Namespace: 'n',
        MetricName: 'm',
        Statistic: 'Sum',
        Period: 60,
        EvaluationPeriods: 1,
        Threshold: 1,
        ComparisonOperator: 'GreaterThanThreshold',
      });
      return own('cloudwatch', 'alarm:shop');
    },
    use: (endpoint, ResourceARN) => new CloudWatch(at(endpoint)).listTagsForResource({ ResourceARN }),
  },
  events: {
    create: async (endpoint) =>
      (await new EventBridge(at(endpoint)).putRule({ Name: 'shop', ScheduleExpression: 'rate(1 day)' }))
        .RuleArn,
    use: (endpoint, ResourceARN) => new EventBridge(at(endpoint)).listTagsForResource({ ResourceARN }),
  },
  glue: {
    create: async (endpoint) => {
      const Command = { Name: 'glueetl', ScriptLocation: 's3://shop/script.py' };
      await new Glue(at(endpoint)).createJob({ Name: 'shop', Role: ADMIN_ROLE, Command, GlueVersion: '5.0' });
      return own('glue', 'job/shop');
    },
    use: (endpoint, ResourceArn) => new Glue(at(endpoint)).getTags({ ResourceArn }),
  },
  kms: {
    create: async (endpoint) => (await new KMS(at(endpoint)).createKey({})).KeyMetadata!.Arn,
    use: (endpoint, KeyId) => new KMS(at(endpoint)).describeKey({ KeyId }),
  },
  lambda: {
    create: (endpoint) => createFunction(endpoint, 'example'),
    use: (endpoint, FunctionName) => new Lambda(at(endpoint)).getFunction({ FunctionName }),
  },
  logs: {
    create: async (endpoint) => {
      await new CloudWatchLogs(at(endpoint)).createLogGroup({ logGroupName: 'shop' });
      return own('logs', 'log-group:shop');
    },
    use: (endpoint, resourceArn) => new CloudWatchLogs(at(endpoint)).listTagsForResource({ resourceArn }),
  },
  personalize: {
    create: async (endpoint) =>
      (await new Personalize(at(endpoint)).createDatasetGroup({ name: 'shop' })).datasetGroupArn,
    use: (endpoint, datasetGroupArn) =>
      new Personalize(at(endpoint)).describeDatasetGroup({ datasetGroupArn }),
  },
  sns: {
    create: async (endpoint) => (await new SNS(at(endpoint)).createTopic({ Name: 'shop' })).TopicArn,
    use: (endpoint, TopicArn) => new SNS(at(endpoint)).getTopicAttributes({ TopicArn }),
  },
  ssm: {
    create: async (endpoint) => {
      await new SSM(at(endpoint)).putParameter({ Name: '/shop', Value: 'v', Type: 'String' });
      return own('ssm', 'parameter/shop');
    },
    use: (endpoint, Name) => new SSM(at(endpoint)).getParameter({ Name }),
  },
  states: {
    create: async (endpoint) => {
      const machine = { name: 'shop', roleArn: ADMIN_ROLE, definition: DEFINITION };
      return (await new SFN(at(endpoint)).createStateMachine(machine)).stateMachineArn;
    },
    use: (endpoint, stateMachineArn) => new SFN(at(endpoint)).describeStateMachine({ stateMachineArn }),
  },
};

describe('an ARN', () => {
  let aws: LocalAws;
  beforeAll(async () => {
    aws = await startLocalAws({ functions: 'inline' });
    await createAdminRole(aws.endpoint);
  });
  afterAll(() => aws.close());

  it.each(Object.entries(CASES))(
    'of %s finds nothing with another region or account (HTTP-15)',
    async (_, { create, use }) => {
      const arn = (await create(aws.endpoint))!;
      await use(aws.endpoint, arn);
      for (const foreign of [
        arn.replace(':us-east-1:', ':eu-west-1:'),
        arn.replace(':123456789012:', ':999999999999:'),
      ]) {
        expect(foreign).not.toBe(arn);
        await expect(use(aws.endpoint, foreign)).rejects.toMatchObject({
          name: expect.stringMatching(
            /NotFound|DoesNotExist|ValidationError|InvalidParameter|AccessDenied|InvalidArn/,
          ) as string,
        });
      }
    },
  );

  it('of a function elsewhere deletes none here, and says why (HTTP-15)', async () => {
    const lambda = new Lambda(at(aws.endpoint));
    const arn = (await createFunction(aws.endpoint, 'kept'))!;
    await expect(
      lambda.deleteFunction({ FunctionName: arn.replace('us-east-1', 'eu-west-1') }),
    ).rejects.toMatchObject({
      name: 'ResourceNotFoundException',
      message: "Functions from 'eu-west-1' are not reachable in this region ('us-east-1')",
    });
    await expect(
      lambda.deleteFunction({ FunctionName: arn.replace('123456789012', '999999999999') }),
    ).rejects.toMatchObject({ name: 'AccessDeniedException' });
    await lambda.getFunction({ FunctionName: arn });
  });
});
