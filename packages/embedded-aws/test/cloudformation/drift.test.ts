import { CloudFormation } from '@aws-sdk/client-cloudformation';
import { Lambda } from '@aws-sdk/client-lambda';
import { S3 } from '@aws-sdk/client-s3';
import { INTERACTIONS_SCHEMA } from '@ecommerce-recommenders/shop-data/data/schemas';
import { trustIn } from '../authorization/session-of';
import { awsForEach } from '../support/test-aws';
import { testStack } from './test-stack';

const ref = (Ref: string): object => ({ Ref });
const arn = (of: string): object => ({ 'Fn::GetAtt': [of, 'Arn'] });

/** One resource of each form in which the inventory names resources. */
const RESOURCES = Object.entries({
  Alias: ['KMS::Alias', { AliasName: 'alias/shop', TargetKeyId: ref('Key') }],
  Api: ['ApiGatewayV2::Api', { Name: 'shop', ProtocolType: 'HTTP' }],
  Bucket: ['S3::Bucket', {}],
  Bus: ['Events::EventBus', { Name: 'shop' }],
  Filter: [
    'Logs::MetricFilter',
    {
      LogGroupName: ref('Logs'),
      FilterPattern: 'x',
      MetricTransformations: [{ MetricName: 'm', MetricNamespace: 'n', MetricValue: '1' }],
    },
  ],
  Function: [
    'Lambda::Function',
    { Runtime: 'nodejs20.x', Handler: 'index.handler', Role: arn('Role'), Code: { ZipFile: ' ' } },
  ],
  Key: ['KMS::Key', {}],
  Live: [
    'Lambda::Alias',
    {
      FunctionName: ref('Function'),
      FunctionVersion: { 'Fn::GetAtt': ['Version', 'Version'] },
      Name: 'live',
    },
  ],
  Logs: ['Logs::LogGroup', { LogGroupName: '/shop/logs' }],
  Machine: [
    'StepFunctions::StateMachine',
    { RoleArn: arn('Role'), DefinitionString: '{"StartAt":"A","States":{"A":{"Type":"Succeed"}}}' },
  ],
  Parameter: ['SSM::Parameter', { Name: '/shop/one', Type: 'String', Value: '1' }],
  Role: [
    'IAM::Role',
    {
      AssumeRolePolicyDocument: {
        Version: '2012-10-17',
        Statement: [trustIn('lambda.amazonaws.com'), trustIn('states.amazonaws.com')],
      },
    },
  ],
  Rule: ['Events::Rule', { ScheduleExpression: 'rate(1 day)' }],
  RuleOfBus: ['Events::Rule', { EventBusName: ref('Bus'), EventPattern: { source: ['shop'] } }],
  Schema: [
    'Personalize::Schema',
    { Name: 'one', Domain: 'ECOMMERCE', Schema: JSON.stringify(INTERACTIONS_SCHEMA) },
  ],
  Stage: ['ApiGatewayV2::Stage', { ApiId: ref('Api'), StageName: '$default', AutoDeploy: true }],
  Topic: ['SNS::Topic', {}],
  Version: ['Lambda::Version', { FunctionName: ref('Function') }],
} satisfies Record<string, readonly [string, object]>).map(
  ([id, [type, Properties]]) => [id, { Type: `AWS::${type}`, Properties }] as const,
);

describe('the detection of drift', () => {
  const aws = awsForEach();

  it('names what somebody has deleted, and says of all else that it has not compared it (CFN-40)', async () => {
    const cloudFormation = aws.client(CloudFormation);
    const StackName = 's';
    const drifted = async (): Promise<unknown> => {
      const { StackDriftDetectionId } = await cloudFormation.detectStackDrift({ StackName });
      const detection = await cloudFormation.describeStackDriftDetectionStatus({ StackDriftDetectionId });
      const { StackResourceDrifts } = await cloudFormation.describeStackResourceDrifts({ StackName });
      const { Stacks } = await cloudFormation.describeStacks({ StackName });
      expect(Stacks![0].DriftInformation!.StackDriftStatus).toBe(detection.StackDriftStatus);
      expect(StackResourceDrifts).toHaveLength(RESOURCES.length);
      const deleted = StackResourceDrifts!.filter(({ StackResourceDriftStatus: is }) => is === 'DELETED');
      expect(deleted).toHaveLength(detection.DriftedStackResourceCount!);
      return [detection.StackDriftStatus, deleted.map(({ LogicalResourceId }) => LogicalResourceId)];
    };
    const { Bucket, Function } = await testStack(aws).deploy(
      { ...Object.fromEntries(RESOURCES), Handle: { Type: 'AWS::CloudFormation::WaitConditionHandle' } },
      { Bucket: ref('Bucket'), Function: ref('Function') },
    );
    expect(await drifted()).toEqual(['UNKNOWN', []]);
    await aws.client(S3).deleteBucket({ Bucket });
    await aws.client(Lambda).deleteAlias({ FunctionName: Function, Name: 'live' });
    expect(await drifted()).toEqual(['DRIFTED', ['Bucket', 'Live']]);
  });

  it('is refused for a stack whose creation has failed, with the states in which it is not', async () => {
    const failing = { Bucket: { Type: 'AWS::S3::Bucket', Properties: { BucketName: 'NO' } } };
    await expect(testStack(aws).deploy(failing)).rejects.toThrow('ROLLBACK_COMPLETE');
    await expect(aws.client(CloudFormation).detectStackDrift({ StackName: 's' })).rejects.toThrow(
      'Drift of stack s cannot be detected in state ROLLBACK_COMPLETE, only in CREATE_COMPLETE',
    );
  });
});
