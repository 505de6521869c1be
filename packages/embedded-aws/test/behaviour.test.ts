import { CloudFormation } from '@aws-sdk/client-cloudformation';
import { CloudWatch } from '@aws-sdk/client-cloudwatch';
import { CloudWatchLogs } from '@aws-sdk/client-cloudwatch-logs';
import { EventBridge } from '@aws-sdk/client-eventbridge';
import { IAM } from '@aws-sdk/client-iam';
import { KMS } from '@aws-sdk/client-kms';
import { Lambda } from '@aws-sdk/client-lambda';
import { Personalize } from '@aws-sdk/client-personalize';
import { PersonalizeRuntime } from '@aws-sdk/client-personalize-runtime';
import { Scheduler } from '@aws-sdk/client-scheduler';
import { SFN } from '@aws-sdk/client-sfn';
import { SNS } from '@aws-sdk/client-sns';
import { INTERACTIONS_SCHEMA } from '@ecommerce-recommenders/shop-data/data/schemas';
import { ADMIN_ROLE, createAdminRole } from './admin-role';
import { createRole, sessionOf } from './authorization/session-of';
import { testStack } from './cloudformation/test-stack';
import { deploy } from './lambda/deployed-function';
import { awsForEach } from './support/test-aws';
import { refused } from './support/refused';

const HOUR_MS = 3_600_000;

/** Sentences of BEHAVIOUR.md that the tests of their services do not come across. */
describe('the embedded AWS', () => {
  const aws = awsForEach({ functions: 'inline' });
  const { client } = aws;

  it('answers the CDK CLI once an operation is over, and others at once', async () => {
    const TemplateBody = JSON.stringify({ Resources: { A: { Type: 'AWS::SNS::Topic' } } });
    await client(CloudFormation).createStack({ StackName: 'shop', TemplateBody });
    for (const customUserAgent of ['aws-cdk/test', 'other']) {
      const { Stacks } = await client(CloudFormation, { customUserAgent }).describeStacks({
        StackName: 'shop',
      });
      expect(Stacks![0].StackStatus).toBe('CREATE_COMPLETE');
    }
  });

  it('calls no service and emits no event for a change of metadata', async () => {
    const stack = testStack(aws);
    const deploy = (version: number): Promise<object> =>
      stack.deploy({
        A: { Type: 'AWS::SSM::Parameter', Properties: { Type: 'String', Value: 'v' }, Metadata: { version } },
      });
    await deploy(1);
    await deploy(2);
    const { StackEvents } = await client(CloudFormation).describeStackEvents({ StackName: 's' });
    const own = StackEvents!.filter(({ LogicalResourceId }) => LogicalResourceId === 'A');
    expect(own.map(({ ResourceStatus }) => ResourceStatus)).not.toContain('UPDATE_COMPLETE');
  });

  it('finds no values of a metric in another unit than its first', async () => {
    const cloudWatch = client(CloudWatch);
    const MetricData = [{ MetricName: 'Sold', Value: 1, Unit: 'Count' as const }];
    await cloudWatch.putMetricData({ Namespace: 'Shop', MetricData });
    const [StartTime, EndTime] = [-HOUR_MS, HOUR_MS].map((ms) => new Date(aws.clock.now() + ms));
    const asked = { Namespace: 'Shop', MetricName: 'Sold', StartTime, EndTime, Period: 60 };
    const ask = async (Unit: 'Count' | 'Bytes'): Promise<number> =>
      (await cloudWatch.getMetricStatistics({ ...asked, Statistics: ['Sum'], Unit })).Datapoints!.length;
    expect([await ask('Count'), await ask('Bytes')]).toEqual([1, 0]);
  });

  it('keeps targets and tags of a rule that is put again', async () => {
    const events = client(EventBridge);
    const rule = { Name: 'sales', EventPattern: '{"source":["shop"]}' };
    const { RuleArn: ResourceARN } = await events.putRule({ ...rule, Tags: [{ Key: 'a', Value: '1' }] });
    const Arn = 'arn:aws:lambda:us-east-1:123456789012:function:f';
    await events.putTargets({ Rule: 'sales', Targets: [{ Id: 't', Arn }] });
    await events.putRule({ ...rule, Tags: [{ Key: 'b', Value: '2' }] });
    expect((await events.listTargetsByRule({ Rule: 'sales' })).Targets).toHaveLength(1);
    expect((await events.listTagsForResource({ ResourceARN })).Tags).toEqual([{ Key: 'a', Value: '1' }]);
  });

  it('logs every strike of a fault as a line of its own (FAULTS-5)', async () => {
    const body = JSON.stringify({ faults: [{ fault: 'throttling', service: 'personalize' }] });
    await fetch(`${aws.endpoint}/_local/faults`, { method: 'POST', body });
    await expect(client(Personalize).listSchemas({})).rejects.toThrow();
    const strikes = aws.requests.list().filter(({ service }) => service === 'faults');
    expect(strikes).toMatchObject([{ operation: expect.stringContaining('throttling') as string }]);
  });

  const job = {
    jobName: 'job',
    datasetArn: 'arn:aws:personalize:us-east-1:123456789012:dataset/shop/ITEMS',
    dataSource: { dataLocation: 's3://a/b' },
    roleArn: ADMIN_ROLE,
  };
  const importWith = (more: object): Promise<unknown> =>
    client(Personalize).createDatasetImportJob({ ...job, ...more });
  const recommend = (more: object): Promise<unknown> =>
    client(PersonalizeRuntime).getRecommendations({ userId: 'u', ...more });
  const AWSServiceName = 'personalize.amazonaws.com';
  const campaignArn = 'arn:aws:personalize:us-east-1:123456789012:campaign/c';

  it.each<[words: string, call: () => Promise<unknown>]>([
    [
      'no operation CreateInstanceProfile of',
      () => client(IAM).createInstanceProfile({ InstanceProfileName: 'p' }),
    ],
    [
      'no operation CreateServiceLinkedRole of',
      () => client(IAM).createServiceLinkedRole({ AWSServiceName }),
    ],
    ['no operation ListRoleTags of', () => client(IAM).listRoleTags({ RoleName: 'r' })],
    ['KeySpec', () => client(KMS).createKey({ KeySpec: 'RSA_2048', KeyUsage: 'SIGN_VERIFY' })],
    ['MultiRegion', () => client(KMS).createKey({ MultiRegion: true })],
    ['roleArn', () => importWith({ roleArn: undefined })],
    ['publishAttributionMetricsToS3', () => importWith({ publishAttributionMetricsToS3: true })],
    ['campaign', () => recommend({ campaignArn })],
    ['recommenderArn', () => recommend({})],
  ])('refuses what it does not have: %s (IAM-1, KMS-1)', async (words, call) => {
    await expect(call()).rejects.toThrow(words);
  });

  it('validates a call before it authorizes it (IAM-8)', async () => {
    const credentials = await sessionOf(aws.endpoint, { name: 'nobody' });
    const personalize = client(Personalize, { credentials });
    await refused(personalize.createDatasetGroup({ name: '' }), 'InvalidInputException');
    await refused(personalize.createDatasetGroup({ name: 'shop' }), 'AccessDeniedException');
  });

  it('wants the recipe’s ARN allowed for CreateRecommender (IAM-12)', async () => {
    const recipeArn = 'arn:aws:personalize:::recipe/aws-ecomm-popular-items-by-views';
    const create = async (name: string, Resource: string | string[]): Promise<unknown> => {
      const allowed = { Effect: 'Allow', Action: 'personalize:*', Resource };
      const credentials = await sessionOf(aws.endpoint, { name, allowed });
      return client(Personalize, { credentials }).createRecommender({
        name,
        datasetGroupArn: 'arn:aws:personalize:us-east-1:123456789012:dataset-group/none',
        recipeArn,
      });
    };
    const own = 'arn:aws:personalize:us-east-1:123456789012:*';
    await expect(create('without', own)).rejects.toThrow(/recipe\/aws-ecomm-popular-items-by-views/);
    await refused(create('with', [own, recipeArn]), 'ResourceNotFoundException');
  });

  it('writes no log for a function whose role may not write it', async () => {
    const Role = await createRole(aws.endpoint, {
      name: 'silent',
      trust: { Effect: 'Allow', Action: 'sts:AssumeRole', Principal: { Service: 'lambda.amazonaws.com' } },
    });
    await deploy(client(Lambda), 'exports.handler = async () => console.log("x");', { Role });
    await client(Lambda).invoke({ FunctionName: 'example' });
    expect((await client(CloudWatchLogs).describeLogGroups({})).logGroups).toEqual([]);
  });

  it('tags no schema, and takes off no tag that is missing without an error', async () => {
    const personalize = client(Personalize);
    const schema = JSON.stringify(INTERACTIONS_SCHEMA);
    const { schemaArn } = await personalize.createSchema({ name: 's', domain: 'ECOMMERCE', schema });
    const tags = [{ tagKey: 'a', tagValue: '1' }];
    await refused(personalize.tagResource({ resourceArn: schemaArn, tags }), 'InvalidInputException');
    const { datasetGroupArn } = await personalize.createDatasetGroup({ name: 'shop', tags });
    await personalize.untagResource({ resourceArn: datasetGroupArn, tagKeys: ['b'] });
    expect((await personalize.listTagsForResource({ resourceArn: datasetGroupArn })).tags).toEqual(tags);
  });

  const machine = async (states: object): Promise<string> => {
    await createAdminRole(aws.endpoint);
    const definition = JSON.stringify({ StartAt: 'A', States: states });
    const created = await client(SFN).createStateMachine({ name: 'm', roleArn: ADMIN_ROLE, definition });
    return created.stateMachineArn!;
  };

  it('calls a schedule’s target on the second, and tells it of the schedule', async () => {
    const Arn = await machine({ A: { Type: 'Succeed' } });
    const Input = '{"at":"<aws.scheduler.scheduled-time>","of":"<aws.scheduler.schedule-arn>"}';
    await client(Scheduler).createSchedule({
      Name: 'daily',
      ScheduleExpression: 'cron(0 8 * * ? *)',
      FlexibleTimeWindow: { Mode: 'OFF' },
      Target: { Arn, RoleArn: ADMIN_ROLE, Input },
    });
    await aws.clock.advance(24 * HOUR_MS);
    const executions = async () => (await client(SFN).listExecutions({ stateMachineArn: Arn })).executions!;
    while ((await executions()).length === 0);
    const [{ executionArn }] = await executions();
    const { input, startDate } = await client(SFN).describeExecution({ executionArn });
    const { at, of } = JSON.parse(input!) as { at: string; of: string };
    expect(of).toBe('arn:aws:scheduler:us-east-1:123456789012:schedule/default/daily');
    expect(at).toMatch(/T08:00:00Z$/);
    expect(startDate!.getTime()).toBeGreaterThanOrEqual(Date.parse(at));
  });

  it('gives a topic its default policy back when AWS::SNS::TopicPolicy goes', async () => {
    const stack = testStack(aws);
    const Statement = { Effect: 'Deny', Principal: '*', Action: 'sns:Publish', Resource: '*' };
    const PolicyDocument = { Version: '2012-10-17', Statement };
    const Topic = { Type: 'AWS::SNS::Topic', Properties: { TopicName: 't' } };
    const Policy = {
      Type: 'AWS::SNS::TopicPolicy',
      Properties: { PolicyDocument, Topics: [{ Ref: 'Topic' }] },
    };
    const policy = async (): Promise<string | undefined> => {
      const TopicArn = 'arn:aws:sns:us-east-1:123456789012:t';
      return (await client(SNS).getTopicAttributes({ TopicArn })).Attributes!.Policy;
    };
    await stack.deploy({ Topic, Policy });
    expect(await policy()).toContain('Deny');
    await stack.deploy({ Topic });
    expect(await policy()).toContain('AWS:SourceOwner');
  });

  it('lets an execution that runs for more than an hour keep its role', async () => {
    const stateMachineArn = await machine({
      A: { Type: 'Wait', Seconds: 2 * 3_600, Next: 'B' },
      B: {
        Type: 'Task',
        Resource: 'arn:aws:states:::sns:publish',
        Parameters: { TopicArn: 'arn:aws:sns:us-east-1:123456789012:t', Message: 'late' },
        End: true,
      },
    });
    await client(SNS).createTopic({ Name: 't' });
    const { executionArn } = await client(SFN).startExecution({ stateMachineArn });
    await aws.clock.advance(2 * HOUR_MS);
    const status = async (): Promise<string | undefined> =>
      (await client(SFN).describeExecution({ executionArn })).status;
    while ((await status()) === 'RUNNING');
    expect(await status()).toBe('SUCCEEDED');
  });
});
