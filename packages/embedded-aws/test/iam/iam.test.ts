import { IAM } from '@aws-sdk/client-iam';
import { trustIn } from '../authorization/session-of';
import { refused } from '../support/refused';
import { awsForEach } from '../support/test-aws';

const aws = awsForEach();
const iam = aws.client(IAM);

const document = (...Statement: object[]): string => JSON.stringify({ Version: '2012-10-17', Statement });
const TRUST = document(trustIn('personalize.amazonaws.com'));
const READ = document({ Effect: 'Allow', Action: ['s3:GetObject'], Resource: 'arn:aws:s3:::shop/*' });
const WRITE = document({ Effect: 'Allow', Action: 's3:PutObject', Resource: '*' });
const AWS_POLICY = 'arn:aws:iam::aws:policy/service-role/AWSLambdaBasicExecutionRole';
const RoleName = 'import-role';

const createRole = (name = RoleName, more: object = {}): Promise<object> =>
  iam.createRole({ RoleName: name, AssumeRolePolicyDocument: TRUST, ...more });

const roleOf = async () => (await iam.getRole({ RoleName })).Role!;

describe('a role', () => {
  it('comes back as it was made, its trust policy percent-encoded', async () => {
    const described = { Description: 'reads', MaxSessionDuration: 7_200, Tags: [{ Key: 'a', Value: 'b' }] };
    await createRole(RoleName, { Path: '/shop/', ...described });
    const role = await roleOf();
    const Arn = `arn:aws:iam::123456789012:role/shop/${RoleName}`;
    expect(role).toMatchObject({ ...described, Path: '/shop/', RoleName, Arn, RoleLastUsed: {} });
    expect(role.RoleId).toMatch(/^AROA[0-9A-F]{17}$/);
    expect(role.AssumeRolePolicyDocument).toMatch(/^%7B%22Version/);
    expect(decodeURIComponent(role.AssumeRolePolicyDocument!)).toBe(TRUST);
    await refused(createRole(), 'EntityAlreadyExistsException');
  });

  it('is updated', async () => {
    await createRole();
    const other = document({ Effect: 'Allow', Principal: '*', Action: 'sts:AssumeRole' });
    await iam.updateRole({ RoleName, Description: 'new', MaxSessionDuration: 3_700 });
    await iam.updateAssumeRolePolicy({ RoleName, PolicyDocument: other });
    await iam.putRolePermissionsBoundary({ RoleName, PermissionsBoundary: AWS_POLICY });
    const role = await roleOf();
    expect(role).toMatchObject({ Description: 'new', MaxSessionDuration: 3_700 });
    expect(decodeURIComponent(role.AssumeRolePolicyDocument!)).toBe(other);
    expect(role.PermissionsBoundary!.PermissionsBoundaryArn).toBe(AWS_POLICY);
    await iam.deleteRolePermissionsBoundary({ RoleName });
    expect((await roleOf()).PermissionsBoundary).toBeUndefined();
  });

  it('is deleted once nothing is attached to it', async () => {
    await createRole();
    await iam.putRolePolicy({ RoleName, PolicyName: 'read', PolicyDocument: READ });
    await iam.attachRolePolicy({ RoleName, PolicyArn: AWS_POLICY });
    await refused(iam.deleteRole({ RoleName }), 'DeleteConflictException');
    await iam.detachRolePolicy({ RoleName, PolicyArn: AWS_POLICY });
    await refused(iam.deleteRole({ RoleName }), 'DeleteConflictException');
    await iam.deleteRolePolicy({ RoleName, PolicyName: 'read' });
    await iam.deleteRole({ RoleName });
    await refused(roleOf(), 'NoSuchEntityException');
  });

  it('is listed by name, page by page, and by path', async () => {
    for (const name of ['c', 'a', 'b']) await createRole(name, { Path: name === 'b' ? '/shop/' : '/' });
    const first = await iam.listRoles({ MaxItems: 2 });
    const second = await iam.listRoles({ MaxItems: 2, Marker: first.Marker });
    expect([first.IsTruncated, second.IsTruncated]).toEqual([true, false]);
    expect([...first.Roles!, ...second.Roles!].map((role) => role.RoleName)).toEqual(['a', 'b', 'c']);
    expect((await iam.listRoles({ PathPrefix: '/shop/' })).Roles).toHaveLength(1);
  });

  it('has one tag for a key, in whatever case it is written, and at most 50', async () => {
    const tag = (Key: string, Value = '1') => ({ Key, Value });
    await createRole(RoleName, { Tags: [tag('Team')] });
    await iam.tagRole({ RoleName, Tags: [tag('team', '2'), tag('b')] });
    expect((await roleOf()).Tags).toEqual([tag('team', '2'), tag('b')]);
    await iam.untagRole({ RoleName, TagKeys: ['b'] });
    expect((await roleOf()).Tags).toEqual([tag('team', '2')]);
    await iam.untagRole({ RoleName, TagKeys: ['TEAM'] });
    expect((await roleOf()).Tags).toBeUndefined();
    const Tags = [tag('Team'), tag('team')];
    await refused(createRole('other', { Tags }), 'InvalidInputException', 'case insensitive');
    await refused(iam.tagRole({ RoleName, Tags }), 'InvalidInputException', 'case insensitive');
    const many = (from: number) => Array.from({ length: 26 }, (_, at) => tag(`key-${from + at}`, ''));
    await iam.tagRole({ RoleName, Tags: many(0) });
    await refused(iam.tagRole({ RoleName, Tags: many(26) }), 'LimitExceededException');
  });

  it('of the bootstrap exists in each region and is left out of the inventory (IAM-2)', async () => {
    const name = 'cdk-hnb659fds-cfn-exec-role-123456789012-eu-west-3';
    expect((await iam.getRole({ RoleName: name })).Role!.Arn).toBe(`arn:aws:iam::123456789012:role/${name}`);
    await createRole();
    const inventory = async (query = ''): Promise<unknown> =>
      (await fetch(`${aws.endpoint}/_local/inventory${query}`)).json();
    expect(await inventory()).toEqual([{ type: 'AWS::IAM::Role', id: RoleName }]);
    expect(await inventory('?all=1')).toContainEqual({ type: 'AWS::IAM::Role', id: name });
  });
});

describe('an inline policy', () => {
  it('is put, read, listed and replaced', async () => {
    await createRole();
    await iam.putRolePolicy({ RoleName, PolicyName: 'data', PolicyDocument: READ });
    await iam.putRolePolicy({ RoleName, PolicyName: 'data', PolicyDocument: WRITE });
    await iam.putRolePolicy({ RoleName, PolicyName: 'another', PolicyDocument: READ });
    expect((await iam.listRolePolicies({ RoleName })).PolicyNames).toEqual(['another', 'data']);
    const { PolicyDocument } = await iam.getRolePolicy({ RoleName, PolicyName: 'data' });
    expect(decodeURIComponent(PolicyDocument!)).toBe(WRITE);
    await refused(iam.getRolePolicy({ RoleName, PolicyName: 'none' }), 'NoSuchEntityException');
  });

  const full = { Effect: 'Allow', Action: 's3:*', Resource: '*' };
  it.each([
    ['that is no JSON', '{"Statement":'],
    ['of an unknown version', '{"Version":"2020-01-01","Statement":[]}'],
    ['without a statement', '{"Version":"2012-10-17"}'],
    ['without an effect', document({ ...full, Effect: undefined })],
    ['without an action', document({ ...full, Action: undefined })],
    ['without a resource', document({ ...full, Resource: undefined })],
    ['with a principal', document({ ...full, Principal: '*' })],
    ['with a misspelt member', document({ ...full, Ressource: '*' })],
    ['with a condition that is none', document({ ...full, Condition: { Bool: 'x' } })],
  ])('fails to be put %s', async (_what, PolicyDocument) => {
    await createRole();
    const put = iam.putRolePolicy({ RoleName, PolicyName: 'bad', PolicyDocument });
    await refused(put, 'MalformedPolicyDocumentException');
  });

  it('fails to be put once a role has more than 10,240 characters of them', async () => {
    await createRole();
    const Resource = Array.from({ length: 250 }, (_none, at) => `arn:aws:s3:::bucket-${at}/*`);
    const put = (PolicyName: string) =>
      iam.putRolePolicy({ RoleName, PolicyName, PolicyDocument: document({ ...full, Resource }) });
    await put('one');
    await refused(put('two'), 'LimitExceededException');
  });
});

describe('a managed policy', () => {
  it('is attached, listed and detached', async () => {
    await createRole();
    const { Policy } = await iam.createPolicy({ PolicyName: 'read', PolicyDocument: READ, Path: '/shop/' });
    const PolicyArn = 'arn:aws:iam::123456789012:policy/shop/read';
    expect(Policy!.Arn).toBe(PolicyArn);
    for (const arn of [PolicyArn, AWS_POLICY]) await iam.attachRolePolicy({ RoleName, PolicyArn: arn });
    expect((await iam.listAttachedRolePolicies({ RoleName })).AttachedPolicies).toEqual([
      { PolicyName: 'read', PolicyArn },
      { PolicyName: 'AWSLambdaBasicExecutionRole', PolicyArn: AWS_POLICY },
    ]);
    expect((await iam.getPolicy({ PolicyArn })).Policy!.AttachmentCount).toBe(1);
    await refused(iam.deletePolicy({ PolicyArn }), 'DeleteConflictException');
    await iam.detachRolePolicy({ RoleName, PolicyArn });
    await iam.deletePolicy({ PolicyArn });
    await refused(iam.getPolicy({ PolicyArn }), 'NoSuchEntityException');
  });

  it('has up to five versions, one of them the default', async () => {
    const { Policy } = await iam.createPolicy({ PolicyName: 'data', PolicyDocument: READ });
    const PolicyArn = Policy!.Arn!;
    const added = { PolicyArn, PolicyDocument: WRITE, SetAsDefault: true };
    const { PolicyVersion } = await iam.createPolicyVersion(added);
    expect(PolicyVersion).toMatchObject({ VersionId: 'v2', IsDefaultVersion: true });
    expect((await iam.getPolicy({ PolicyArn })).Policy!.DefaultVersionId).toBe('v2');
    const v1 = await iam.getPolicyVersion({ PolicyArn, VersionId: 'v1' });
    expect(decodeURIComponent(v1.PolicyVersion!.Document!)).toBe(READ);
    await refused(iam.deletePolicyVersion({ PolicyArn, VersionId: 'v2' }), 'DeleteConflictException');
    await refused(iam.deletePolicy({ PolicyArn }), 'DeleteConflictException');
    await iam.deletePolicyVersion({ PolicyArn, VersionId: 'v1' });
    const create = () => iam.createPolicyVersion({ PolicyArn, PolicyDocument: READ });
    for (let version = 3; version <= 6; version += 1) await create();
    const { Versions } = await iam.listPolicyVersions({ PolicyArn });
    expect(Versions!.map(({ VersionId }) => VersionId)).toEqual(['v2', 'v3', 'v4', 'v5', 'v6']);
    await refused(create(), 'LimitExceededException');
  });

  it('is listed by scope and by whether it is attached', async () => {
    await createRole();
    const { Policy } = await iam.createPolicy({ PolicyName: 'one', PolicyDocument: READ });
    await iam.createPolicy({ PolicyName: 'two', PolicyDocument: READ });
    await iam.attachRolePolicy({ RoleName, PolicyArn: Policy!.Arn });
    const names = async (query: object): Promise<(string | undefined)[]> =>
      (await iam.listPolicies(query)).Policies!.map(({ PolicyName }) => PolicyName);
    expect(await names({ Scope: 'Local' })).toEqual(['one', 'two']);
    expect(await names({ OnlyAttached: true })).toEqual(['one']);
    expect(await names({ Scope: 'AWS' })).toEqual([]);
  });
});
