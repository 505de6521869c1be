import { CloudFormation } from '@aws-sdk/client-cloudformation';
import { IAM } from '@aws-sdk/client-iam';
import { Lambda } from '@aws-sdk/client-lambda';
import { Personalize } from '@aws-sdk/client-personalize';
import { PersonalizeRuntime } from '@aws-sdk/client-personalize-runtime';
import { S3 } from '@aws-sdk/client-s3';
import { SFN } from '@aws-sdk/client-sfn';
import { startLocalAws, type LocalAws } from '../../src/local-aws';
import { zipOf } from '../lambda/deployed-function';
import { assume, createRole, sessionOf } from './session-of';

const ROLES = 'arn:aws:iam::123456789012:role';
const GROUP = 'arn:aws:personalize:us-east-1:123456789012:dataset-group';
const ME = (role: string): string => `User: arn:aws:sts::123456789012:assumed-role/${role}/me`;

let aws: LocalAws;
let endpoint: string;
beforeEach(async () => {
  aws = await startLocalAws();
  ({ endpoint } = aws);
});
afterEach(() => aws.close());

const allow = (Action: string | string[], Resource: string | string[] = '*', more: object = {}): object => ({
  Effect: 'Allow',
  Action,
  Resource,
  ...more,
});

describe('a session of a role', () => {
  it('does what its policy allows and nothing else', async () => {
    const allowed = allow('personalize:CreateDatasetGroup', `${GROUP}/Shop-*`);
    const credentials = await sessionOf(endpoint, { name: 'analyst', allowed });
    const personalize = new Personalize({ endpoint, credentials, maxAttempts: 1 });
    expect(await personalize.createDatasetGroup({ name: 'Shop-a' })).toMatchObject({
      datasetGroupArn: `${GROUP}/Shop-a`,
    });
    await expect(personalize.createDatasetGroup({ name: 'other' })).rejects.toMatchObject({
      name: 'AccessDeniedException',
      message:
        `${ME('analyst')} is not authorized to perform: personalize:CreateDatasetGroup on resource: ` +
        `${GROUP}/other because no identity-based policy allows the personalize:CreateDatasetGroup action`,
    });
  });

  it('needs TagResource to tag what it makes', async () => {
    const allowed = allow('personalize:CreateDatasetGroup');
    const credentials = await sessionOf(endpoint, { name: 'analyst', allowed });
    const personalize = new Personalize({ endpoint, credentials, maxAttempts: 1 });
    const tagged = personalize.createDatasetGroup({ name: 'a', tags: [{ tagKey: 'k', tagValue: 'v' }] });
    await expect(tagged).rejects.toThrow(/not authorized to perform: personalize:TagResource on/);
  });

  it('is held back by its permissions boundary', async () => {
    const role = { name: 'bounded', allowed: allow('*'), boundary: allow('s3:*') };
    const credentials = await sessionOf(endpoint, role);
    await new S3({ endpoint, credentials }).listBuckets({});
    await expect(new Personalize({ endpoint, credentials }).listSchemas({})).rejects.toThrow(
      /because no permissions boundary allows the personalize:ListSchemas action$/,
    );
  });

  it('is denied with 403 where the service answers so', async () => {
    const credentials = await sessionOf(endpoint, { name: 'nobody' });
    const runtime = new PersonalizeRuntime({ endpoint, credentials, maxAttempts: 1 });
    const recommenderArn = 'arn:aws:personalize:us-east-1:123456789012:recommender/a';
    await expect(runtime.getRecommendations({ recommenderArn })).rejects.toMatchObject({
      name: 'AccessDeniedException',
      $metadata: { httpStatusCode: 403 },
    });
    await expect(new IAM({ endpoint, credentials }).getRole({ RoleName: 'nobody' })).rejects.toMatchObject({
      name: 'AccessDenied',
      $metadata: { httpStatusCode: 403 },
    });
  });

  it('is told that a bucket does not exist, whatever it may do', async () => {
    const credentials = await sessionOf(endpoint, { name: 'nobody' });
    const s3 = new S3({ endpoint, credentials, forcePathStyle: true });
    const Bucket = 'missing';
    await expect(s3.listObjectVersions({ Bucket })).rejects.toMatchObject({ name: 'NoSuchBucket' });
    await expect(s3.getObject({ Bucket, Key: 'a' })).rejects.toMatchObject({ name: 'NoSuchBucket' });
    await expect(s3.createBucket({ Bucket })).rejects.toMatchObject({ name: 'AccessDenied' });
  });

  it('is told that a key does not exist only where it may list the bucket', async () => {
    const account = new S3({ endpoint, forcePathStyle: true });
    await account.createBucket({ Bucket: 'shop' });
    const reading = allow('s3:GetObject', 'arn:aws:s3:::shop/*');
    const missing = async (name: string, allowed: object): Promise<unknown> => {
      const credentials = await sessionOf(endpoint, { name, allowed });
      const s3 = new S3({ endpoint, credentials, forcePathStyle: true, maxAttempts: 1 });
      return s3.getObject({ Bucket: 'shop', Key: 'a' });
    };
    await expect(missing('reader', reading)).rejects.toMatchObject({
      name: 'AccessDenied',
      message:
        `${ME('reader')} is not authorized to perform: s3:ListBucket on resource: "arn:aws:s3:::shop" ` +
        'because no identity-based policy allows the s3:ListBucket action',
    });
    const listing = allow('s3:ListBucket', 'arn:aws:s3:::shop');
    await expect(missing('lister', [reading, listing])).rejects.toMatchObject({ name: 'NoSuchKey' });
  });

  it('follows a change of its policies at once (IAM-6)', async () => {
    const credentials = await sessionOf(endpoint, { name: 'analyst', allowed: allow('personalize:*') });
    const personalize = new Personalize({ endpoint, credentials, maxAttempts: 1 });
    await personalize.listSchemas({});
    await new IAM({ endpoint }).deleteRolePolicy({ RoleName: 'analyst', PolicyName: 'p' });
    await expect(personalize.listSchemas({})).rejects.toThrow(/no identity-based policy allows/);
  });

  it('ends with its time (STS-3)', async () => {
    const credentials = await sessionOf(endpoint, { name: 'analyst', allowed: allow('*') });
    await aws.clock.advance(900_000);
    await expect(new Personalize({ endpoint, credentials }).listSchemas({})).rejects.toMatchObject({
      name: 'ExpiredTokenException',
    });
    await expect(new S3({ endpoint, credentials }).listBuckets({})).rejects.toMatchObject({
      name: 'ExpiredToken',
    });
  });

  it('has the AWS managed policies whose documents are known (IAM-4)', async () => {
    const iam = new IAM({ endpoint });
    const credentials = await sessionOf(endpoint, { name: 'analyst' });
    const s3 = new S3({ endpoint, credentials });
    const attach = (name: string): Promise<unknown> =>
      iam.attachRolePolicy({ RoleName: 'analyst', PolicyArn: `arn:aws:iam::aws:policy/${name}` });
    await attach('ReadOnlyAccess');
    await expect(s3.listBuckets({})).rejects.toMatchObject({ name: 'AccessDenied' });
    const requests = (await (await fetch(`${endpoint}/_local/requests`)).json()) as { note?: string }[];
    expect(requests.at(-1)!.note).toContain('policy/ReadOnlyAccess grants nothing');
    await attach('AmazonS3FullAccess');
    expect(await s3.listBuckets({})).toMatchObject({ Buckets: [] });
  });
});

describe('a bucket’s policy', () => {
  const put = async (Statement: object): Promise<S3> => {
    const s3 = new S3({ endpoint });
    await s3.createBucket({ Bucket: 'shop' });
    await s3.putObject({ Bucket: 'shop', Key: 'a/b', Body: 'text' });
    await s3.putBucketPolicy({
      Bucket: 'shop',
      Policy: JSON.stringify({ Version: '2012-10-17', Statement }),
    });
    return s3;
  };
  const objects = { Resource: 'arn:aws:s3:::shop/*', Action: 's3:GetObject' };

  it('denies also what the role’s own policy allows (S3-7)', async () => {
    const credentials = await sessionOf(endpoint, { name: 'analyst', allowed: allow('s3:*') });
    await put({ ...objects, Effect: 'Deny', Principal: '*' });
    const read = new S3({ endpoint, credentials }).getObject({ Bucket: 'shop', Key: 'a/b' });
    await expect(read).rejects.toMatchObject({
      name: 'AccessDenied',
      message:
        `${ME('analyst')} is not authorized to perform: s3:GetObject on resource: "arn:aws:s3:::shop/a/b" ` +
        'with an explicit deny in a resource-based policy',
    });
  });

  it('denies also the account itself (IAM-7)', async () => {
    const s3 = await put({ ...objects, Effect: 'Deny', Principal: '*' });
    await expect(s3.getObject({ Bucket: 'shop', Key: 'a/b' })).rejects.toMatchObject({
      name: 'AccessDenied',
    });
  });

  it('allows the role that it names', async () => {
    const credentials = await sessionOf(endpoint, { name: 'analyst' });
    await put({ ...objects, Effect: 'Allow', Principal: { AWS: `${ROLES}/analyst` } });
    const s3 = new S3({ endpoint, credentials });
    expect((await s3.getObject({ Bucket: 'shop', Key: 'a/b' })).$metadata.httpStatusCode).toBe(200);
    const copy = s3.copyObject({ Bucket: 'shop', Key: 'c', CopySource: 'shop/a/b' });
    await expect(copy).rejects.toThrow(/not authorized to perform: s3:PutObject on/);
  });
});

describe('a role fails to be assumed', () => {
  const trust = (more: object): object => ({ Effect: 'Allow', Action: 'sts:AssumeRole', ...more });

  it('by the account where it trusts a service alone', async () => {
    const by = trust({ Principal: { Service: 'lambda.amazonaws.com' } });
    const arn = await createRole(endpoint, { name: 'fn', trust: by });
    await expect(assume(endpoint, arn)).rejects.toMatchObject({
      name: 'AccessDenied',
      message: `User: arn:aws:iam::123456789012:root is not authorized to perform: sts:AssumeRole on resource: ${arn}`,
    });
  });

  it('without the external id that its trust policy asks for (STS-2)', async () => {
    const by = trust({
      Principal: { AWS: '123456789012' },
      Condition: { StringEquals: { 'sts:ExternalId': 'secret' } },
    });
    const arn = await createRole(endpoint, { name: 'partner', trust: by });
    await expect(assume(endpoint, arn)).rejects.toMatchObject({ name: 'AccessDenied' });
    await expect(assume(endpoint, arn, { ExternalId: 'guess' })).rejects.toMatchObject({
      name: 'AccessDenied',
    });
    expect(await assume(endpoint, arn, { ExternalId: 'secret' })).toHaveProperty('sessionToken');
  });

  it('by a session whose policies do not let it, where the trust is in the account (STS-2)', async () => {
    const arn = await createRole(endpoint, { name: 'target' });
    const without = await sessionOf(endpoint, { name: 'without' });
    const withLeave = await sessionOf(endpoint, { name: 'with', allowed: allow('sts:AssumeRole', arn) });
    await expect(assume(endpoint, arn, { credentials: without })).rejects.toMatchObject({
      name: 'AccessDenied',
    });
    expect(await assume(endpoint, arn, { credentials: withLeave })).toHaveProperty('sessionToken');
  });
});

describe('a service', () => {
  const trust = (Service: string): object => ({
    Effect: 'Allow',
    Action: 'sts:AssumeRole',
    Principal: { Service },
  });
  const functionOf = (FunctionName: string, Role: string) =>
    ({
      FunctionName,
      Role,
      Runtime: 'nodejs22.x',
      Handler: 'index.handler',
      Code: { ZipFile: zipOf({ 'index.js': '' }) },
    }) as const;
  const definition = JSON.stringify({ StartAt: 'a', States: { a: { Type: 'Succeed' } } });

  it('is passed a role by those alone who may pass it to that service', async () => {
    const Role = await createRole(endpoint, { name: 'fn', trust: trust('lambda.amazonaws.com') });
    const passing = (service: string): object =>
      allow('iam:PassRole', Role, { Condition: { StringEquals: { 'iam:PassedToService': service } } });
    const create = allow('lambda:CreateFunction');
    const as = async (name: string, ...allowed: object[]): Promise<Lambda> =>
      new Lambda({ endpoint, credentials: await sessionOf(endpoint, { name, allowed }) });
    const denied = {
      name: 'AccessDeniedException',
      message: expect.stringContaining(`iam:PassRole on resource: ${Role} `) as string,
    };
    const without = (await as('without', create)).createFunction(functionOf('a', Role));
    await expect(without).rejects.toMatchObject(denied);
    const other = await as('other', create, passing('personalize.amazonaws.com'));
    await expect(other.createFunction(functionOf('a', Role))).rejects.toMatchObject(denied);
    const right = await as('right', create, passing('lambda.amazonaws.com'));
    expect(await right.createFunction(functionOf('a', Role))).toMatchObject({ Role });
  });

  it('fails to take a role that does not trust it', async () => {
    const arn = await createRole(endpoint, { name: 'other', trust: trust('ec2.amazonaws.com') });
    await expect(new Lambda({ endpoint }).createFunction(functionOf('a', arn))).rejects.toMatchObject({
      name: 'InvalidParameterValueException',
      message: 'The role defined for the function cannot be assumed by Lambda.',
    });
    const machine = { name: 'a', roleArn: arn, definition };
    await expect(new SFN({ endpoint }).createStateMachine(machine)).rejects.toThrow(
      /^Neither the global service principal states.amazonaws.com, nor the regional one is authorized to assume/,
    );
    const stack = { StackName: 'a', RoleARN: arn, TemplateBody: '{"Resources":{}}' };
    await expect(new CloudFormation({ endpoint }).createStack(stack)).rejects.toMatchObject({
      name: 'ValidationError',
      message: `Role ${arn} is invalid or cannot be assumed`,
    });
  });

  it('is invoked by the role that the function’s policy names (LAMBDA-3)', async () => {
    const Role = await createRole(endpoint, { name: 'fn', trust: trust('lambda.amazonaws.com') });
    const owner = new Lambda({ endpoint });
    await owner.createFunction(functionOf('a', Role));
    const credentials = await sessionOf(endpoint, { name: 'caller' });
    const lambda = new Lambda({ endpoint, credentials, maxAttempts: 1 });
    const dryRun = { FunctionName: 'a', InvocationType: 'DryRun' } as const;
    await expect(lambda.invoke(dryRun)).rejects.toMatchObject({ name: 'AccessDeniedException' });
    await owner.addPermission({
      FunctionName: 'a',
      StatementId: 'caller',
      Action: 'lambda:InvokeFunction',
      Principal: `${ROLES}/caller`,
    });
    expect(await lambda.invoke(dryRun)).toMatchObject({ StatusCode: 204 });
  });

  it('deploys a stack as the role that it was given, and no further', async () => {
    const deployer = trust('cloudformation.amazonaws.com');
    const RoleARN = await createRole(endpoint, {
      name: 'deployer',
      trust: deployer,
      allowed: allow('logs:*'),
    });
    const client = new CloudFormation({ endpoint });
    const TemplateBody = JSON.stringify({ Resources: { Bucket: { Type: 'AWS::S3::Bucket' } } });
    await client.createStack({ StackName: 'a', RoleARN, TemplateBody, OnFailure: 'DO_NOTHING' });
    const settled = async (): Promise<string | undefined> => {
      for (;;) {
        const { Stacks } = await client.describeStacks({ StackName: 'a' });
        if (!Stacks![0].StackStatus!.endsWith('IN_PROGRESS')) return Stacks![0].StackStatus;
      }
    };
    expect(await settled()).toBe('CREATE_FAILED');
    const { StackEvents } = await client.describeStackEvents({ StackName: 'a' });
    const failed = StackEvents!.find(({ LogicalResourceId }) => LogicalResourceId === 'Bucket')!;
    expect(failed.ResourceStatusReason).toMatch(
      /assumed-role\/deployer\/AWSCloudFormation is not authorized to perform: s3:CreateBucket on resource: "arn:aws:s3:::a-bucket-/,
    );
  });
});
