import { CloudFormation, type Stack } from '@aws-sdk/client-cloudformation';
import { zipSync } from 'fflate';
import { IAM } from '@aws-sdk/client-iam';
import { Lambda } from '@aws-sdk/client-lambda';
import { refusal, type Account } from '../account';
import type { ConformanceCase } from '../conformance-case';

const REQUEST = {
  url: 'https://docs.aws.amazon.com/en_us/AWSCloudFormation/latest/UserGuide/crpg-ref-requesttypes-create.html',
};
const REFERENCE = {
  url: 'https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/crpg-ref-requests.html',
};

/** Answers with the event that it got, and as its properties tell it. */
const CODE = `exports.handler = (event, context, done) => {
  const { Id = 'one', Length = 0, Fails } = event.ResourceProperties;
  const body = JSON.stringify({
    Status: Fails && event.RequestType === 'Create' ? 'FAILED' : 'SUCCESS',
    Reason: 'out of stock',
    PhysicalResourceId: Id,
    StackId: event.StackId,
    RequestId: event.RequestId,
    LogicalResourceId: event.LogicalResourceId,
    Data: { Event: JSON.stringify({ ...event, ResponseURL: typeof event.ResponseURL }), Text: 'x'.repeat(event.RequestType === 'Create' ? Number(Length) : 0) },
  });
  const headers = { 'content-type': '', 'content-length': Buffer.byteLength(body) };
  require('https').request(event.ResponseURL, { method: 'PUT', headers }, () => done(null)).end(body);
};`;

const StackName = 'shop';

async function provider({ client }: Account): Promise<string> {
  const AssumeRolePolicyDocument = JSON.stringify({
    Version: '2012-10-17',
    Statement: { Effect: 'Allow', Principal: { Service: 'lambda.amazonaws.com' }, Action: 'sts:AssumeRole' },
  });
  const { Role } = await client(IAM).createRole({ RoleName: 'provider', AssumeRolePolicyDocument });
  const { FunctionArn } = await client(Lambda).createFunction({
    FunctionName: 'provider',
    Runtime: 'nodejs22.x',
    Handler: 'index.handler',
    Role: Role!.Arn,
    Code: { ZipFile: zipSync({ 'index.js': Buffer.from(CODE) }) },
  });
  return FunctionArn!;
}

const template = (ServiceToken: string, properties: object): { StackName: string; TemplateBody: string } => ({
  StackName,
  TemplateBody: JSON.stringify({
    Resources: { C: { Type: 'Custom::Item', Properties: { ServiceToken, ...properties } } },
    Outputs: { Event: { Value: { 'Fn::GetAtt': ['C', 'Event'] } }, Id: { Value: { Ref: 'C' } } },
  }),
});

async function settled({ client }: Account): Promise<Stack> {
  for (;;) {
    const { Stacks } = await client(CloudFormation).describeStacks({ StackName });
    if (!Stacks![0].StackStatus!.endsWith('IN_PROGRESS')) return Stacks![0];
  }
}

async function created(account: Account, properties: object): Promise<Stack> {
  await account.client(CloudFormation).createStack(template(await provider(account), properties));
  return settled(account);
}

async function updated(account: Account, properties: object): Promise<Stack> {
  const { Configuration } = await account.client(Lambda).getFunction({ FunctionName: 'provider' });
  await account.client(CloudFormation).updateStack(template(Configuration!.FunctionArn!, properties));
  return settled(account);
}

const output = ({ Outputs = [] }: Stack, key: string): string =>
  Outputs.find(({ OutputKey }) => OutputKey === key)!.OutputValue!;
const event = (stack: Stack): unknown => JSON.parse(output(stack, 'Event'));

const statuses = async ({ client }: Account): Promise<string[]> => {
  const { StackEvents } = await client(CloudFormation).describeStackEvents({ StackName });
  return StackEvents!
    .reverse()
    .flatMap(({ LogicalResourceId, ResourceStatus }) => (LogicalResourceId === 'C' ? [ResourceStatus!] : []));
};

/** Cases of custom resources. */
export const customResources: readonly ConformanceCase[] = [
  {
    id: 'a custom resource’s Create',
    title:
      'a Create has RequestType, RequestId, ResponseURL, ResourceType, LogicalResourceId, StackId and ResourceProperties',
    source: REQUEST,
    run: async (account) => event(await created(account, { Name: 'pot', Sizes: ['1'], More: { key: 'v' } })),
    expected: {
      RequestType: 'Create',
      RequestId: /./,
      ResponseURL: 'string',
      ResourceType: 'Custom::Item',
      LogicalResourceId: 'C',
      StackId: /^arn:aws:cloudformation:us-east-1:123456789012:stack\/shop\//,
      ResourceProperties: { Name: 'pot', Sizes: ['1'], More: { key: 'v' } },
      PhysicalResourceId: undefined,
      OldResourceProperties: undefined,
    },
  },
  {
    id: 'a custom resource’s Ref',
    title: 'Ref of a custom resource is the PhysicalResourceId of its response',
    source: REQUEST,
    run: async (account) => output(await created(account, { Id: 'pot-1' }), 'Id'),
    expected: 'pot-1',
  },
  {
    id: 'a custom resource’s Update',
    title: 'an Update has the physical id, the new and the old properties',
    source: REFERENCE,
    run: async (account) => {
      await created(account, { Name: 'pot' });
      return event(await updated(account, { Name: 'pan' }));
    },
    expected: {
      RequestType: 'Update',
      PhysicalResourceId: 'one',
      ResourceProperties: { Name: 'pan' },
      OldResourceProperties: { Name: 'pot' },
    },
  },
  {
    id: 'a custom resource’s other id',
    title:
      'another PhysicalResourceId in the answer to an Update is a replacement: the old resource gets a Delete',
    source: REQUEST,
    run: async (account) => {
      await created(account, { Id: 'one' });
      const stack = await updated(account, { Id: 'two' });
      return [output(stack, 'Id'), (await statuses(account)).slice(-2)];
    },
    expected: ['two', ['DELETE_IN_PROGRESS', 'DELETE_COMPLETE']],
  },
  {
    id: 'a custom resource’s same id',
    title: 'the same PhysicalResourceId in the answer to an Update is a normal update',
    source: REQUEST,
    run: async (account) => {
      await created(account, { Name: 'pot' });
      await updated(account, { Name: 'pan' });
      return (await statuses(account)).at(-1);
    },
    expected: 'UPDATE_COMPLETE',
  },
  {
    id: 'a custom resource that fails',
    title: 'a response with Status FAILED fails the resource with its Reason, and the stack rolls back',
    source: REQUEST,
    run: async (account) => {
      const { StackStatus } = await created(account, { Fails: 'yes' });
      const { StackEvents } = await account.client(CloudFormation).describeStackEvents({ StackName });
      const failed = StackEvents!.find(({ ResourceStatus }) => ResourceStatus === 'CREATE_FAILED');
      return [StackStatus, failed?.ResourceStatusReason];
    },
    expected: ['ROLLBACK_COMPLETE', /out of stock/],
  },
  {
    id: 'a custom resource’s long answer',
    title: 'a response of more than 4,096 bytes fails the resource',
    source: { url: 'https://docs.amazonaws.cn/zh_cn/AWSCloudFormation/latest/UserGuide/crpg-ref.md' },
    run: async (account) => (await created(account, { Length: 4_096 })).StackStatus,
    expected: 'ROLLBACK_COMPLETE',
  },
  {
    id: 'a custom resource of a topic',
    title: 'the ServiceToken of a custom resource may be an SNS topic',
    source: REFERENCE,
    differs: 'CFN-6',
    run: async (account) => {
      const answer = await refusal(
        account.client(CloudFormation).createStack(template('arn:aws:sns:us-east-1:123456789012:t', {})),
      );
      return 'code' in (answer as object) ? 'refused' : (await settled(account)).StackStatus;
    },
    expected: /^refused$|^ROLLBACK_/,
  },
];
