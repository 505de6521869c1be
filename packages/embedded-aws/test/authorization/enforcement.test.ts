import { CloudFormation } from '@aws-sdk/client-cloudformation';
import { IAM } from '@aws-sdk/client-iam';
import { Lambda } from '@aws-sdk/client-lambda';
import { Personalize } from '@aws-sdk/client-personalize';
import { S3 } from '@aws-sdk/client-s3';
import { SFN } from '@aws-sdk/client-sfn';
import { deploy } from '../lambda/deployed-function';
import { testStack } from '../cloudformation/test-stack';
import { awsForEach } from '../support/test-aws';
import { assume, createRole, sessionOf, trustIn, type SessionCredentials } from './session-of';
import { refused } from '../support/refused';

const ROLES = 'arn:aws:iam::123456789012:role';
const GROUP = 'arn:aws:personalize:us-east-1:123456789012:dataset-group';
const ME = (role: string): string => `User: arn:aws:sts::123456789012:assumed-role/${role}/me`;

const aws = awsForEach();
/** Credentials of a role that may do this. */
const as = (name: string, ...allowed: object[]): Promise<SessionCredentials> =>
  sessionOf(aws.endpoint, { name, allowed });

const allow = (Action: string | string[], Resource: string | string[] = '*', more: object = {}): object => ({
  Effect: 'Allow',
  Action,
  Resource,
  ...more,
});

describe('a session of a role', () => {
  it('does what its policy allows and nothing else', async () => {
    const credentials = await as('analyst', allow('personalize:CreateDatasetGroup', `${GROUP}/Shop-*`));
    const personalize = aws.client(Personalize, { credentials });
    expect(await personalize.createDatasetGroup({ name: 'Shop-a' })).toMatchObject({
      datasetGroupArn: `${GROUP}/Shop-a`,
    });
    await expect(personalize.createDatasetGroup({ name: 'other' })).rejects.toMatchObject({
      name: 'AccessDeniedException',
      message:
        `${ME('analyst')} is not authorized to perform: personalize:CreateDatasetGroup on resource: ` +
        `${GROUP}/other because no identity-based policy allows the personalize:CreateDatasetGroup action`,
    });
    const tagged = personalize.createDatasetGroup({ name: 'Shop-b', tags: [{ tagKey: 'k', tagValue: 'v' }] });
    await expect(tagged).rejects.toThrow(/not authorized to perform: personalize:TagResource on/);
  });

  it('is told that a bucket does not exist, whatever it may do', async () => {
    const s3 = aws.client(S3, { credentials: await as('nobody') });
    const Bucket = 'missing';
    await refused(s3.listObjectVersions({ Bucket }), 'NoSuchBucket');
    await refused(s3.getObject({ Bucket, Key: 'a' }), 'NoSuchBucket');
    await expect(s3.createBucket({ Bucket })).rejects.toMatchObject({
      name: 'AccessDenied',
      $metadata: { httpStatusCode: 403 },
    });
  });

  it('is told that a key does not exist only where it may list the bucket', async () => {
    await aws.client(S3).createBucket({ Bucket: 'shop' });
    const reading = allow('s3:GetObject', 'arn:aws:s3:::shop/*');
    const missing = async (name: string, ...allowed: object[]): Promise<unknown> =>
      aws.client(S3, { credentials: await as(name, ...allowed) }).getObject({ Bucket: 'shop', Key: 'a' });
    await expect(missing('reader', reading)).rejects.toMatchObject({
      name: 'AccessDenied',
      message:
        `${ME('reader')} is not authorized to perform: s3:ListBucket on resource: "arn:aws:s3:::shop" ` +
        'because no identity-based policy allows the s3:ListBucket action',
    });
    const listing = allow('s3:ListBucket', 'arn:aws:s3:::shop');
    await refused(missing('lister', reading, listing), 'NoSuchKey');
  });

  it('ends with its time (STS-3)', async () => {
    const credentials = await as('analyst', allow('*'));
    await aws.clock.advance(900_000);
    await refused(aws.client(Personalize, { credentials }).listSchemas({}), 'ExpiredTokenException');
    await refused(aws.client(S3, { credentials }).listBuckets({}), 'ExpiredToken');
  });

  it('has the AWS managed policies whose documents are known (IAM-4)', async () => {
    const s3 = aws.client(S3, { credentials: await as('analyst') });
    const attach = (name: string): Promise<unknown> =>
      aws.client(IAM).attachRolePolicy({ RoleName: 'analyst', PolicyArn: `arn:aws:iam::aws:policy/${name}` });
    await attach('ReadOnlyAccess');
    await refused(s3.listBuckets({}), 'AccessDenied');
    expect(aws.requests.list().at(-1)!.note).toContain('policy/ReadOnlyAccess grants nothing');
    await attach('AmazonS3FullAccess');
    expect(await s3.listBuckets({})).toMatchObject({ Buckets: [] });
  });
});

describe('a bucket’s policy', () => {
  const object = { Bucket: 'shop', Key: 'a/b' };
  const objects = { Resource: 'arn:aws:s3:::shop/*', Action: 's3:GetObject' };
  const put = async (statement: object): Promise<S3> => {
    const s3 = aws.client(S3);
    await s3.createBucket({ Bucket: 'shop' });
    await s3.putObject({ ...object, Body: 'text' });
    const Statement = { ...objects, ...statement };
    const Policy = JSON.stringify({ Version: '2012-10-17', Statement });
    await s3.putBucketPolicy({ Bucket: 'shop', Policy });
    return s3;
  };

  it('denies also what the role’s own policy allows, and the account itself (S3-7, IAM-7)', async () => {
    const credentials = await as('analyst', allow('s3:*'));
    const owner = await put({ Effect: 'Deny', Principal: '*' });
    await expect(aws.client(S3, { credentials }).getObject(object)).rejects.toMatchObject({
      name: 'AccessDenied',
      message:
        `${ME('analyst')} is not authorized to perform: s3:GetObject on resource: "arn:aws:s3:::shop/a/b" ` +
        'with an explicit deny in a resource-based policy',
    });
    await refused(owner.getObject(object), 'AccessDenied');
  });

  it('lets the role that it names read, and copy nothing', async () => {
    const s3 = aws.client(S3, { credentials: await as('analyst') });
    await put({ Effect: 'Allow', Principal: { AWS: `${ROLES}/analyst` } });
    const copy = s3.copyObject({ Bucket: 'shop', Key: 'c', CopySource: 'shop/a/b' });
    await expect(copy).rejects.toThrow(/not authorized to perform: s3:PutObject on/);
  });
});

describe('a role fails to be assumed', () => {
  it('by the account where it trusts a service alone', async () => {
    const arn = await createRole(aws.endpoint, { name: 'fn', trust: trustIn('lambda.amazonaws.com') });
    await expect(assume(aws.endpoint, arn)).rejects.toMatchObject({
      name: 'AccessDenied',
      message: `User: arn:aws:iam::123456789012:root is not authorized to perform: sts:AssumeRole on resource: ${arn}`,
    });
  });

  it('without the external id that its trust policy asks for (STS-2)', async () => {
    const trust = {
      Effect: 'Allow',
      Action: 'sts:AssumeRole',
      Principal: { AWS: '123456789012' },
      Condition: { StringEquals: { 'sts:ExternalId': 'secret' } },
    };
    const arn = await createRole(aws.endpoint, { name: 'partner', trust });
    await refused(assume(aws.endpoint, arn), 'AccessDenied');
    await refused(assume(aws.endpoint, arn, { ExternalId: 'guess' }), 'AccessDenied');
    expect(await assume(aws.endpoint, arn, { ExternalId: 'secret' })).toHaveProperty('sessionToken');
  });

  it('by a session whose policies do not let it, where the trust is in the account (STS-2)', async () => {
    const arn = await createRole(aws.endpoint, { name: 'target' });
    const without = await as('without');
    const withLeave = await as('with', allow('sts:AssumeRole', arn));
    await refused(assume(aws.endpoint, arn, { credentials: without }), 'AccessDenied');
    expect(await assume(aws.endpoint, arn, { credentials: withLeave })).toHaveProperty('sessionToken');
  });
});

describe('a service', () => {
  const definition = JSON.stringify({ StartAt: 'a', States: { a: { Type: 'Succeed' } } });

  it('is passed a role by those alone who may pass it to that service', async () => {
    const Role = await createRole(aws.endpoint, { name: 'fn', trust: trustIn('lambda.amazonaws.com') });
    const passing = (service: string): object =>
      allow('iam:PassRole', Role, { Condition: { StringEquals: { 'iam:PassedToService': service } } });
    const create = async (name: string, ...passing: object[]): Promise<string> => {
      const credentials = await as(name, allow('lambda:CreateFunction'), ...passing);
      return deploy(aws.client(Lambda, { credentials }), '', { Role });
    };
    const denied = {
      name: 'AccessDeniedException',
      message: expect.stringContaining(`iam:PassRole on resource: ${Role} `) as string,
    };
    await expect(create('without')).rejects.toMatchObject(denied);
    await expect(create('other', passing('personalize.amazonaws.com'))).rejects.toMatchObject(denied);
    expect(await create('right', passing('lambda.amazonaws.com'))).toMatch(/:example$/);
  });

  it('fails to take a role that does not trust it', async () => {
    const arn = await createRole(aws.endpoint, { name: 'other', trust: trustIn('ec2.amazonaws.com') });
    await expect(deploy(aws.client(Lambda), '', { Role: arn })).rejects.toMatchObject({
      name: 'InvalidParameterValueException',
      message: 'The role defined for the function cannot be assumed by Lambda.',
    });
    const machine = { name: 'a', roleArn: arn, definition };
    await expect(aws.client(SFN).createStateMachine(machine)).rejects.toThrow(
      /^Neither the global service principal states.amazonaws.com, nor the regional one is authorized to assume/,
    );
    const stack = { StackName: 'a', RoleARN: arn, TemplateBody: '{"Resources":{}}' };
    await expect(aws.client(CloudFormation).createStack(stack)).rejects.toMatchObject({
      name: 'ValidationError',
      message: `Role ${arn} is invalid or cannot be assumed`,
    });
  });

  it('is invoked by the role that the function’s policy names (LAMBDA-3)', async () => {
    const Role = await createRole(aws.endpoint, { name: 'fn', trust: trustIn('lambda.amazonaws.com') });
    const owner = aws.client(Lambda);
    await deploy(owner, '', { Role });
    const lambda = aws.client(Lambda, { credentials: await as('caller') });
    const dryRun = { FunctionName: 'example', InvocationType: 'DryRun' } as const;
    await refused(lambda.invoke(dryRun), 'AccessDeniedException');
    const permission = {
      StatementId: 'caller',
      Action: 'lambda:InvokeFunction',
      Principal: `${ROLES}/caller`,
    };
    await owner.addPermission({ FunctionName: 'example', ...permission });
    expect(await lambda.invoke(dryRun)).toMatchObject({ StatusCode: 204 });
  });

  it('deploys a stack as the role that it was given, and no further', async () => {
    const RoleARN = await createRole(aws.endpoint, {
      name: 'deployer',
      trust: trustIn('cloudformation.amazonaws.com'),
      allowed: allow('logs:*'),
    });
    const deployed = testStack(aws).deploy({ Bucket: { Type: 'AWS::S3::Bucket' } }, {}, { RoleARN });
    await expect(deployed).rejects.toThrow(
      /assumed-role\/deployer\/AWSCloudFormation is not authorized to perform: s3:CreateBucket on resource: "arn:aws:s3:::s-bucket-/,
    );
  });
});
