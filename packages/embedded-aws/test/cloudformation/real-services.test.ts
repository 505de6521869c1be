import { CloudFormation } from '@aws-sdk/client-cloudformation';
import { Lambda } from '@aws-sdk/client-lambda';
import { S3 } from '@aws-sdk/client-s3';
import { SFN } from '@aws-sdk/client-sfn';
import { INTERACTIONS_SCHEMA } from '@ecommerce-recommenders/shop-data/data/schemas';
import { awsForEach } from '../support/test-aws';
import { testStack } from './test-stack';

/** A function like those of the CDK's frameworks: https, with only host and path of the URL. */
const SOURCE = `
const https = require('node:https');
exports.handler = (event) => new Promise((resolve, reject) => {
  const { hostname, pathname } = new URL(event.ResponseURL);
  const { StackId, RequestId, LogicalResourceId } = event;
  const Data = { Doubled: Number(event.ResourceProperties.Size) * 2, Secret: process.env.SECRET };
  const body = JSON.stringify({ Status: 'SUCCESS', PhysicalResourceId: 'one', StackId, RequestId, LogicalResourceId, Data });
  const headers = { 'content-type': '', 'content-length': Buffer.byteLength(body) };
  https.request({ hostname, path: pathname, method: 'PUT', headers }, resolve).on('error', reject).end(body);
});`;

const allow = (Action: string, more: object = {}): object => ({
  Version: '2012-10-17',
  Statement: [{ Effect: 'Allow', Action, Resource: '*', ...more }],
});

const trust = (...Service: string[]): object => ({
  Version: '2012-10-17',
  Statement: [{ Effect: 'Allow', Action: 'sts:AssumeRole', Principal: { Service } }],
});

const resource = (type: string, Properties: object): object => ({ Type: `AWS::${type}`, Properties });

const ABORT = { DaysAfterInitiation: 1 };

/** A stack with every resource type; `variant` changes whatever can be updated. */
const resources = (size: number, secret: string, action: string, days: number, tag: string): object => ({
  Role: resource('IAM::Role', {
    AssumeRolePolicyDocument: trust('lambda.amazonaws.com', 'states.amazonaws.com'),
    Description: tag,
    ManagedPolicyArns: [{ Ref: 'Managed' }],
    Policies: [{ PolicyName: 'inline', PolicyDocument: allow(action) }],
    Tags: [{ Key: 'tag', Value: tag }],
  }),
  Managed: resource('IAM::ManagedPolicy', { PolicyDocument: allow(action) }),
  Policy: resource('IAM::Policy', {
    PolicyName: 'apart',
    PolicyDocument: allow(action),
    Roles: [{ Ref: 'Role' }],
  }),
  Logs: resource('Logs::LogGroup', { RetentionInDays: days }),
  Function: resource('Lambda::Function', {
    Runtime: 'nodejs20.x',
    Handler: 'index.handler',
    Role: { 'Fn::GetAtt': ['Role', 'Arn'] },
    Code: { ZipFile: SOURCE },
    Environment: { Variables: { SECRET: secret } },
    LoggingConfig: { LogGroup: { Ref: 'Logs' } },
    Timeout: '30',
    Tags: [{ Key: 'tag', Value: tag }],
  }),
  Permission: resource('Lambda::Permission', {
    FunctionName: { Ref: 'Function' },
    Action: 'lambda:InvokeFunction',
    Principal: 's3.amazonaws.com',
    SourceArn: { 'Fn::GetAtt': ['Bucket', 'Arn'] },
  }),
  Thing: resource('CloudFormation::CustomResource', {
    ServiceToken: { 'Fn::GetAtt': ['Function', 'Arn'] },
    Size: size,
  }),
  Bucket: resource('S3::Bucket', {
    BucketEncryption: {
      ServerSideEncryptionConfiguration: [{ ServerSideEncryptionByDefault: { SSEAlgorithm: 'AES256' } }],
    },
    PublicAccessBlockConfiguration: { BlockPublicAcls: true, BlockPublicPolicy: 'true' },
    OwnershipControls: { Rules: [{ ObjectOwnership: 'BucketOwnerEnforced' }] },
    LifecycleConfiguration: {
      Rules: [{ Status: 'Enabled', ExpirationInDays: days, AbortIncompleteMultipartUpload: ABORT }],
    },
    Tags: [{ Key: 'tag', Value: tag }],
  }),
  BucketPolicy: resource('S3::BucketPolicy', {
    Bucket: { Ref: 'Bucket' },
    PolicyDocument: allow(action, {
      Principal: { Service: 'personalize.amazonaws.com' },
      Resource: { 'Fn::Sub': '${Bucket.Arn}/*' },
    }),
  }),
  Machine: resource('StepFunctions::StateMachine', {
    RoleArn: { 'Fn::GetAtt': ['Role', 'Arn'] },
    DefinitionString: {
      'Fn::Sub': '{"StartAt":"A","States":{"A":{"Type":"Task","Resource":"${Function.Arn}","End":true}}}',
    },
    Tags: [{ Key: 'tag', Value: tag }],
  }),
  Parameter: resource('SSM::Parameter', { Name: '/shop/one', Type: 'String', Value: secret }),
  Metadata: resource('CDK::Metadata', { Analytics: tag }),
  Handle: { Type: 'AWS::CloudFormation::WaitConditionHandle' },
  Alias: resource('KMS::Alias', { AliasName: 'alias/shop', TargetKeyId: { Ref: 'Key' } }),
  Api: resource('ApiGatewayV2::Api', { Name: 'shop', ProtocolType: 'HTTP' }),
  Bus: resource('Events::EventBus', { Name: 'shop' }),
  Filter: resource('Logs::MetricFilter', {
    LogGroupName: { Ref: 'Logs' },
    FilterPattern: tag,
    MetricTransformations: [{ MetricName: 'm', MetricNamespace: 'n', MetricValue: '1' }],
  }),
  Key: resource('KMS::Key', {}),
  Live: resource('Lambda::Alias', {
    FunctionName: { Ref: 'Function' },
    FunctionVersion: { 'Fn::GetAtt': ['Version', 'Version'] },
    Name: 'live',
  }),
  Rule: resource('Events::Rule', { ScheduleExpression: 'rate(1 day)' }),
  RuleOfBus: resource('Events::Rule', { EventBusName: { Ref: 'Bus' }, EventPattern: { source: [tag] } }),
  Schema: resource('Personalize::Schema', {
    ...{ Name: tag, Domain: 'ECOMMERCE' },
    Schema: JSON.stringify(INTERACTIONS_SCHEMA),
  }),
  Stage: resource('ApiGatewayV2::Stage', { ApiId: { Ref: 'Api' }, StageName: '$default', AutoDeploy: true }),
  Topic: resource('SNS::Topic', {}),
  Version: resource('Lambda::Version', { FunctionName: { Ref: 'Function' } }),
});

const OUTPUTS = {
  Doubled: { 'Fn::GetAtt': ['Thing', 'Doubled'] },
  Secret: { 'Fn::GetAtt': ['Thing', 'Secret'] },
  Bucket: { Ref: 'Bucket' },
  Function: { Ref: 'Function' },
  Role: { Ref: 'Role' },
};

const budget = (BudgetName: string, Amount: number): object => ({
  Budget: resource('Budgets::Budget', {
    Budget: { BudgetName, BudgetType: 'COST', TimeUnit: 'MONTHLY', BudgetLimit: { Amount, Unit: 'USD' } },
  }),
});

describe('Every type of resource, with the services as they are', () => {
  const aws = awsForEach();

  it('is created, updated in place, found missing by the detection of drift, and deleted without a trace (CFN-40)', async () => {
    const stack = testStack(aws);
    const Tags = [{ Key: 'team', Value: 'shop' }];
    const created = await stack.deploy(resources(21, 'shh', 's3:GetObject', 7, 'a'), OUTPUTS, { Tags });
    expect(created).toMatchObject({ Doubled: '42', Secret: 'shh' });
    expect(created.Bucket).toMatch(/^s-bucket-[a-z0-9]{12}$/);
    expect(created.Role).toMatch(/^s-Role-[A-Za-z0-9]{12}$/);
    const updated = await stack.deploy(resources(4, 'psst', 's3:PutObject', 14, 'b'), OUTPUTS);
    expect(updated).toEqual({ ...created, Doubled: '8', Secret: 'psst' });
    expect(await drifted()).toEqual(['UNKNOWN', []]);
    await aws.client(S3).deleteBucket({ Bucket: created.Bucket });
    await aws.client(Lambda).deleteAlias({ FunctionName: created.Function, Name: 'live' });
    expect(await drifted()).toEqual(['DRIFTED', ['Bucket', 'Live']]);
    expect(await stack.remove()).toEqual([]);
  });

  /** Of the stack, and which of the resources that the inventory lists are not there. All else is not compared. */
  const drifted = async (): Promise<unknown> => {
    const cloudFormation = aws.client(CloudFormation);
    const StackName = 's';
    const { StackDriftDetectionId } = await cloudFormation.detectStackDrift({ StackName });
    const detection = await cloudFormation.describeStackDriftDetectionStatus({ StackDriftDetectionId });
    const { StackResourceDrifts } = await cloudFormation.describeStackResourceDrifts({ StackName });
    const { Stacks } = await cloudFormation.describeStacks({ StackName });
    expect(Stacks![0].DriftInformation!.StackDriftStatus).toBe(detection.StackDriftStatus);
    expect(StackResourceDrifts).toHaveLength(19);
    const deleted = StackResourceDrifts!.filter(({ StackResourceDriftStatus: is }) => is === 'DELETED');
    expect(deleted).toHaveLength(detection.DriftedStackResourceCount!);
    return [detection.StackDriftStatus, deleted.map(({ LogicalResourceId }) => LogicalResourceId)];
  };

  it('of a stack whose creation has failed has no drift to detect, and the states are named in which it has', async () => {
    const failing = { Bucket: resource('S3::Bucket', { BucketName: 'NO' }) };
    await expect(testStack(aws).deploy(failing)).rejects.toThrow('ROLLBACK_COMPLETE');
    await expect(aws.client(CloudFormation).detectStackDrift({ StackName: 's' })).rejects.toThrow(
      'Drift of stack s cannot be detected in state ROLLBACK_COMPLETE, only in CREATE_COMPLETE',
    );
  });

  it('is replaced for a member that cannot change, and not for the others beside it', async () => {
    const stack = testStack(aws);
    const deleted = async (name: string, amount: number): Promise<unknown> => {
      const before = aws.requests.list().length;
      const outputs = await stack.deploy(budget(name, amount), { Name: { Ref: 'Budget' } });
      const operations = aws.requests.list().slice(before);
      return [outputs, operations.filter(({ operation }) => operation === 'DeleteBudget').length];
    };
    expect(await deleted('one', 10)).toEqual([{ Name: 'one' }, 0]);
    expect(await deleted('one', 20)).toEqual([{ Name: 'one' }, 0]);
    expect(await deleted('two', 20)).toEqual([{ Name: 'two' }, 1]);
  });
});

describe('The deletion of a stack', () => {
  const aws = awsForEach({ latency: 'realistic' });

  it('waits until what a state machine runs comes to its next state', async () => {
    const states = aws.client(SFN);
    const stack = testStack(aws);
    const wait = { Type: 'Wait', Seconds: 600, Next: 'end' };
    await stack.deploy({
      Role: resource('IAM::Role', { AssumeRolePolicyDocument: trust('states.amazonaws.com') }),
      Machine: resource('StepFunctions::StateMachine', {
        RoleArn: { 'Fn::GetAtt': ['Role', 'Arn'] },
        Definition: { StartAt: 'wait', States: { wait, end: { Type: 'Succeed' } } },
      }),
    });
    const [{ stateMachineArn }] = (await states.listStateMachines({})).stateMachines!;
    await states.startExecution({ stateMachineArn });
    let isRemoved = false;
    const removed = stack.remove().then(() => (isRemoved = true));
    while ((await states.describeStateMachine({ stateMachineArn })).status !== 'DELETING');
    await aws.clock.advance(599_000);
    await states.listStateMachines({});
    expect(isRemoved).toBe(false);
    await aws.clock.advance(1_000);
    await removed;
  });
});
