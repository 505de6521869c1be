import { CloudFormation, type Stack } from '@aws-sdk/client-cloudformation';
import { DescribeStateMachineCommand, SFN } from '@aws-sdk/client-sfn';
import { startLocalAws, type LocalAws } from '../../src/local-aws';

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

const allow = (Action: string): object => ({
  Version: '2012-10-17',
  Statement: [{ Effect: 'Allow', Action, Resource: '*' }],
});

const trust = (...Service: string[]): object => ({
  Version: '2012-10-17',
  Statement: [{ Effect: 'Allow', Action: 'sts:AssumeRole', Principal: { Service } }],
});

/** A stack with every resource type; `variant` changes whatever can be updated. */
const template = (variant: {
  size: number;
  secret: string;
  action: string;
  days: number;
  tag: string;
}): string =>
  JSON.stringify({
    Resources: {
      Role: {
        Type: 'AWS::IAM::Role',
        Properties: {
          AssumeRolePolicyDocument: trust('lambda.amazonaws.com', 'states.amazonaws.com'),
          Description: variant.tag,
          ManagedPolicyArns: [{ Ref: 'Managed' }],
          Policies: [{ PolicyName: 'inline', PolicyDocument: allow(variant.action) }],
          Tags: [{ Key: 'tag', Value: variant.tag }],
        },
      },
      Managed: { Type: 'AWS::IAM::ManagedPolicy', Properties: { PolicyDocument: allow(variant.action) } },
      Policy: {
        Type: 'AWS::IAM::Policy',
        Properties: { PolicyName: 'apart', PolicyDocument: allow(variant.action), Roles: [{ Ref: 'Role' }] },
      },
      Logs: { Type: 'AWS::Logs::LogGroup', Properties: { RetentionInDays: variant.days } },
      Function: {
        Type: 'AWS::Lambda::Function',
        Properties: {
          Runtime: 'nodejs20.x',
          Handler: 'index.handler',
          Role: { 'Fn::GetAtt': ['Role', 'Arn'] },
          Code: { ZipFile: SOURCE },
          Environment: { Variables: { SECRET: variant.secret } },
          LoggingConfig: { LogGroup: { Ref: 'Logs' } },
          Timeout: '30',
          Tags: [{ Key: 'tag', Value: variant.tag }],
        },
      },
      Permission: {
        Type: 'AWS::Lambda::Permission',
        Properties: {
          FunctionName: { Ref: 'Function' },
          Action: 'lambda:InvokeFunction',
          Principal: 's3.amazonaws.com',
          SourceArn: { 'Fn::GetAtt': ['Bucket', 'Arn'] },
        },
      },
      Thing: {
        Type: 'AWS::CloudFormation::CustomResource',
        Properties: { ServiceToken: { 'Fn::GetAtt': ['Function', 'Arn'] }, Size: variant.size },
      },
      Bucket: {
        Type: 'AWS::S3::Bucket',
        Properties: {
          BucketEncryption: {
            ServerSideEncryptionConfiguration: [
              { ServerSideEncryptionByDefault: { SSEAlgorithm: 'AES256' } },
            ],
          },
          PublicAccessBlockConfiguration: { BlockPublicAcls: true, BlockPublicPolicy: 'true' },
          OwnershipControls: { Rules: [{ ObjectOwnership: 'BucketOwnerEnforced' }] },
          LifecycleConfiguration: {
            Rules: [
              {
                Status: 'Enabled',
                ExpirationInDays: variant.days,
                AbortIncompleteMultipartUpload: { DaysAfterInitiation: 1 },
              },
            ],
          },
          Tags: [{ Key: 'tag', Value: variant.tag }],
        },
      },
      BucketPolicy: {
        Type: 'AWS::S3::BucketPolicy',
        Properties: {
          Bucket: { Ref: 'Bucket' },
          PolicyDocument: {
            Version: '2012-10-17',
            Statement: [
              {
                Effect: 'Allow',
                Action: variant.action,
                Principal: { Service: 'personalize.amazonaws.com' },
                Resource: { 'Fn::Sub': '${Bucket.Arn}/*' },
              },
            ],
          },
        },
      },
      Machine: {
        Type: 'AWS::StepFunctions::StateMachine',
        Properties: {
          RoleArn: { 'Fn::GetAtt': ['Role', 'Arn'] },
          DefinitionString: {
            'Fn::Sub':
              '{"StartAt":"A","States":{"A":{"Type":"Task","Resource":"${Function.Arn}","End":true}}}',
          },
          Tags: [{ Key: 'tag', Value: variant.tag }],
        },
      },
      Parameter: { Type: 'AWS::SSM::Parameter', Properties: { Type: 'String', Value: variant.secret } },
      Metadata: { Type: 'AWS::CDK::Metadata', Properties: { Analytics: variant.tag } },
      Handle: { Type: 'AWS::CloudFormation::WaitConditionHandle' },
    },
    Outputs: {
      Doubled: { Value: { 'Fn::GetAtt': ['Thing', 'Doubled'] } },
      Secret: { Value: { 'Fn::GetAtt': ['Thing', 'Secret'] } },
      Bucket: { Value: { Ref: 'Bucket' } },
      Role: { Value: { Ref: 'Role' } },
    },
  });

describe('Every type of resource, with the services as they are', () => {
  let aws: LocalAws;
  let client: CloudFormation;
  beforeAll(async () => {
    aws = await startLocalAws();
    client = new CloudFormation({ endpoint: aws.endpoint, customUserAgent: 'aws-cdk/test' });
  });
  afterAll(() => aws.close());

  let stackId: string;
  /** The settled stack, and its failures. */
  const settled = async (): Promise<{
    stack: Stack;
    failures: string[];
    outputs: Record<string, string>;
  }> => {
    const { Stacks } = await client.describeStacks({ StackName: stackId });
    const { StackEvents } = await client.describeStackEvents({ StackName: stackId });
    return {
      stack: Stacks![0],
      failures: StackEvents!.flatMap(({ LogicalResourceId, ResourceStatus, ResourceStatusReason }) =>
        ResourceStatus!.endsWith('_FAILED') ? [`${LogicalResourceId}: ${ResourceStatusReason}`] : [],
      ),
      outputs: Object.fromEntries(
        (Stacks![0].Outputs ?? []).map(({ OutputKey, OutputValue }) => [OutputKey!, OutputValue!]),
      ),
    };
  };

  it('is created, updated in place and deleted without a trace', async () => {
    const first = template({ size: 21, secret: 'shh', action: 's3:GetObject', days: 7, tag: 'a' });
    const Capabilities = ['CAPABILITY_IAM' as const];
    const Tags = [{ Key: 'team', Value: 'shop' }];
    const { StackId } = await client.createStack({
      StackName: 'Shop',
      TemplateBody: first,
      Capabilities,
      Tags,
    });
    stackId = StackId!;
    const created = await settled();
    expect(created.failures).toEqual([]);
    expect(created.stack.StackStatus).toBe('CREATE_COMPLETE');
    expect(created.outputs).toMatchObject({ Doubled: '42', Secret: 'shh' });
    expect(created.outputs.Bucket).toMatch(/^shop-bucket-[a-z0-9]{12}$/);
    expect(created.outputs.Role).toMatch(/^Shop-Role-[A-Za-z0-9]{12}$/);

    const second = template({ size: 4, secret: 'psst', action: 's3:PutObject', days: 14, tag: 'b' });
    await client.updateStack({ StackName: 'Shop', TemplateBody: second, Capabilities });
    const updated = await settled();
    expect(updated.failures).toEqual([]);
    expect(updated.stack.StackStatus).toBe('UPDATE_COMPLETE');
    expect(updated.outputs).toEqual({ ...created.outputs, Doubled: '8', Secret: 'psst' });

    await client.deleteStack({ StackName: 'Shop' });
    const deleted = await settled();
    expect(deleted.failures).toEqual([]);
    expect(deleted.stack.StackStatus).toBe('DELETE_COMPLETE');
    const inventory: unknown = await (await fetch(`${aws.endpoint}/_local/inventory`)).json();
    expect(inventory).toEqual([]);
  });

  it('is replaced for a member that cannot change, and not for the others beside it', async () => {
    const budgets = (name: string, Amount: number): { StackName: string; TemplateBody: string } => ({
      StackName: 'Budgets',
      TemplateBody: JSON.stringify({
        Resources: {
          Budget: {
            Type: 'AWS::Budgets::Budget',
            Properties: {
              Budget: {
                BudgetName: name,
                BudgetType: 'COST',
                TimeUnit: 'MONTHLY',
                BudgetLimit: { Amount, Unit: 'USD' },
              },
            },
          },
        },
        Outputs: { Name: { Value: { Ref: 'Budget' } } },
      }),
    });
    const deletions = async (): Promise<number> => {
      const { StackEvents } = await client.describeStackEvents({ StackName: stackId });
      return StackEvents!.filter(({ ResourceStatus }) => ResourceStatus === 'DELETE_COMPLETE').length;
    };
    const { StackId } = await client.createStack(budgets('one', 10));
    stackId = StackId!;
    await settled();
    await client.updateStack(budgets('one', 20));
    expect([(await settled()).outputs, await deletions()]).toEqual([{ Name: 'one' }, 0]);
    await client.updateStack(budgets('two', 20));
    expect([(await settled()).outputs, await deletions()]).toEqual([{ Name: 'two' }, 1]);
    await client.deleteStack({ StackName: 'Budgets' });
    await settled();
  });
});

describe('The deletion of a stack', () => {
  it('waits until what a state machine runs comes to its next state', async () => {
    const aws = await startLocalAws({ latency: 'realistic' });
    const client = new CloudFormation({ endpoint: aws.endpoint });
    const states = new SFN({ endpoint: aws.endpoint });
    const TemplateBody = JSON.stringify({
      Resources: {
        Role: {
          Type: 'AWS::IAM::Role',
          Properties: { AssumeRolePolicyDocument: trust('states.amazonaws.com') },
        },
        Machine: {
          Type: 'AWS::StepFunctions::StateMachine',
          Properties: {
            RoleArn: { 'Fn::GetAtt': ['Role', 'Arn'] },
            DefinitionString: JSON.stringify({
              StartAt: 'wait',
              States: { wait: { Type: 'Wait', Seconds: 600, Next: 'end' }, end: { Type: 'Succeed' } },
            }),
          },
        },
      },
    });
    const { StackId: StackName } = await client.createStack({
      StackName: 'Shop',
      TemplateBody,
      Capabilities: ['CAPABILITY_IAM'],
    });
    const status = async (): Promise<string | undefined> =>
      (await client.describeStacks({ StackName })).Stacks![0].StackStatus;
    const until = async (wanted: string): Promise<void> => {
      while ((await status()) !== wanted);
    };
    await until('CREATE_COMPLETE');
    const [{ stateMachineArn }] = (await states.listStateMachines({})).stateMachines!;
    await states.startExecution({ stateMachineArn });
    await client.deleteStack({ StackName });
    const describe = new DescribeStateMachineCommand({ stateMachineArn });
    while ((await states.send(describe)).status !== 'DELETING');
    await aws.clock.advance(599_000);
    expect(await status()).toBe('DELETE_IN_PROGRESS');
    await aws.clock.advance(1_000);
    await until('DELETE_COMPLETE');
    await aws.close();
  });
});
