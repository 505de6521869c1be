import { IAM } from '@aws-sdk/client-iam';
import { S3 } from '@aws-sdk/client-s3';
import { SSM } from '@aws-sdk/client-ssm';
import { STS } from '@aws-sdk/client-sts';
import { createRole, sessionOf } from '../authorization/session-of';
import { testStack } from '../cloudformation/test-stack';
import { refused } from '../support/refused';
import { awsForEach } from '../support/test-aws';

const aws = awsForEach();
const iam = aws.client(IAM);

const allow = (Action: string, Resource = '*'): string =>
  JSON.stringify({ Version: '2012-10-17', Statement: [{ Effect: 'Allow', Action, Resource }] });

async function keysOf(UserName: string) {
  const { AccessKey } = await iam.createAccessKey({ UserName });
  return { accessKeyId: AccessKey!.AccessKeyId!, secretAccessKey: AccessKey!.SecretAccessKey! };
}

const ssmOf = (credentials: object): SSM => aws.client(SSM, { credentials });

describe('a user', () => {
  it('signs with an access key and is who STS says', async () => {
    const { User } = await iam.createUser({ UserName: 'ann', Path: '/shop/' });
    const credentials = await keysOf('ann');
    const sts = aws.client(STS, { credentials });
    expect(await sts.getCallerIdentity({})).toMatchObject({
      Arn: 'arn:aws:iam::123456789012:user/shop/ann',
      UserId: User!.UserId,
    });
    const ann = aws.client(IAM, { credentials });
    const text = `not authorized to perform: iam:GetUser on resource: ${User!.Arn}`;
    await expect(ann.getUser({})).rejects.toThrow(text);
    const PolicyDocument = allow('iam:GetUser', User!.Arn);
    await iam.putUserPolicy({ UserName: 'ann', PolicyName: 'p', PolicyDocument });
    expect((await ann.getUser({})).User).toMatchObject({ UserName: 'ann', Path: '/shop/' });
  });

  it('is the root without a name, and nobody in the session of a role (IAM-16)', async () => {
    expect((await iam.getUser({})).User).toEqual({
      UserId: '123456789012',
      Arn: 'arn:aws:iam::123456789012:root',
      CreateDate: expect.any(Date) as Date,
    });
    const session = aws.client(IAM, { credentials: await sessionOf(aws.endpoint, { name: 'r' }) });
    const text = 'Must specify userName when calling with non-User credentials';
    await expect(session.getUser({})).rejects.toThrow(text);
  });

  it('may what its policies and those of its groups allow, within its boundary', async () => {
    await iam.createUser({ UserName: 'ann' });
    const ssm = ssmOf(await keysOf('ann'));
    const put = (Name: string): Promise<unknown> => ssm.putParameter({ Name, Value: 'v', Type: 'String' });
    await expect(put('/a')).rejects.toThrow(
      'User: arn:aws:iam::123456789012:user/ann is not authorized to perform: ssm:PutParameter on resource: ' +
        'arn:aws:ssm:us-east-1:123456789012:parameter/a because no identity-based policy allows the ' +
        'ssm:PutParameter action',
    );
    await iam.createGroup({ GroupName: 'writers' });
    const policy = { PolicyName: 'p', PolicyDocument: allow('ssm:PutParameter') };
    await iam.putGroupPolicy({ GroupName: 'writers', ...policy });
    await iam.addUserToGroup({ GroupName: 'writers', UserName: 'ann' });
    await put('/a');
    const { Policy } = await iam.createPolicy({ PolicyName: 'b', PolicyDocument: allow('s3:*') });
    await iam.putUserPermissionsBoundary({ UserName: 'ann', PermissionsBoundary: Policy!.Arn });
    await expect(put('/b')).rejects.toThrow('because no permissions boundary allows');
    await iam.deleteUserPermissionsBoundary({ UserName: 'ann' });
    await iam.removeUserFromGroup({ GroupName: 'writers', UserName: 'ann' });
    await expect(put('/b')).rejects.toThrow('because no identity-based policy allows');
    await iam.putUserPolicy({ UserName: 'ann', ...policy });
    await put('/b');
  });

  it('cannot sign with a key that is inactive or deleted', async () => {
    await iam.createUser({ UserName: 'ann' });
    const PolicyArn = 'arn:aws:iam::aws:policy/AdministratorAccess';
    await iam.attachUserPolicy({ UserName: 'ann', PolicyArn });
    const credentials = await keysOf('ann');
    const key = { UserName: 'ann', AccessKeyId: credentials.accessKeyId };
    const s3 = aws.client(S3, { credentials });
    await s3.listBuckets({});
    await iam.updateAccessKey({ ...key, Status: 'Inactive' });
    await refused(s3.listBuckets({}), 'InvalidAccessKeyId');
    await iam.deleteAccessKey(key);
    await refused(ssmOf(credentials).describeParameters({}), 'UnrecognizedClientException');
  });

  it('assumes a role that trusts it by name', async () => {
    const { User } = await iam.createUser({ UserName: 'ann' });
    const trust = { Effect: 'Allow', Action: 'sts:AssumeRole', Principal: { AWS: User!.Arn } };
    const RoleArn = await createRole(aws.endpoint, { name: 'r', trust });
    const sts = aws.client(STS, { credentials: await keysOf('ann') });
    const { AssumedRoleUser } = await sts.assumeRole({ RoleArn, RoleSessionName: 'me' });
    expect(AssumedRoleUser!.Arn).toBe('arn:aws:sts::123456789012:assumed-role/r/me');
  });

  it('has policies, tags and keys that can be read, and a new path', async () => {
    const PolicyArn = 'arn:aws:iam::aws:policy/AdministratorAccess';
    const UserName = 'ann';
    await iam.createUser({ UserName, Tags: [{ Key: 'a', Value: '1' }] });
    await iam.tagUser({ UserName, Tags: [{ Key: 'b', Value: '2' }] });
    await iam.untagUser({ UserName, TagKeys: ['a'] });
    expect((await iam.getUser({ UserName })).User!.Tags).toEqual([{ Key: 'b', Value: '2' }]);
    await iam.putUserPolicy({ UserName, PolicyName: 'p', PolicyDocument: allow('s3:*') });
    expect((await iam.listUserPolicies({ UserName })).PolicyNames).toEqual(['p']);
    const { PolicyDocument } = await iam.getUserPolicy({ UserName, PolicyName: 'p' });
    expect(decodeURIComponent(PolicyDocument!)).toBe(allow('s3:*'));
    await iam.attachUserPolicy({ UserName, PolicyArn });
    await iam.detachUserPolicy({ UserName, PolicyArn });
    expect((await iam.listAttachedUserPolicies({ UserName })).AttachedPolicies).toEqual([]);
    const { accessKeyId: AccessKeyId } = await keysOf(UserName);
    await iam.updateUser({ UserName, NewPath: '/shop/' });
    expect((await iam.getUser({ UserName })).User).toMatchObject({ Path: '/shop/' });
    await refused(iam.getUser({ UserName: 'bea' }), 'NoSuchEntityException');
    expect((await iam.listAccessKeys({ UserName })).AccessKeyMetadata).toMatchObject([{ AccessKeyId }]);
  });

  it('is deleted once it has no groups, keys and policies (IAM-16)', async () => {
    await iam.createUser({ UserName: 'ann' });
    await iam.createGroup({ GroupName: 'g' });
    await iam.addUserToGroup({ GroupName: 'g', UserName: 'ann' });
    await iam.putUserPolicy({ UserName: 'ann', PolicyName: 'p', PolicyDocument: allow('s3:*') });
    const { accessKeyId: AccessKeyId } = await keysOf('ann');
    const conflict = { name: 'DeleteConflictException' };
    await expect(iam.deleteGroup({ GroupName: 'g' })).rejects.toMatchObject(conflict);
    await expect(iam.deleteUser({ UserName: 'ann' })).rejects.toMatchObject(conflict);
    await iam.removeUserFromGroup({ GroupName: 'g', UserName: 'ann' });
    await expect(iam.deleteUser({ UserName: 'ann' })).rejects.toMatchObject(conflict);
    await iam.deleteAccessKey({ UserName: 'ann', AccessKeyId });
    await expect(iam.deleteUser({ UserName: 'ann' })).rejects.toMatchObject(conflict);
    await iam.deleteUserPolicy({ UserName: 'ann', PolicyName: 'p' });
    await iam.deleteUser({ UserName: 'ann' });
    await iam.deleteGroup({ GroupName: 'g' });
    expect((await iam.listUsers({})).Users).toEqual([]);
    expect((await iam.listGroups({})).Groups).toEqual([]);
  });
});

it('a group has policies and users that can be read, and a new path', async () => {
  const PolicyArn = 'arn:aws:iam::aws:policy/AdministratorAccess';
  const GroupName = 'g';
  await iam.createGroup({ GroupName });
  await iam.createUser({ UserName: 'ann' });
  await iam.addUserToGroup({ GroupName, UserName: 'ann' });
  expect((await iam.getGroup({ GroupName })).Users).toMatchObject([{ UserName: 'ann' }]);
  await iam.putGroupPolicy({ GroupName, PolicyName: 'p', PolicyDocument: allow('s3:*') });
  expect((await iam.listGroupPolicies({ GroupName })).PolicyNames).toEqual(['p']);
  const { PolicyDocument } = await iam.getGroupPolicy({ GroupName, PolicyName: 'p' });
  expect(decodeURIComponent(PolicyDocument!)).toBe(allow('s3:*'));
  await iam.deleteGroupPolicy({ GroupName, PolicyName: 'p' });
  await refused(iam.getGroupPolicy({ GroupName, PolicyName: 'p' }), 'NoSuchEntityException');
  await iam.attachGroupPolicy({ GroupName, PolicyArn });
  const attached = async (): Promise<unknown> =>
    (await iam.listAttachedGroupPolicies({ GroupName })).AttachedPolicies;
  await iam.updateGroup({ GroupName, NewPath: '/shop/' });
  expect((await iam.getGroup({ GroupName })).Group).toMatchObject({ Path: '/shop/' });
  expect(await attached()).toMatchObject([{ PolicyArn }]);
  await iam.detachGroupPolicy({ GroupName, PolicyArn });
  expect(await attached()).toEqual([]);
});

it('a stack makes users, groups, keys and their policies, changes them and leaves nothing (IAM-16)', async () => {
  const stack = testStack(aws);
  const PolicyDocument = JSON.parse(allow('s3:*')) as object;
  const User = { Ref: 'User' };
  const resources = (Path: string, groups: string[]): object => {
    const properties = {
      User: { Path, Groups: groups.map((Ref) => ({ Ref })), Tags: [{ Key: 'a', Value: 'b' }] },
      'Group:One': {},
      'Group:Two': { Path },
      'AccessKey:Key': { UserName: User },
      'UserToGroupAddition:Addition': { GroupName: { Ref: 'Two' }, Users: [User] },
      'Policy:Inline': { PolicyName: 'inline', PolicyDocument, Users: [User], Groups: [{ Ref: 'One' }] },
      'ManagedPolicy:Managed': { PolicyDocument, Users: [User], Groups: [{ Ref: 'Two' }] },
    };
    return Object.fromEntries(
      Object.entries(properties).map(([name, Properties]) => {
        const [type, id = type] = name.split(':');
        return [id, { Type: `AWS::IAM::${type}`, Properties }];
      }),
    );
  };
  const outputs = {
    User,
    Arn: { 'Fn::GetAtt': ['User', 'Arn'] },
    Secret: { 'Fn::GetAtt': ['Key', 'SecretAccessKey'] },
  };
  const { User: UserName, Secret } = await stack.deploy(resources('/', ['One']), outputs);
  expect(Secret).toHaveLength(40);
  const groups = async (): Promise<string[]> => {
    const names = (await iam.listGroups({})).Groups!.map(({ GroupName }) => GroupName!);
    const found = await Promise.all(names.map((GroupName) => iam.getGroup({ GroupName })));
    return names.filter((_name, at) => found[at].Users!.length === 1);
  };
  expect(await groups()).toEqual([expect.stringMatching(/^s-One-/), expect.stringMatching(/^s-Two-/)]);
  const { AttachedPolicies } = await iam.listAttachedUserPolicies({ UserName });
  const { Policy } = await iam.getPolicy({ PolicyArn: AttachedPolicies![0].PolicyArn });
  expect(Policy!.AttachmentCount).toBe(2);
  const { Arn } = await stack.deploy(resources('/shop/', []), outputs);
  expect(Arn).toBe(`arn:aws:iam::123456789012:user/shop/${UserName}`);
  expect(await groups()).toEqual([expect.stringMatching(/^s-Two-/)]);
  expect(await stack.remove()).toEqual([]);
});

const document = (...Statement: object[]): string => JSON.stringify({ Version: '2012-10-17', Statement });

it('a simulation decides by the policies and the boundary of a user, and refuses an unknown identity', async () => {
  const UserName = 'u';
  const within = document({ Effect: 'Allow', Action: ['s3:*', 'sts:*'], Resource: '*' });
  const { Policy } = await iam.createPolicy({ PolicyName: 'boundary', PolicyDocument: within });
  const { User } = await iam.createUser({ UserName, PermissionsBoundary: Policy!.Arn });
  const PolicyDocument = document(
    { Effect: 'Allow', Action: ['s3:GetObject', 'iam:GetRole'], Resource: ['arn:aws:s3:::b/*', '*'] },
    { Effect: 'Deny', Action: 's3:GetObject', Resource: 'arn:aws:s3:::b/secret' },
  );
  await iam.putUserPolicy({ UserName, PolicyName: 'p', PolicyDocument });
  const decide = async (ActionNames: string[], ResourceArns?: string[]) => {
    const request = { PolicySourceArn: User!.Arn, ActionNames, ResourceArns };
    const { EvaluationResults = [] } = await iam.simulatePrincipalPolicy(request);
    return EvaluationResults.map(({ EvalActionName, EvalDecision }) => [EvalActionName, EvalDecision]);
  };
  expect(await decide(['s3:GetObject'], ['arn:aws:s3:::b/a', 'arn:aws:s3:::b/secret'])).toEqual([
    ['s3:GetObject', 'allowed'],
    ['s3:GetObject', 'explicitDeny'],
  ]);
  // The one lies beyond the boundary, the other is in no policy.
  expect(await decide(['iam:GetRole', 'sts:AssumeRole'])).toEqual([
    ['iam:GetRole', 'implicitDeny'],
    ['sts:AssumeRole', 'implicitDeny'],
  ]);
  const PolicySourceArn = 'arn:aws:iam::123456789012:role/none';
  const simulate = iam.simulatePrincipalPolicy({ PolicySourceArn, ActionNames: ['s3:GetObject'] });
  await refused(simulate, 'NoSuchEntityException');
});
